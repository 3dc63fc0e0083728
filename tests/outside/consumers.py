#!/usr/bin/env python3
"""Loads what `cargo test --test exchange` leaves behind with the larger programs that people use it in.

Usage: consumers.py FOLDER [--program CLAIMLIGHT --vectors FOLDER]

The JSON Lines go into pyarrow, Hugging Face datasets and spaCy, the columns of CoNLL into spaCy, documents, tables and references into LibreOffice
and pandoc. Each check is also held against something wrong. With --vectors, CAS files that Java made are read by `claimlight import` and by
dkpro-cassis, which must agree. Nothing here uses the network.
"""

import argparse
import csv
import importlib.metadata
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

for quiet in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
    os.environ[quiet] = "1"

import datasets
import openpyxl
import pyarrow
import pyarrow.json
import spacy
from spacy.tokens import Doc, DocBin
from spacy.training.iob_utils import biluo_tags_to_spans, iob_to_biluo

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class Fault(Exception):
    """Something is not as it should be."""


def check(holds, what):
    if not holds:
        raise Fault(what)


def must_find(what, checker, *arguments):
    """A check that cannot fail proves nothing."""
    try:
        checker(*arguments)
    except Exception:  # Whatever a reader refuses with is a fault that was found.
        return
    raise Fault(f"{what}: the check does not find a fault")


class Expected:
    def __init__(self, folder):
        self.folder = folder
        self.all = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        self.text = self.all["text"]
        self.claims = self.all["claims"]

    def only(self, format_name, end):
        found = sorted(path for path in (self.folder / format_name).iterdir() if path.name.endswith(end))
        check(len(found) == 1, f"{format_name}: {found}")
        return found[0]

    def stretches(self):
        """(tag, words, start) of every stretch in the text."""
        return sorted((claim["tag"], words, start) for claim in self.claims for words, start in zip(claim["words"], claim["starts"]))

    def check_labels(self, rows, what):
        found = sorted((label["label"], row["text"][label["start_offset"]:label["end_offset"]], label["start_offset"])
                       for row in rows for label in row["label"])
        check(found == self.stretches(), f"{what}: {found}")
        check(all(label["text"] == row["text"][label["start_offset"]:label["end_offset"]] for row in rows for label in row["label"]), what)


def arrow(expected, folder):
    path = expected.only("jsonl", ".jsonl")
    expected.check_labels(pyarrow.json.read_json(path).to_pylist(), "pyarrow")
    # The form in which doccano has labels by itself, a list of two numbers and a word, is no table (trap 4).
    other = folder / "lists.jsonl"
    other.write_text('{"text": "One.", "label": [[0, 3, "quote"]]}\n', encoding="ascii")
    must_find("pyarrow", pyarrow.json.read_json, other)


def hugging_face(expected, folder):
    loaded = datasets.load_dataset("json", data_files=str(expected.only("jsonl", ".jsonl")), split="train", cache_dir=str(folder / "cache"))
    expected.check_labels(loaded.to_list(), "datasets")
    flat = datasets.load_dataset("json", data_files=str(expected.only("claims-jsonl", ".jsonl")), split="train", cache_dir=str(folder / "cache"))
    placed = [row for row in flat if not row["orphaned"]]
    found = sorted((row["label"], expected.text[row["start_offset"]:row["end_offset"]], row["start_offset"]) for row in placed)
    check(found == expected.stretches(), f"datasets, a claim a line: {found}")


def in_spacy(expected, folder):
    rows = [json.loads(line) for line in expected.only("jsonl", ".jsonl").read_text(encoding="ascii").splitlines()]
    blank = spacy.blank("xx")
    document = blank(rows[0]["text"])
    spans, widened = [], 0
    for label in rows[0]["label"]:
        start, end = label["start_offset"], label["end_offset"]
        span = document.char_span(start, end, label=label["label"])
        if span is None:
            # Its tokens and the ends of a claim need not agree.
            span = document.char_span(start, end, label=label["label"], alignment_mode="expand")
            widened += 1
        check(label["text"] in span.text, f"spacy: {span.text}")
        spans.append(span)
    document.spans["sc"] = spans
    kept = folder / "claims.spacy"
    DocBin(docs=[document], store_user_data=True).to_disk(kept)
    back = next(DocBin().from_disk(kept).get_docs(blank.vocab))
    check(sorted((span.label_, span.start_char) for span in back.spans["sc"]) == sorted((span.label_, span.start_char) for span in spans),
          "spacy: a DocBin holds other spans")
    must_find("spacy", setattr, document, "ents", spans)
    print(f"spacy: {len(spans)} spans in doc.spans, {widened} of them wider by a token; doc.ents refuses them, since they nest (trap 16)")


def conll(expected):
    sentences, current = [], []
    for line in expected.only("conll", ".conll").read_text(encoding="utf-8").split("\n"):
        if line:
            current.append(line.split("\t"))
        elif current:
            sentences.append(current)
            current = []
    vocabulary = spacy.blank("xx").vocab
    count = 0
    for sentence in sentences:
        document = Doc(vocabulary, words=[token[0] for token in sentence])
        for column in (1, 2, 3):
            count += len(biluo_tags_to_spans(document, iob_to_biluo([token[column] for token in sentence])))
    dropped = len([loss for loss in expected.all["losses"]["conll"] if "another claim of its tag" in loss])
    # A stretch that goes on in the next block begins anew there.
    check(count >= len(expected.stretches()) - dropped, f"conll in spaCy: {count} spans")


def output_of(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    check(done.returncode == 0, f"{command[0]}: {done.stderr.decode(errors='replace')[-500:]}")
    return done.stdout.decode("utf-8")


def pandoc(expected):
    known = output_of("pandoc", "--list-input-formats").split()
    for name, end, kind in (("csl-json", ".json", "csljson"), ("ris", ".ris", "ris")):
        # Versions before 2.19 read no RIS; exchange.py has another reader for it.
        if kind not in known:
            continue
        read = json.loads(output_of("pandoc", "-f", kind, "-t", "csljson", expected.only(name, end)))
        wanted = [" ".join(piece["title"].split()) for piece in expected.all["evidence"]]
        check([item["title"] for item in read] == wanted, f"{name} in pandoc: {[item['title'] for item in read]}")
        check(read[0].get("URL") == expected.all["evidence"][0]["address"], f"{name} in pandoc: {read[0]}")
    text = output_of("pandoc", "--track-changes=all", "-f", "docx", "-t", "json", expected.only("docx", ".docx"))
    starts, ends = text.count('"comment-start"'), text.count('"comment-end"')
    check(starts == ends == len(expected.stretches()), f"docx in pandoc: {starts} comments begin, {ends} end")
    plain = output_of("pandoc", "-f", "docx", "-t", "plain", "--wrap=none", expected.only("docx", ".docx"))
    # It composes letters and their marks.
    bare = lambda words: unicodedata.normalize("NFC", "".join(words.split()))
    check(bare(plain) == bare(expected.text), "docx in pandoc: the text")
    # What Markdown is made of this program's is words again.
    words = output_of("pandoc", "-f", "commonmark", "-t", "plain", "--wrap=none", expected.only("markdown", ".md"))
    for _, stretch, _ in expected.stretches():
        check(bare(stretch) in bare(words), f"markdown in pandoc: {stretch}")


def office(folder, source, target, *options):
    profile = (folder / "office").resolve().as_uri()
    out = folder / "converted"
    output_of("soffice", f"-env:UserInstallation={profile}", "--headless", *options, "--convert-to", target, "--outdir", out, source)
    made = out / f"{source.name.rsplit('.', 1)[0]}.{target.split(':')[0]}"
    check(made.exists(), f"LibreOffice made nothing of {source.name}")
    return made


def libre_office(expected, folder):
    with zipfile.ZipFile(office(folder, expected.only("docx", ".docx"), "odt")) as archive:
        content = archive.read("content.xml").decode("utf-8")
    begun, ended = content.count("<office:annotation "), content.count("<office:annotation-end ")
    check(begun == ended == len(expected.stretches()), f"docx in LibreOffice: {begun} comments begin, {ended} end")
    for name, end, options in (("csv", ".csv", ["--infilter=CSV:44,34,76,1"]), ("csv-excel", ".csv", ["--infilter=CSV:44,34,76,1"]), ("xlsx", ".xlsx", [])):
        source = folder / f"{name}-{expected.only(name, end).name}"
        shutil.copy(expected.only(name, end), source)
        page = openpyxl.load_workbook(office(folder, source, "ods" if name == "xlsx" else "xlsx", *options)).worksheets[0] if name != "xlsx" else None
        if page is None:
            rows = list(csv.reader(office(folder, source, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true").open(encoding="utf-8", newline="")))
        else:
            check(all(cell.data_type != "f" for row in page.iter_rows() for cell in row), f"{name} in LibreOffice: a cell is a formula")
            rows = [["" if value is None else str(value) for value in row] for row in page.iter_rows(values_only=True)]
        head = rows[0]
        check(head[0] == "article", f"{name} in LibreOffice: {head[0]!r}")
        by_id = {row[head.index("claim_id")]: dict(zip(head, row)) for row in rows[1:]}
        for claim in expected.claims:
            row = by_id[claim["id"]]
            bare = lambda cell: cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell
            check(bare(row["text"]) == " […] ".join(claim["words"]), f"{name} in LibreOffice: {row['text']}")
            check(bare(row["note"]) == claim["note"], f"{name} in LibreOffice: {row['note']!r} is not {claim['note']!r}")
            check(row["start"] == "; ".join(str(start) for start in claim["starts"]), f"{name} in LibreOffice: {row['start']}")
    # Without the guard it computes: else the guard would prove nothing.
    naked = folder / "naked.csv"
    naked.write_text('"a"\r\n"=1+1"\r\n', encoding="ascii")
    cell = openpyxl.load_workbook(office(folder, naked, "xlsx", "--infilter=CSV:44,34,76,1")).worksheets[0]["A2"]
    check(cell.data_type == "f" or cell.value == 2, f"LibreOffice computes nothing now: {cell.value!r}")


def java(program, vectors, folder):
    import cassis

    fixtures = next(vectors.rglob("uima-cas-emoji"))
    for name, path in (("cas-json", fixtures / "data.json"), ("cas-xmi", fixtures / "debug.xmi")):
        with open(path, "rb") as file:
            if name == "cas-json":
                loaded = cassis.load_cas_from_json(file)
            else:
                # Its types are not beside it; those that it names are all annotations.
                words = path.read_text(encoding="utf-8")
                types = cassis.TypeSystem()
                spaces = dict(re.findall(r'xmlns:(\w+)="http:///([\w/]+)\.ecore"', words))
                for prefix, kind in set(re.findall(r"<(\w+):(\w+) ", words)):
                    full = f"{spaces.get(prefix, '').replace('/', '.')}.{kind}"
                    if prefix not in ("xmi", "cas", "tcas") and spaces.get(prefix):
                        types.create_type(full)
                loaded = cassis.load_cas_from_xmi(file, typesystem=types, lenient=True)
        wanted = sorted((claim.begin, claim.end, claim.get_covered_text()) for claim in loaded.select_all_annotations()
                        if not claim.type.name.endswith(("DocumentAnnotation", "Token", "Sentence")) and claim.begin < claim.end)
        out = folder / f"{name}.claims.json"
        done = subprocess.run([program, "--quiet", "import", "--from", name, "--map", "*=assertion", path, "--output", out], capture_output=True, check=False, text=True)
        check(done.returncode == 0, f"{name}: {done.stderr}")
        review = json.loads(out.read_text(encoding="utf-8"))
        text = review["article"]["text"]
        found = sorted((place["start"], place["end"], text[place["start"]:place["end"]]) for claim in review["claims"] for place in claim["segments"])
        check(wanted and set(found) == set(wanted), f"{name} made by Java: {found} is not {wanted}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--program", type=pathlib.Path)
    arguments.add_argument("--vectors", type=pathlib.Path)
    arguments = arguments.parse_args()
    expected = Expected(arguments.folder)
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        checks = {
            "jsonl in pyarrow": lambda: arrow(expected, folder),
            "jsonl in datasets": lambda: hugging_face(expected, folder),
            "jsonl in spaCy": lambda: in_spacy(expected, folder),
            "conll in spaCy": lambda: conll(expected),
            "csl-json, ris, docx, markdown in pandoc": lambda: pandoc(expected),
            "docx, csv, xlsx in LibreOffice": lambda: libre_office(expected, folder),
        }
        if arguments.program and arguments.vectors:
            checks["cas made by Java"] = lambda: java(str(arguments.program.resolve()), arguments.vectors, folder)
        for name, run in checks.items():
            try:
                run()
                print(f"{name}: as it should be")
            # What a reader refuses is a fault of the file, too.
            except Exception as fault:
                faults += 1
                print(f"consumers.py: {name}: {type(fault).__name__}: {fault}", file=sys.stderr)
    tools = [f"{tool} {importlib.metadata.version(tool)}" for tool in ("pyarrow", "datasets", "spacy")]
    tools.append(output_of("pandoc", "--version").splitlines()[0])
    tools.append(" ".join(output_of("soffice", "--version").split()[:2]))
    print("read by " + ", ".join(tools))
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
