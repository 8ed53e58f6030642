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
from openpyxl.utils.escape import unescape

folder = Path(sys.argv[1])
rows = [json.loads(line) for line in (folder / "x.jsonl").open(encoding="utf-8")]
assert rows


def words(row):
    spans = row["spans"]
    if not spans:
        return row["passage"]
    return row["passage"][spans[0]["start"] : spans[-1]["end"]]


def cell(text):
    """A text of a cell, in which the format spells out control characters."""
    return unescape(text or "")


# CSV and XLSX hold the same as JSON Lines.
table = list(csv.DictReader((folder / "x.csv").open(encoding="utf-8", newline="")))
book = openpyxl.load_workbook(folder / "x.xlsx", read_only=True)
sheet = list(book["Bevindingen"].values)
found = [dict(zip(sheet[0], row)) for row in sheet[1:]]
assert len(table) == len(found) == len(rows)
for one, two, row in zip(table, found, rows):
    assert one["passage"].removeprefix("'") == row["passage"]
    # What does not fit a cell goes on elsewhere.
    shown = cell(two["passage"])
    if len(row["passage"]) > 16_000:
        assert shown.endswith(" […]") and row["passage"].startswith(shown.removesuffix(" […]"))
    else:
        assert shown == row["passage"]
    reason = (row["decision"] or {}).get("reason")
    assert one["reden"].removeprefix("'") == (reason or "")
    assert cell(two["reden"]) == (reason or "")
    assert one["waarde_id"] == two["waarde_id"] == row["value"]
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

# Web Annotations: RDF in which each finding has its words, document and value.
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# The part of http://www.w3.org/ns/anno.jsonld that is used: no network in tests.
CONTEXT = {
    "oa": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@id": "as:items", "@container": "@list"},
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "FragmentSelector": "oa:FragmentSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "tagging": "oa:tagging",
    "classifying": "oa:classifying",
    "describing": "oa:describing",
    "commenting": "oa:commenting",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "refinedBy": {"@id": "oa:refinedBy", "@type": "@id"},
    "conformsTo": {"@id": "dcterms:conformsTo", "@type": "@id"},
    "creator": {"@id": "dcterms:creator", "@type": "@id"},
    "created": "dcterms:created",
    "language": "http://purl.org/dc/elements/1.1/language",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "value": str(rdflib.RDF.value),
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
}


def keys(it):
    """All names of fields."""
    if isinstance(it, dict):
        return set(it) | {key for value in it.values() for key in keys(value)}
    return {key for value in it for key in keys(value)} if isinstance(it, list) else set()


page = json.loads((folder / "x.web-annotation").read_text(encoding="utf-8"))
assert page.pop("@context") == "http://www.w3.org/ns/anno.jsonld"
assert keys(page) <= set(CONTEXT), keys(page) - set(CONTEXT)
page["@context"] = CONTEXT
graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
stated = []
for annotation in graph.subjects(rdflib.RDF.type, OA.Annotation):
    target = graph.value(annotation, OA.hasTarget)
    selector = graph.value(target, OA.hasSelector)
    selector = graph.value(selector, OA.refinedBy) or selector
    values = [graph.value(body, OA.hasSource) for body in graph.objects(annotation, OA.hasBody)]
    stated += [
        (
            str(graph.value(graph.value(target, OA.hasSource), rdflib.RDFS.label)),
            str(graph.value(selector, OA.exact)),
            str(value).removeprefix("urn:waardenscan:value:"),
        )
        for value in values
        if value
    ]
assert sorted(stated) == sorted((row["document"], words(row), row["value"]) for row in rows)

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
for style in levels:
    assert all(p.text for p in headings if p.style.name == style)
assert document.tables

print(f"the same: {len(rows)} findings")
