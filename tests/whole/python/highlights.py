"""Reads the highlights of PDF copies back and compares them with the findings."""

import json
import sys
from pathlib import Path

import pymupdf

findings, copies, originals = (Path(argument) for argument in sys.argv[1:])
rows = [json.loads(line) for line in findings.open(encoding="utf-8")]
pymupdf.TOOLS.mupdf_display_errors(False)


def plain(words):
    """Words as they may stand on a page, cut by a line end or not."""
    return "".join(letter for letter in words.lower() if letter.isalnum())


def covered(copy):
    """What stands below the highlights of each value."""
    words = {}
    marks = 0
    for page in pymupdf.open(copy):
        letters = [
            letter
            for block in page.get_text("rawdict")["blocks"]
            for line in block.get("lines", [])
            for span in line["spans"]
            for letter in span["chars"]
        ]
        for mark in page.annots(types=[pymupdf.PDF_ANNOT_HIGHLIGHT]):
            marks += 1
            below = words.setdefault(mark.info["subject"], [])
            corners = mark.vertices
            for first in range(0, len(corners), 4):
                area = pymupdf.Quad(corners[first : first + 4])
                # Corners are kept as the page shows them.
                area = area.rect
                for letter in letters:
                    left, top, right, bottom = letter["bbox"]
                    middle = pymupdf.Point((left + right) / 2, (top + bottom) / 2)
                    if middle in area:
                        below.append(letter["c"])
                below.append(" ")
    return {value: plain("".join(below)) for value, below in words.items()}, marks


def pieces(row):
    """The words of a finding: its spans, or the passage as a whole."""
    spans = row["spans"] or [{"start": 0, "end": len(row["passage"])}]
    return [row["passage"][span["start"] : span["end"]] for span in spans]


marks = found = 0
missed = []
for copy in sorted(copies.rglob("*.pdf")):
    original = (originals / copy.name).read_bytes()
    assert copy.read_bytes().startswith(original), f"{copy.name} was changed"
    below, number = covered(copy)
    marks += number
    for row in rows:
        if Path(row["document"]).name != copy.name:
            continue
        for piece in pieces(row):
            if plain(piece) in below.get(row["name"], ""):
                found += 1
            else:
                missed.append(f"{copy.name}, page {row['page']}: {row['name']}")

for miss in missed:
    print(miss)
print(f"found {found}, missed {len(missed)}, highlights {marks}")
