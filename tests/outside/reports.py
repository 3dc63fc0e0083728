#!/usr/bin/env python3
"""Reads the reports that `cargo test --test report` leaves behind with readers that others wrote.

Usage: reports.py FOLDER. The spreadsheet is opened by openpyxl and, where it is installed, by LibreOffice.
"""

import csv
import html.parser
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl

# The terms of schema.org that a ClaimReview is made of, by type, and which of them search engines require.
TERMS = {
    "ClaimReview": {"url", "datePublished", "author", "claimReviewed", "itemReviewed", "reviewRating"},
    "Claim": {"author", "datePublished", "firstAppearance", "appearance"},
    "Rating": {"ratingValue", "bestRating", "worstRating", "alternateName"},
    "CreativeWork": {"url", "headline"},
    "Person": {"name", "jobTitle", "sameAs"},
    "Organization": {"name", "sameAs"},
}
REQUIRED = {"ClaimReview": {"url", "claimReviewed", "reviewRating"}, "Rating": {"alternateName"}}
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def check(holds, what):
    if not holds:
        sys.exit(f"reports.py: {what}")


def check_rows(rows, expected, source):
    """Rows as lists of strings, the header first."""
    check(rows[0] == expected["columns"], f"{source}: the columns are {rows[0]}")
    check(len(rows) == len(expected["rows"]) + 1, f"{source}: {len(rows)} rows")
    text = expected["text"]
    for line, (row, claim) in enumerate(zip(rows[1:], expected["rows"]), start=1):
        check(len(row) == len(expected["columns"]), f"{source}: row {line} has {len(row)} cells")
        cells = dict(zip(expected["columns"], row))
        starts, ends = (cells[name].split("; ") for name in ("start", "end"))
        words = [text[int(start):int(end)] for start, end in zip(starts, ends, strict=True)]
        check(words == claim["segments"], f"{source}: row {line} is at {words}")
        check(cells["exact text"] == " […] ".join(claim["segments"]), f"{source}: row {line}: {cells['exact text']}")
        check(cells["tag"] == claim["tag"], f"{source}: row {line} is a {cells['tag']}")
        check(cells["status"] == claim["status"], f"{source}: row {line} is {cells['status']}")
        for name, cell in cells.items():
            check(not cell.startswith(FORMULA), f"{source}: row {line}, {name} begins like a formula: {cell!r}")


def check_csv(path, expected):
    with open(path, encoding="utf-8", newline="") as file:
        check_rows(list(csv.reader(file, strict=True)), expected, path.name)


def check_xlsx(path, expected):
    book = openpyxl.load_workbook(path)
    check(book.sheetnames == ["Log", "About"], f"{path.name}: the sheets are {book.sheetnames}")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    check(all(cell.data_type != "f" for cell in cells), f"{path.name}: a cell is a formula")
    numbers = [cell for row in book["Log"].iter_rows(min_row=2, max_col=1) for cell in row]
    check(all(cell.data_type == "n" for cell in numbers), f"{path.name}: a number is text")
    rows = [["" if value is None else str(value) for value in row] for row in book["Log"].iter_rows(values_only=True)]
    check_rows(rows, expected, path.name)


def check_libreoffice(path, expected):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("reports.py: LibreOffice is not installed; the spreadsheet was read by openpyxl alone")
        return
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        # A comma, quotation marks, UTF-8, from the first line on.
        target = "csv:Text - txt - csv (StarCalc):44,34,76,1"
        command = [office, profile, "--headless", "--convert-to", target, "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        check_csv(pathlib.Path(folder) / f"{path.stem}.csv", expected)
        command[command.index(target)] = "pdf"
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        pdf = (pathlib.Path(folder) / f"{path.stem}.pdf").read_bytes()
        check(pdf.startswith(b"%PDF"), f"{path.name}: LibreOffice makes no PDF of it")


def check_thing(thing, terms):
    kind = thing.get("@type")
    check(kind in TERMS, f"ClaimReview: a type {kind}")
    fields = set(thing) - {"@type"}
    check(fields <= TERMS[kind], f"ClaimReview: {kind} has {fields - TERMS[kind]}")
    check(REQUIRED.get(kind, set()) <= fields, f"ClaimReview: {kind} lacks {REQUIRED.get(kind, set()) - fields}")
    if terms is not None:
        unknown = [name for name in fields | {kind} if name not in terms]
        check(not unknown, f"ClaimReview: schema.org has no {unknown}")
    for value in thing.values():
        if isinstance(value, dict):
            check_thing(value, terms)


def check_claim_review(path, expected):
    written = path.read_text(encoding="utf-8")
    check("<" not in written, f"{path.name}: a < would end the element it stands in")
    context = pathlib.Path(__file__).resolve().parents[3] / "shared/vectors/formats/schemaorg-30.0/schemaorgcontext.jsonld"
    terms = json.loads(context.read_text(encoding="utf-8"))["@context"] if context.exists() else None
    value = json.loads(written)
    check(value["@context"] == "https://schema.org", f"{path.name}: the context is {value['@context']}")
    check(len(value["@graph"]) == expected["claim_reviews"], f"{path.name}: {len(value['@graph'])} reviews")
    for review in value["@graph"]:
        check(review["@type"] == "ClaimReview", f"{path.name}: a {review['@type']}")
        check_thing(review, terms)


class Page(html.parser.HTMLParser):
    """What no report may have, found by a second parser."""

    def handle_starttag(self, tag, attrs):
        check(tag not in {"script", "link", "img", "iframe", "object", "base", "form"}, f"an element {tag}")
        for name, value in attrs:
            check(not name.startswith("on"), f"an attribute {name}")
            if name == "href":
                check(value.startswith(("#", "https://", "http://", "mailto:")), f"a link to {value}")


def main():
    folder = pathlib.Path(sys.argv[1])
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    check_csv(folder / "harbour.log.csv", expected)
    check_xlsx(folder / "harbour.log.xlsx", expected)
    check_libreoffice(folder / "harbour.log.xlsx", expected)
    check_claim_review(folder / "harbour.claimreview.json", expected)
    pages = sorted(folder.glob("*.html"))
    check(len(pages) == 5, f"{len(pages)} pages")
    for page in pages:
        Page().feed(page.read_text(encoding="utf-8"))
    print("reports.py: all reports read as they were written")


if __name__ == "__main__":
    main()
