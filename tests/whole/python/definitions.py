"""Opens a radar of definitions with other people's software and compares the formats."""

import json
import sys
from pathlib import Path

import openpyxl
from lxml import html

folder = Path(sys.argv[1])
data = json.loads((folder / "d.json").read_text(encoding="utf-8"))
definitions = data["definitions"]
assert definitions

book = openpyxl.load_workbook(folder / "d.xlsx")


def rows(name):
    table = list(book[name].values)
    return [dict(zip(table[0], row)) for row in table[1:]]


found = rows("Alle definities")
assert len(found) == len(definitions)
for cells, one in zip(found, definitions):
    assert cells["woord"] == one["term"]
    assert (cells["waarde"] or "") == ", ".join(one["values"])
    assert cells["definitie"] == one["text"]
    assert int(cells["betekenis"]) == one["meaning"] + 1
    assert int(cells["plaatsen"]) == len(one["places"])
named = [index for name in data["names"] for it in name["meanings"] for index in it["definitions"]]
assert [cells["definitie"] for cells in rows("Eén woord")] == [
    definitions[index]["text"] for index in named
]
meant = [index for it in data["meanings"] for index in it["definitions"]]
assert [cells["woord"] for cells in rows("Eén definitie")] == [
    definitions[index]["term"] for index in meant
]

page = html.parse(str(folder / "d.html")).getroot()
text = " ".join(page.text_content().split())
for one in definitions:
    assert " ".join(one["text"].split()) in text, one["text"]
print("same:", len(definitions))
