// Reads what `cargo test --test exchange` leaves behind with programs of the web that others wrote.
//
// Usage: node web.mjs MODULES FOLDER [SCHEMAS]
//
// MODULES is the folder in which npm installed jsonld, @apache-annotator/dom, jsdom, commonmark, markdown-it and dom-anchor-text-position.
// SCHEMAS holds the JSON-LD context of the W3C, anno.jsonld; without it, jsonld.js is left out. Nothing here uses the network: what asks for
// an address fails. Each check is also held against something wrong, and must find that.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, folder, schemas] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const version = (name) => JSON.parse(readFileSync(join(modules, "node_modules", name, "package.json"), "utf8")).version;

class Fault extends Error {}

const check = (holds, what) => {
  if (!holds) throw new Fault(what);
};

/** A check that cannot fail proves nothing. */
const mustFind = async (what, checker) => {
  try {
    await checker();
  } catch {
    return;
  }
  throw new Fault(`${what}: the check does not find a fault`);
};

const only = (format, end) => {
  const found = readdirSync(join(folder, format)).filter((name) => name.endsWith(end));
  check(found.length === 1, `${format}: ${found}`);
  return join(folder, format, found[0]);
};

const read = (path) => readFileSync(path, "utf8");
const json = (path) => JSON.parse(read(path));
const { JSDOM } = await load("jsdom");
const expected = json(join(folder, "expected.json"));
/** Every stretch as its tag and its words. */
const stretches = expected.claims.flatMap((claim) => claim.words.map((words) => `${claim.tag} ${words}`)).sort();
const same = (found, what) => check(JSON.stringify([...found].sort()) === JSON.stringify(stretches), `${what}: ${JSON.stringify(found)}`);
const used = [];

/** A page that shows the article as it is. */
const page = () => {
  const { window } = new JSDOM("<!doctype html><title>x</title><pre></pre>");
  // What a browser has under these names.
  for (const name of ["Node", "NodeFilter", "Range", "Document", "Element"]) globalThis[name] = window[name];
  const scope = window.document.querySelector("pre");
  scope.textContent = expected.text;
  return scope;
};

const ofAnnotation = (annotation) => {
  const tag = annotation.body.find((body) => body.purpose === "tagging").value;
  const targets = Array.isArray(annotation.target) ? annotation.target : [annotation.target];
  return targets.map((target) => ({
    tag,
    quote: target.selector.find((selector) => selector.type === "TextQuoteSelector"),
    place: target.selector.find((selector) => selector.type === "TextPositionSelector"),
  }));
};

const apacheAnnotator = async (shift = 0) => {
  const { createTextQuoteSelectorMatcher, createTextPositionSelectorMatcher } = await load("@apache-annotator/dom");
  const scope = page();
  const all = async (matches) => {
    const ranges = [];
    for await (const range of matches) ranges.push(range.toString());
    return ranges;
  };
  const byPlace = [];
  const byQuote = [];
  for (const { tag, quote, place } of json(only("web-annotation", ".jsonld")).first.items.flatMap(ofAnnotation)) {
    const quoted = await all(createTextQuoteSelectorMatcher(quote)(scope));
    if (!place) {
      check(quoted.length === 0 && quote.exact === expected.lost, `apache-annotator finds words that are lost: ${quote.exact}`);
      continue;
    }
    check(quoted.length === 1, `apache-annotator finds “${quote.exact}” ${quoted.length} times`);
    byQuote.push(`${tag} ${quoted[0]}`);
    const placed = await all(createTextPositionSelectorMatcher({ ...place, start: place.start + shift, end: place.end + shift })(scope));
    byPlace.push(`${tag} ${placed.join("|")}`);
  }
  same(byQuote, "apache-annotator, by quotation");
  same(byPlace, "apache-annotator, by position");
};

const domAnchor = async (shift = 0) => {
  const { toRange } = await load("dom-anchor-text-position");
  const scope = page();
  const found = [];
  for (const annotation of json(only("hypothesis", ".json")).annotations) {
    const place = annotation.target[0].selector.find((selector) => selector.type === "TextPositionSelector");
    if (!place) continue;
    found.push(`${annotation.tags[0]} ${toRange(scope, { start: place.start + shift, end: place.end + shift }).toString()}`);
  }
  same(found, "dom-anchor-text-position");
};

const linkedData = async (collection, context) => {
  const jsonld = (await load("jsonld")).default;
  const documentLoader = async (url) => {
    check(url === "http://www.w3.org/ns/anno.jsonld", `jsonld: ${url} was asked for`);
    return { contextUrl: null, documentUrl: url, document: context };
  };
  const quads = await jsonld.toRDF(collection, { documentLoader, safe: true, format: "application/n-quads" });
  const count = (name) => quads.split("\n").filter((line) => line.includes(`<http://www.w3.org/ns/oa#${name}>`)).length;
  check(count("exact") >= stretches.length && count("start") === stretches.length, `jsonld: ${count("start")} places`);
};

/** The elements of some HTML, and its words. */
const rendered = (html) => {
  const { document } = new JSDOM(html).window;
  const elements = [...document.body.querySelectorAll("*")].map((element) => element.tagName.toLowerCase());
  const links = [...document.querySelectorAll("a")].map((link) => link.href);
  return { elements: new Set(elements), links, words: document.body.textContent };
};

const markdown = (name, render) => {
  const source = read(only("markdown", ".md"));
  const harmless = (html) => {
    const { elements, links, words } = rendered(html);
    const strange = [...elements].filter((element) => !["h1", "h2", "ul", "li", "p", "strong", "a"].includes(element));
    check(strange.length === 0, `${name} makes ${strange} of it`);
    check(links.every((link) => link.startsWith("https://stats.example/") || link.startsWith("https://news.example/")), `${name}: ${links}`);
    return words;
  };
  const bare = (words) => words.replace(/\s+/gu, "");
  const words = bare(harmless(render(source)));
  for (const claim of expected.claims) {
    for (const stretch of claim.words) check(words.includes(bare(stretch)), `${name} does not show ${stretch}`);
    check(words.includes(bare(claim.note)), `${name} does not show ${claim.note}`);
  }
  return mustFind(name, () => harmless(render(expected.text)));
};

const run = async (what, tools, work) => {
  await work();
  used.push(...tools);
  console.log(`${what}: as it should be`);
};

await run("web annotations under jsdom", ["@apache-annotator/dom", "jsdom"], async () => {
  await apacheAnnotator();
  await mustFind("apache-annotator", () => apacheAnnotator(1));
});
await run("hypothesis under jsdom", ["dom-anchor-text-position"], async () => {
  await domAnchor();
  await mustFind("dom-anchor-text-position", () => domAnchor(-1));
});
await run("markdown", ["commonmark", "markdown-it"], async () => {
  const { Parser, HtmlRenderer } = require("commonmark");
  await markdown("commonmark.js", (source) => new HtmlRenderer().render(new Parser().parse(source)));
  const markdownIt = require("markdown-it")({ html: true, linkify: true, typographer: false });
  await markdown("markdown-it", (source) => markdownIt.render(source));
});
if (schemas) {
  const context = readdirSync(schemas, { recursive: true }).find((path) => path.endsWith("anno.jsonld"));
  await run("jsonld in safe mode", ["jsonld"], async () => {
    const collection = json(only("web-annotation", ".jsonld"));
    const known = json(join(schemas, context));
    await linkedData(collection, known);
    const wrong = structuredClone(collection);
    wrong.first.items[0].verdict = "false";
    await mustFind("jsonld", () => linkedData(wrong, known));
  });
}
console.log(`read by ${used.map((name) => `${name} ${version(name)}`).join(", ")}`);
