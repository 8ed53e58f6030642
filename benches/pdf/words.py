"""Compares the words of PDF files with PyMuPDF's, and the CPU time of both.

    pip install pymupdf
    cargo build --release -p waardenscan-cli
    python benches/pdf/words.py target/release/waardenscan FOLDER...

Per file: how many of PyMuPDF's words we have (recall) and how many of ours
PyMuPDF has (precision), as bags of words: letters and digits in lower case,
compatibility characters such as ligatures folded, words cut by a line end made
whole on both sides. Files without text for both of us are left out. Running
headers and footers count. Then the same over all files, and the CPU seconds of
`waardenscan text --format json`, process and all, divided by those of
PyMuPDF's plain text in this process.

The files that differ most come with the words that do.
"""

import json
import re
import resource
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pymupdf

WORD = re.compile(r"[^\W_]+")
SHOWN = 8
LEAST = 0.98


def bag(text: str) -> Counter:
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).lower()
    return Counter(WORD.findall(text))


def children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(binary: str, path: Path) -> str | None:
    ran = subprocess.run(
        [binary, "text", str(path), "--format", "json", "--ocr", "off"],
        capture_output=True,
        check=False,
    )
    if ran.returncode != 0:
        return None
    blocks = json.loads(ran.stdout)["blocks"]
    return "\n".join(f"{block['label'] or ''} {block['text']}" for block in blocks)


def theirs(path: Path) -> tuple[str, float]:
    started = time.process_time()
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text()
        cpu = time.process_time() - started
        flags = pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_DEHYPHENATE
        return "\n".join(page.get_text(flags=flags) for page in document), cpu


def main() -> None:
    binary, folders = sys.argv[1], [Path(folder) for folder in sys.argv[2:]]
    common = wanted = given = 0
    our_cpu = their_cpu = 0.0
    rows = []
    for path in sorted(path for folder in folders for path in folder.rglob("*.pdf")):
        before = children_cpu()
        mine = ours(binary, path)
        our_cpu += children_cpu() - before
        other, cpu = theirs(path)
        their_cpu += cpu
        if mine is None:
            print(f"{path.name}: no text from us, {sum(bag(other).values())} words from PyMuPDF")
            continue
        mine, other = bag(mine), bag(other)
        both = sum((mine & other).values())
        common, wanted, given = (
            common + both,
            wanted + sum(other.values()),
            given + sum(mine.values()),
        )
        rows.append((both / max(1, sum(other.values())), path.name, mine, other))
    for recall, name, mine, other in sorted(rows, key=lambda row: row[:2])[:SHOWN]:
        missing = (other - mine).most_common(SHOWN)
        extra = (mine - other).most_common(SHOWN)
        print(f"{name}: recall {recall:.4f}\n  missing {missing}\n  extra {extra}")
    low = sum(recall < LEAST for recall, *_ in rows)
    print(f"{len(rows)} files, {low} below {LEAST}; {wanted} words of PyMuPDF's")
    print(f"recall {common / wanted:.4f}, precision {common / given:.4f}")
    print(f"CPU {our_cpu:.2f} s against {their_cpu:.2f} s: {our_cpu / their_cpu:.2f} times")


if __name__ == "__main__":
    main()
