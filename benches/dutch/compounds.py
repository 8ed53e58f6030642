#!/usr/bin/env python3
"""Draws compounds from real text to be judged by hand, and counts judgements.

    compounds.py draw SEED COUNT VALUES.tsv FILE.pdf... > SAMPLE.tsv
    compounds.py count JUDGED.tsv

A hit is a distinct word of the files in which the Dutch layer finds a word of
the second column of VALUES.tsv at an end. Same files and seed, same sample.
"""

import csv
import math
import random
import re
import subprocess
import sys

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SPLITS = "cargo run --quiet --release -p waardenscan-dutch --example splits".split()


def words(pdfs):
    found = set()
    for pdf in pdfs:
        text = subprocess.run(["pdftotext", pdf, "-"], stdout=subprocess.PIPE, check=True).stdout
        found.update(WORD.findall(text.decode("utf-8").lower()))
    return sorted(found)


def hits(words, values):
    splits = subprocess.run(SPLITS, input="\n".join(words), stdout=subprocess.PIPE, text=True, check=True)
    rows = [line.split("\t") for line in splits.stdout.splitlines()]
    return [row for row in rows if row[1] in values]


def draw(seed, count, values, *pdfs):
    with open(values, encoding="utf-8") as table:
        values = {row["value"] for row in csv.DictReader(table, delimiter="\t")}
    found = hits(words(pdfs), values)
    print(f"{len(found)} hits", file=sys.stderr)
    print("word\tpart\tend\tright\treason")
    for row in sorted(random.Random(int(seed)).sample(found, int(count))):
        print(*row, "", "", sep="\t")


def wilson(right, count, z=1.96):
    """The interval that holds the true share in 95 % of samples (Wilson, 1927)."""
    share = right / count
    middle = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return [(middle + sign * spread) / (1 + z * z / count) for sign in (-1, 1)]


def count(judged):
    with open(judged, encoding="utf-8") as table:
        judgements = [row["right"] for row in csv.DictReader(table, delimiter="\t")]
    if set(judgements) - {"yes", "no"}:
        sys.exit("every hit must be judged yes or no")
    right = judgements.count("yes")
    low, high = wilson(right, len(judgements))
    print(f"{right} of {len(judgements)} right: {right / len(judgements):.3f} ({low:.3f}–{high:.3f})")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["draw", seed, size, values, *pdfs] if pdfs:
            draw(seed, size, values, *pdfs)
        case ["count", judged]:
            count(judged)
        case _:
            sys.exit(__doc__)
