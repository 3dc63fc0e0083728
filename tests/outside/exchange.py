#!/usr/bin/env python3
"""Loads what `cargo test --test exchange` leaves behind with programs that others wrote.

Usage: exchange.py FOLDER [--schemas FOLDER]

Each format is loaded by an independent reader, and every claim is looked up in the text by the offsets of the file. Each check is then held
against a copy in which one offset is wrong, and must find that. Published schemas are used where a folder with them is named: those of the W3C
Web Annotation tests with the JSON-LD context, of the Hypothesis API, of REFI-QDA. Nothing here uses the network.
"""

import argparse
import copy
import csv
import importlib.metadata
import json
import pathlib
import re
import socket
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

import cassis
import commonmark
import docx
import duckdb
import jsonschema
import openpyxl
import pandas
import polars
import pybrat.parser
import pyld.jsonld
import rdflib
import rispy
from lxml import etree
from openpyxl.utils.escape import unescape
from seqeval.metrics import f1_score
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2

GAP = " […] "
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
TOOLS = ["dkpro-cassis", "commonmark", "python-docx", "duckdb", "jsonschema", "lxml", "openpyxl", "pandas", "polars", "pybrat", "PyLD", "rdflib",
         "rispy", "seqeval"]


class Fault(Exception):
    """Something is not as it should be."""


def no_network(*_):
    raise Fault("something asked for the network")


def check(holds, what):
    if not holds:
        raise Fault(what)


def must_find(what, checker, *arguments):
    """A check that cannot fail proves nothing."""
    try:
        checker(*arguments)
    except Fault:
        return
    sys.exit(f"exchange.py: {what}: the check does not find a fault")


class Expected:
    def __init__(self, folder):
        self.folder = folder
        self.all = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        self.text = self.all["text"]
        self.claims = self.all["claims"]
        self.placed = [claim for claim in self.claims if claim["words"]]

    def only(self, format_name, end):
        found = sorted(path for path in (self.folder / format_name).iterdir() if path.name.endswith(end))
        check(len(found) == 1, f"{format_name}: {found}")
        return found[0]

    def stretches(self):
        """(tag, words, start) of every stretch in the text."""
        return sorted((claim["tag"], words, start) for claim in self.placed
                      for words, start in zip(claim["words"], claim["starts"]))

    def check_stretches(self, found, what):
        """`found` has (tag, start, end) in code points."""
        found = sorted((tag, self.text[start:end], start) for tag, start, end in found)
        check(found == self.stretches(), f"{what}: {found} is not {self.stretches()}")


def same_keys(value, what):
    """Every object of a list has the same keys, whatever tables make of that."""
    if isinstance(value, list):
        keys = [tuple(item) for item in value if isinstance(item, dict)]
        check(len(set(keys)) <= 1, f"{what}: rows differ in their keys")
        for item in value:
            same_keys(item, what)
    elif isinstance(value, dict):
        for name, item in value.items():
            same_keys(item, f"{what}/{name}")


def jsonl(expected):
    path = expected.only("jsonl", ".jsonl")
    raw = path.read_bytes()
    check(raw.isascii() and b"\r" not in raw, "jsonl: not ASCII with bare line feeds")
    rows = [json.loads(line) for line in raw.decode("ascii").splitlines()]
    check(len(rows) == 2, f"jsonl: {len(rows)} rows")
    same_keys(rows, "jsonl")

    def labels(rows):
        for label in rows[0]["label"]:
            check("id" not in label, "jsonl: doccano drops labels with an id that is no integer")
            check(0 <= label["start_offset"] < label["end_offset"] and label["label"], f"jsonl: {label}")
            check(rows[0]["text"][label["start_offset"]:label["end_offset"]] == label["text"], f"jsonl: {label['text']}")
        expected.check_stretches([(label["label"], label["start_offset"], label["end_offset"]) for label in rows[0]["label"]], "jsonl")

    labels(rows)
    wrong = copy.deepcopy(rows)
    wrong[0]["label"][0]["start_offset"] += 1
    must_find("jsonl", labels, wrong)
    check([orphan["text"] for orphan in rows[0]["orphaned"]] == [expected.all["lost"]], "jsonl: words that are lost")
    # Engines that count code points take the file unchanged.
    unequal = duckdb.sql(
        f"""select count(*), count(*) filter (substring(text, l.start_offset + 1, l.end_offset - l.start_offset) != l.text)
            from (select text, unnest(label) as l from read_json('{path}', format = 'newline_delimited'))""").fetchall()[0]
    check(tuple(unequal) == (len(expected.stretches()), 0), f"jsonl in DuckDB: {unequal}")
    frame = polars.read_ndjson(path).select(polars.col("text").alias("whole"), "label")
    labels = frame.explode("label").drop_nulls("label").unnest("label")
    cut = labels.select(polars.col("whole").str.slice(polars.col("start_offset"), polars.col("end_offset") - polars.col("start_offset"))
                        == polars.col("text")).to_series()
    check(len(cut) == len(expected.stretches()) and cut.all(), "jsonl in Polars")
    frame = pandas.read_json(path, lines=True)
    check(frame["text"][0] == expected.text, "jsonl in pandas")


def claims_jsonl(expected):
    path = expected.only("claims-jsonl", ".jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]
    check(len({tuple(sorted(row)) for row in rows}) == 1, "claims-jsonl: rows differ in their keys")
    placed = [row for row in rows if not row["orphaned"]]
    expected.check_stretches([(row["label"], row["start_offset"], row["end_offset"]) for row in placed], "claims-jsonl")
    found = duckdb.sql(f"select label, start_offset, end_offset from read_json('{path}', format = 'newline_delimited') where not orphaned")
    expected.check_stretches(found.fetchall(), "claims-jsonl in DuckDB")
    frame = polars.read_ndjson(path, infer_schema_length=None).filter(~polars.col("orphaned"))
    expected.check_stretches(frame.select("label", "start_offset", "end_offset").rows(), "claims-jsonl in Polars")


def web_annotation(expected, schemas):
    collection = json.loads(expected.only("web-annotation", ".jsonld").read_text(encoding="utf-8"))
    items = collection["first"]["items"]
    check(collection["total"] == len(items) == len(expected.claims), "web-annotation: the total")

    def positions(items):
        found = []
        for item in items:
            tag = next(body["value"] for body in item["body"] if body["purpose"] == "tagging")
            for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
                kinds = {selector["type"]: selector for selector in target["selector"]}
                quote, place = kinds["TextQuoteSelector"], kinds.get("TextPositionSelector")
                if place is None:
                    check(quote["exact"] == expected.all["lost"], "web-annotation: no position")
                    continue
                start, end = place["start"], place["end"]
                check(expected.text[start:end] == quote["exact"], f"web-annotation: {quote['exact']}")
                check(expected.text[:start].endswith(quote["prefix"]), "web-annotation: a prefix")
                check(expected.text[end:].startswith(quote["suffix"]), "web-annotation: a suffix")
                found.append((tag, start, end))
        expected.check_stretches(found, "web-annotation")

    positions(items)
    wrong = copy.deepcopy(items)
    next(item for item in wrong if isinstance(item["target"], dict) and len(item["target"]["selector"]) == 2)["target"]["selector"][0]["end"] -= 1
    must_find("web-annotation", positions, wrong)
    context = schemas and next(iter(schemas.rglob("anno.jsonld")), None)
    if context:
        linked_data(collection, items, json.loads(context.read_text(encoding="utf-8")), expected)
    musts = schemas and next(iter(schemas.rglob("annotationMusts.test")), None)
    if musts:
        assertions(items, musts)
        of_collections = next(musts.parent.parent.rglob("collectionMusts.test"))
        assertions([collection], of_collections)
        must_find("collectionMusts", assertions, [{**collection, "total": -1}], of_collections)
        must_find("annotationMusts", assertions, [{**items[0], "type": "Cat"}], musts)


def linked_data(collection, items, context, expected):
    """JSON-LD in which nothing is dropped, as triples that SPARQL finds."""

    def load(url, _options):
        check(url == "http://www.w3.org/ns/anno.jsonld", f"web-annotation: {url} was asked for")
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}

    quads = pyld.jsonld.to_rdf(collection, {"documentLoader": load, "format": "application/n-quads"})
    dropped = []
    pyld.jsonld.expand(collection, {"documentLoader": load, "on_property_dropped": dropped.append})
    check(not dropped, f"web-annotation: {dropped} is not in the context")
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=quads, format="nquads")
    found = graph.query("""
        prefix oa: <http://www.w3.org/ns/oa#> prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        select ?tag ?start ?end ?exact where {
          ?annotation oa:hasBody ?body . ?body oa:hasPurpose oa:tagging ; rdf:value ?tag .
          ?annotation oa:hasTarget ?target . ?target oa:hasSelector ?place , ?quote .
          ?place oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact }""")
    rows = [(str(row.tag), int(row.start), int(row.end)) for row in found]
    expected.check_stretches(rows, "web-annotation in rdflib")
    assessed = graph.query("prefix oa: <http://www.w3.org/ns/oa#> select ?body where { ?body oa:hasPurpose oa:assessing }")
    check(len(list(assessed)) == sum(claim["verdict"] is not None for claim in expected.claims), "web-annotation: verdicts as triples")


def assertions(items, musts):
    """The W3C's own test of what an annotation must be."""
    root = musts.parent.parent
    store = {}
    for path in root.rglob("*.json"):
        try:
            schema = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if isinstance(schema, dict) and isinstance(schema.get("id"), str):
            store[schema["id"]] = schema
    import referencing
    import referencing.jsonschema
    resources = [(uri, referencing.Resource.from_contents(schema, default_specification=referencing.jsonschema.DRAFT4))
                 for uri, schema in store.items()]
    registry = referencing.Registry().with_resources(resources)
    names = json.loads(musts.read_text(encoding="utf-8"))["assertions"]
    check(len(names) >= 10, f"{musts.name} names {len(names)} assertions")
    for name in names:
        schema = json.loads((root / name).read_text(encoding="utf-8"))
        validator = jsonschema.Draft4Validator(schema, registry=registry)
        for item in items:
            for error in validator.iter_errors(item):
                raise Fault(f"web-annotation: {name}: {error.message[:200]}")


def label_studio(expected):
    tasks = json.loads(expected.only("label-studio", ".json").read_text(encoding="utf-8"))
    raw = expected.only("label-studio", ".xml").read_text(encoding="utf-8")
    check(not raw.startswith("<?"), "label-studio: its parser takes no declaration")
    config = ElementTree.fromstring(raw)
    offered = {control.get("name"): {child.get("value") for child in control} for control in config if control.tag in ("Labels", "Choices")}
    areas = {control.get("name") for control in config if control.tag == "TextArea"}

    def regions(tasks):
        found = []
        for result in tasks[0]["annotations"][0]["result"]:
            if result["type"] == "relation":
                continue
            value = result["value"]
            if result["type"] == "labels":
                # The editor and its importer compare nothing, so this does.
                check(expected.text[value["start"]:value["end"]] == value["text"], f"label-studio: {value['text']}")
                found.append((value["labels"][0], value["start"], value["end"]))
            if result["type"] == "textarea":
                check(result["from_name"] in areas, f"label-studio: no question {result['from_name']}")
            else:
                check(set(value[result["type"]]) <= offered[result["from_name"]], f"label-studio: {value} is not offered")
        expected.check_stretches(found, "label-studio")

    regions(tasks)
    wrong = copy.deepcopy(tasks)
    wrong[0]["annotations"][0]["result"][0]["value"]["start"] += 1
    must_find("label-studio", regions, wrong)
    predicted = [result for result in tasks[0]["predictions"][0]["result"] if result["type"] == "labels"]
    check(len(predicted) >= expected.all["proposals"] > 0, "label-studio: predictions")
    for result in predicted:
        value = result["value"]
        check(expected.text[value["start"]:value["end"]] == value["text"], "label-studio: a prediction")
    check(tasks[1]["annotations"][0]["result"] == [] and tasks[1]["predictions"] == [], "label-studio: the empty task")


def brat(expected):
    path = expected.only("brat", ".ann")
    text = path.with_suffix(".txt").read_text(encoding="utf-8", newline="") if sys.version_info >= (3, 13) else \
        path.with_suffix(".txt").read_bytes().decode("utf-8")
    check(text == expected.text, "brat: the text")
    parser = pybrat.parser.BratParser(error="raise")
    example = parser.parse(path.parent)[0]
    check(len(example.entities) == len(expected.placed), f"brat: {len(example.entities)} entities in pybrat")

    def offsets(lines):
        # pybrat takes words that are not at their offsets, so this compares.
        found = set()
        for line in lines:
            if not line.startswith("T"):
                continue
            _, head, words = line.split("\t", 2)
            kind, places = head.split(" ", 1)
            fragments = [tuple(map(int, place.split(" "))) for place in places.split(";")]
            pieces = [text[start:end] for start, end in fragments]
            check(not any("\n" in piece for piece in pieces), "brat: a fragment holds a line end")
            check(" ".join(pieces) == words, f"brat: {words}")
            found.add((kind.lower(), "".join(words.split()), fragments[0][0]))
        claims = {(claim["tag"], "".join("".join(claim["words"]).split()), claim["starts"][0]) for claim in expected.placed}
        check(found == claims, f"brat: {found} is not {claims}")

    lines = path.read_text(encoding="utf-8").split("\n")
    offsets(lines)
    first = re.sub(r" (\d+)", lambda found: f" {int(found[1]) + 1}", lines[0], count=1)
    must_find("brat", offsets, [first, *lines[1:]])
    config = (path.parent / "annotation.conf").read_text(encoding="utf-8")
    kinds = config.split("[entities]\n")[1].split("[relations]")[0].split()
    check(kinds == ["Quote", "Assertion", "Commentary"], f"annotation.conf: {kinds}")


def cas(expected):
    with open(expected.only("cas-xmi", "TypeSystem.xml"), "rb") as file:
        types = cassis.load_typesystem(file)
    with open(expected.only("cas-xmi", ".xmi"), "rb") as file:
        from_xmi = cassis.load_cas_from_xmi(file, typesystem=types)
    with open(expected.only("cas-json", ".json"), "rb") as file:
        from_json = cassis.load_cas_from_json(file)
    for name, loaded in (("cas-xmi", from_xmi), ("cas-json", from_json)):
        check(loaded.sofa_string == expected.text, f"{name}: the text")
        found = list(loaded.select("webanno.custom.Claim"))
        # The reader turns units of UTF-16 into code points.
        expected.check_stretches([(claim.tag, claim.begin, claim.end) for claim in found], name)
        stretches = {words for _, words, _ in expected.stretches()}
        check(all(claim.get_covered_text() in stretches for claim in found), f"{name}: words")
        notes = {claim.note for claim in found if claim.note}
        check(notes == {claim["note"] for claim in expected.claims if claim["note"]}, f"{name}: notes {notes}")
    raw = json.loads(expected.only("cas-json", ".json").read_text(encoding="utf-8"))
    units = expected.text.encode("utf-16-le")

    def in_units(raw):
        found = []
        for structure in raw["%FEATURE_STRUCTURES"]:
            if structure["%TYPE"].endswith("Claim"):
                words = units[2 * structure["begin"]:2 * structure["end"]].decode("utf-16-le", "replace")
                found.append((structure["tag"], words))
        check(sorted(found) == sorted((tag, words) for tag, words, _ in expected.stretches()), "cas-json: units of UTF-16")

    in_units(raw)
    wrong = copy.deepcopy(raw)
    wrong["%FEATURE_STRUCTURES"][-1]["begin"] -= 1
    must_find("cas-json", in_units, wrong)


def hypothesis(expected, schemas):
    annotations = json.loads(expected.only("hypothesis", ".json").read_text(encoding="utf-8"))["annotations"]
    units = expected.text.encode("utf-16-le")

    def positions(annotations):
        found = []
        for annotation in annotations:
            check(all(len(tag) <= 1000 for tag in annotation["tags"]), "hypothesis: a tag is too long")
            kinds = {selector["type"]: selector for selector in annotation["target"][0]["selector"]}
            place = kinds.get("TextPositionSelector")
            if place is None:
                continue
            words = units[2 * place["start"]:2 * place["end"]].decode("utf-16-le", "replace")
            check(words == kinds["TextQuoteSelector"]["exact"], f"hypothesis: {words}")
            found.append((annotation["tags"][0], words))
        check(sorted(found) == sorted((tag, words) for tag, words, _ in expected.stretches()), "hypothesis")

    positions(annotations)
    wrong = copy.deepcopy(annotations)
    next(a for a in wrong if len(a["target"][0]["selector"]) == 2)["target"][0]["selector"][0]["start"] += 1
    must_find("hypothesis", positions, wrong)
    schema = schemas and next(iter(schemas.rglob("annotation-schema.json")), None)
    if schema:
        validator = jsonschema.Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))
        for annotation in annotations:
            for error in validator.iter_errors(annotation):
                raise Fault(f"hypothesis: {error.message}")


def rows_of_table(expected, rows, what):
    """Rows as dictionaries of strings."""
    check(len(rows) == len(expected.claims), f"{what}: {len(rows)} rows")
    by_id = {row["claim_id"]: row for row in rows}
    bare = lambda cell: cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell
    for claim in expected.claims:
        row = by_id[claim["id"]]
        check(not any(cell.startswith(FORMULA) for cell in row.values()), f"{what}: a cell begins like a formula")
        check(row["tag"] == claim["tag"], f"{what}: {row['tag']}")
        starts, ends = ([int(place) for place in row[name].split("; ") if place] for name in ("start", "end"))
        words = [expected.text[start:end] for start, end in zip(starts, ends, strict=True)]
        check(words == claim["words"], f"{what}: {words}")
        check(bare(row["text"]) == GAP.join(claim["words"]), f"{what}: {row['text']}")
        check(bare(row["note"]) == claim["note"], f"{what}: {row['note']}")
        check(row["verdict"] == (claim["verdict"] or ""), f"{what}: {row['verdict']}")
        if not claim["words"]:
            check(row["lost"] == expected.all["lost"], f"{what}: {row['lost']}")


def tables(expected):
    path = expected.only("csv", ".csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    rows_of_table(expected, rows, "csv")
    wrong = copy.deepcopy(rows)
    wrong[-1]["start"] = str(int(wrong[-1]["start"] or 1) - 1)
    must_find("csv", rows_of_table, expected, wrong, "csv")
    for name, end in (("csv", ".csv"), ("csv-excel", ".csv")):
        frame = pandas.read_csv(expected.only(name, end), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        rows_of_table(expected, frame.to_dict("records"), f"{name} in pandas")
    found = duckdb.sql(f"select * from read_csv('{path}', all_varchar = true, header = true)")
    rows = [{name: cell or "" for name, cell in zip(found.columns, row)} for row in found.fetchall()]
    rows_of_table(expected, rows, "csv in DuckDB")
    check(expected.only("csv-excel", ".csv").read_bytes().startswith(b"\xef\xbb\xbf"), "csv-excel: no mark")
    book = openpyxl.load_workbook(expected.only("xlsx", ".xlsx"))
    page = book["Claims"]
    check(all(cell.data_type != "f" for row in page.iter_rows() for cell in row), "xlsx: a cell is a formula")
    # It leaves signs that are written by their numbers as they are, which spreadsheets do not.
    lines = [["" if value is None else unescape(str(value)) for value in row] for row in page.iter_rows(values_only=True)]
    rows_of_table(expected, [dict(zip(lines[0], line)) for line in lines[1:]], "xlsx in openpyxl")


def conll(expected):
    lines = expected.only("conll", ".conll").read_text(encoding="utf-8").split("\n")
    sentences, current = [], []
    for line in lines:
        if line:
            current.append(line.split("\t"))
        elif current:
            sentences.append(current)
            current = []
    check(all(len(token) == 4 for sentence in sentences for token in sentence), "conll: not four columns")
    tokens = "".join(token[0] for sentence in sentences for token in sentence)
    check("".join(tokens.split()) == "".join(expected.text.split()), "conll: the tokens are not the text")
    for column, tag in enumerate(("quote", "assertion", "commentary"), start=1):
        tags = [[token[column] for token in sentence] for sentence in sentences]
        check(f1_score(tags, tags, mode="strict", scheme=IOB2) == 1.0, f"conll: {tag} in seqeval")
        flat = [mark for sentence in tags for mark in sentence]
        words = [token[0] for sentence in sentences for token in sentence]
        found = sorted("".join(words[start:end + 1]) for kind, start, end in get_entities(flat) if kind == tag)
        wanted = sorted("".join(words_of.split()) for kind, words_of, _ in expected.stretches() if kind == tag)
        # Of claims of one tag that share text, one is dropped, and the list of losses says which.
        dropped = [loss for loss in expected.all["losses"]["conll"] if "another claim of its tag" in loss]
        missing = [words for words in wanted if "".join(words.split()) not in ["".join(f.split()) for f in found]]
        check(len(missing) <= len(dropped), f"conll: {missing} is missing in the column {tag}")


def references(expected):
    items = json.loads(expected.only("csl-json", ".json").read_text(encoding="utf-8"))
    check([item["title"] for item in items] == [piece["title"] for piece in expected.all["evidence"]], "csl-json")
    check(items[0]["issued"]["date-parts"] == [[2025, 12, 1]] and items[0]["type"] == "dataset", f"csl-json: {items[0]}")
    with open(expected.only("ris", ".ris"), encoding="utf-8") as file:
        entries = rispy.load(file)
    check([entry["title"] for entry in entries] == [piece["title"] for piece in expected.all["evidence"]], f"ris: {entries}")
    check(entries[0]["urls"] == [expected.all["evidence"][0]["address"]], f"ris: {entries[0]}")


def markdown(expected):
    words = expected.only("markdown", ".md").read_text(encoding="utf-8")
    text, kinds = [], set()
    for node, entering in commonmark.Parser().parse(words).walker():
        if entering:
            kinds.add(node.t)
            if node.t == "link":
                check(node.destination.startswith("https://"), f"markdown: a link to {node.destination}")
            if node.literal:
                text.append(node.literal)
            elif node.t in ("softbreak", "linebreak", "paragraph"):
                text.append(" ")
    check(kinds <= {"document", "heading", "list", "item", "paragraph", "text", "strong", "link", "softbreak"}, f"markdown: {kinds}")
    shown = "".join("".join(text).split())
    for _, words_of, _ in expected.stretches():
        check("".join(words_of.split()) in shown, f"markdown: {words_of} is not there")


def refi(expected, schemas):
    with zipfile.ZipFile(expected.only("refi-qda", ".qdpx")) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    project = etree.fromstring(files["project.qde"])
    codebook = etree.parse(expected.only("refi-qda", ".qdc"))
    space = {"q": "urn:QDA-XML:project:1.0"}
    codes = {code.get("guid"): code.get("name") for code in project.iterfind(".//q:Code", space)}
    check(sorted(codes.values()) == ["assertion", "commentary", "quote"], f"refi-qda: {codes}")

    def selections(project):
        source = project.find(".//q:TextSource", space)
        raw = files["sources/" + source.get("plainTextPath").removeprefix("internal://")]
        check(not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw, "refi-qda: the text has a mark or carriage returns")
        check(raw.decode("utf-8") == expected.text, "refi-qda: the text")
        found = []
        for selection in source.iterfind("q:PlainTextSelection", space):
            code = selection.find("q:Coding", space)[0]
            check(etree.QName(code).localname == "CodeRef", "refi-qda: the reference is not the first child")
            found.append((codes[code.get("targetGUID")], int(selection.get("startPosition")), int(selection.get("endPosition"))))
        expected.check_stretches(found, "refi-qda")

    selections(project)
    wrong = copy.deepcopy(project)
    wrong.find(".//q:PlainTextSelection", space).set("startPosition", "3")
    must_find("refi-qda", selections, wrong)
    for name, document in (("Project.xsd", project), ("Codebook.xsd", codebook)):
        path = schemas and next(iter(schemas.rglob(name)), None)
        if path:
            schema = etree.XMLSchema(etree.parse(path))
            check(schema.validate(document), f"refi-qda: {schema.error_log}")


def word(expected):
    document = docx.Document(expected.only("docx", ".docx"))
    check("\n".join(paragraph.text for paragraph in document.paragraphs) == expected.text, "docx: the text")
    comments = list(document.comments)
    check(len(comments) == len(expected.stretches()), f"docx: {len(comments)} comments")
    body = etree.tostring(document.element.body)
    root = etree.fromstring(body)
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    open_comments, ranges = set(), {}
    for element in root.iter():
        name = etree.QName(element).localname
        comment = element.get(f"{{{space['w']}}}id")
        if name == "commentRangeStart":
            open_comments.add(comment)
            ranges[comment] = ""
        elif name == "commentRangeEnd":
            open_comments.discard(comment)
        else:
            piece = {"t": element.text or "", "tab": "\t"}.get(name, "")
            # A paragraph that begins inside of a comment is a line end in it.
            piece = "\n" if name == "p" else piece
            for open_comment in open_comments:
                ranges[open_comment] += piece
    check(not open_comments, "docx: a comment has no end")
    check(sorted(ranges.values()) == sorted(words for _, words, _ in expected.stretches()), f"docx: {ranges}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--schemas", type=pathlib.Path)
    arguments = arguments.parse_args()
    socket.socket.connect = no_network
    expected = Expected(arguments.folder)
    checks = {
        "jsonl": lambda: jsonl(expected),
        "claims-jsonl": lambda: claims_jsonl(expected),
        "web-annotation": lambda: web_annotation(expected, arguments.schemas),
        "label-studio": lambda: label_studio(expected),
        "brat": lambda: brat(expected),
        "cas-xmi, cas-json": lambda: cas(expected),
        "hypothesis": lambda: hypothesis(expected, arguments.schemas),
        "csv, csv-excel, xlsx": lambda: tables(expected),
        "conll": lambda: conll(expected),
        "csl-json, ris": lambda: references(expected),
        "markdown": lambda: markdown(expected),
        "refi-qda": lambda: refi(expected, arguments.schemas),
        "docx": lambda: word(expected),
    }
    faults = 0
    for name, run in checks.items():
        try:
            run()
            print(f"{name}: as it should be")
        # What a reader refuses is a fault of the file, too.
        except Exception as fault:
            faults += 1
            print(f"exchange.py: {name}: {type(fault).__name__}: {fault}", file=sys.stderr)
    print("read by " + ", ".join(f"{tool} {importlib.metadata.version(tool)}" for tool in TOOLS))
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
