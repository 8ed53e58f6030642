"""Opens every export of a project with other people's software and compares."""

import csv
import json
import sys
import zipfile
from importlib.metadata import files
from pathlib import Path

import docx
import openpyxl
import pandas
import pyarrow.parquet
import rdflib
from lxml import etree

folder = Path(sys.argv[1])
rows = [json.loads(line) for line in (folder / "x.jsonl").open(encoding="utf-8")]
assert rows


def words(row):
    spans = row["spans"]
    if not spans:
        return row["passage"]
    return row["passage"][spans[0]["start"] : spans[-1]["end"]]


# CSV and XLSX hold the same as JSON Lines.
table = list(csv.DictReader((folder / "x.csv").open(encoding="utf-8", newline="")))
book = openpyxl.load_workbook(folder / "x.xlsx", read_only=True)
sheet = list(book["Bevindingen"].values)
found = [dict(zip(sheet[0], row)) for row in sheet[1:]]
assert len(table) == len(found) == len(rows)
for one, two, row in zip(table, found, rows):
    assert one["passage"].removeprefix("'") == two["passage"] == row["passage"]
    assert one["waarde"] == two["waarde"] == row["name"]
    assert row["score"] is None or float(one["score"]) == two["score"] == row["score"]
    assert one["sha256"] == two["sha256"] == row["sha256"]

# Parquet holds the very records of JSON Lines, lists and groups included.
assert pyarrow.parquet.read_table(folder / "x.parquet").to_pylist() == rows

# What analysts with pandas do with these files.
frames = {
    "csv": pandas.read_csv(folder / "x.csv").rename(columns={"waarde": "name"}),
    "jsonl": pandas.read_json(folder / "x.jsonl", lines=True, convert_dates=False),
    "parquet": pandas.read_parquet(folder / "x.parquet"),
}
expected = pandas.DataFrame(rows)
for format, frame in frames.items():
    assert frame["sha256"].tolist() == expected["sha256"].tolist(), format
    # Numbers in text are read to the last bit or the one before.
    pandas.testing.assert_series_equal(frame["score"], expected["score"], rtol=1e-15)
    assert frame["name"].value_counts().to_dict() == expected["name"].value_counts().to_dict()

# REFI-QDA: valid, and each selection holds its words.
schema = next(path for path in files("qualitative-coding") if path.name == "schema.xsd")
schema = etree.XMLSchema(etree.parse(str(schema.locate())))
package = zipfile.ZipFile(folder / "x.qdpx")
project = etree.fromstring(package.read("project.qde"))
schema.assertValid(project)
ns = {"q": "urn:QDA-XML:project:1.0"}
selected = []
for source in project.iterfind(".//q:TextSource", ns):
    name = source.get("plainTextPath").removeprefix("internal://")
    text = package.read(f"sources/{name}").decode("utf-8")
    assert "\r" not in text and not text.startswith("\ufeff")
    for selection in source.iterfind("q:PlainTextSelection", ns):
        start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
        selected.append(text[start:end])
assert selected == [words(row) for row in rows]
codes = [code.get("name") for code in project.iterfind(".//q:Code", ns)]
assert len(codes) == len(set(codes))
etree.parse(str(folder / "x.qdc"))

# Web Annotations: RDF with a target each.
graph = rdflib.Graph()
page = json.loads((folder / "x.web-annotation").read_text(encoding="utf-8"))
assert len(page["items"]) == len(rows)
for annotation, row in zip(page["items"], rows):
    selector = annotation["target"]["selector"]
    assert selector.get("refinedBy", selector)["exact"] == words(row)

# Label Studio: every region holds its text.
for task in json.loads((folder / "x.label-studio").read_text(encoding="utf-8")):
    for region in task["predictions"][0]["result"]:
        value = region["value"]
        assert task["data"]["text"][value["start"] : value["end"]] == value["text"]

# The waardendocument: headings with levels, notes, a title.
document = docx.Document(folder / "w.docx")
headings = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
assert document.core_properties.title.startswith("Waardendocument")
levels = {p.style.name for p in headings}
assert levels == {"Heading 1", "Heading 2", "Heading 3"}, levels
assert document.tables

print(f"the same: {len(rows)} findings")
