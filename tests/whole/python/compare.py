"""Opens a comparison with other people's software and compares the formats."""

import json
import sys
from pathlib import Path

import openpyxl
from lxml import html

folder = Path(sys.argv[1])
data = json.loads((folder / "v.json").read_text(encoding="utf-8"))
names = [value["name"] for value in data["values"]]
rows = [(step, row) for step in data["steps"] for row in step["rows"]]
assert rows

book = openpyxl.load_workbook(folder / "v.xlsx")
table = list(book["Vergelijking"].values)
found = [dict(zip(table[0], row)) for row in table[1:]]
assert len(found) == len(rows)
for cells, (step, row) in zip(found, rows):
    assert cells["waarde"] == names[row["value"]]
    assert cells["conclusie"] == row["conclusion"]
    assert [cells["van"], cells["naar"]] == step["phrases"]
    assert [cells["passages van"], cells["passages naar"]] == row["passages"]
    assert abs(cells["aandeel naar"] - row["shares"][1]["value"]) < 1e-12
    assert cells["q"] == row["q"]
shares = list(book["Warmtekaart"].values)
assert shares[0][1:] == tuple(group["name"] for group in data["groups"])
for index, line in enumerate(shares[1:]):
    for cell, group in zip(line[1:], data["groups"]):
        figures = group["values"][index]
        if figures["passages"]:
            assert abs(cell - figures["share"]["value"]) < 1e-12
        else:
            assert cell is None

page = html.parse(str(folder / "v.html")).getroot()
text = " ".join(page.text_content().split())
for _, row in rows:
    assert " ".join(row["conclusion"].split()) in text, row["conclusion"]
ids = [element.get("id") for element in page.iter() if element.get("id")]
assert len(ids) == len(set(ids))
for drawing in page.iter("svg"):
    assert drawing.get("aria-label") or drawing.get("aria-labelledby") in ids
print("same:", len(rows))
