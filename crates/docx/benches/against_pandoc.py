#!/usr/bin/env python3
"""Compares the words that the reader finds with those that pandoc finds.

    cargo build --release -p waardenscan-docx --example blocks
    python3 crates/docx/benches/against_pandoc.py target/release/examples/blocks FILE...

Per file: recall (share of pandoc's words that the reader has too) and
precision (share of the reader's words that pandoc has too), counted as
multisets, without list labels, which pandoc does not give as text. Headers,
footers, comments and text boxes, which pandoc leaves out, do not count
against the precision; words that pandoc gives and that stand in them do count
for the recall. With -v the words that differ are shown.

pandoc loses text too (cells beyond the first row's columns, links without a
target). With --also DIR, which holds FILE.txt for each file as
`soffice --convert-to txt:Text` writes it, words that LibreOffice finds do not
count against the precision either.
"""

import argparse
import json
import re
import subprocess
from collections import Counter
from pathlib import Path

APART = {"header", "footer", "comment", "text_box"}
WORD = re.compile(r"\w+")


def pandoc_text(node, out):
    """Collects the text of a pandoc syntax tree."""
    if isinstance(node, list):
        for item in node:
            pandoc_text(item, out)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind in ("Code", "CodeBlock", "Math", "RawInline", "RawBlock"):
            out.append(" " + content[1] + " ")
        elif kind == "Image":
            pass  # Its alternative text is no text of the document.
        elif kind == "Link":
            pandoc_text(content[1], out)
        elif kind == "Note":
            out.append("\n")
            pandoc_text(content, out)
            out.append("\n")
        elif kind is None:
            for value in node.values():
                pandoc_text(value, out)
        else:
            pandoc_text(content, out)
            # Words run on through these.
            if kind not in ("Emph", "Strong", "Underline", "Span", "Strikeout",
                            "Superscript", "Subscript", "SmallCaps", "Quoted"):
                out.append("\n")


def words(text):
    text = text.replace("\u00ad", "").replace("\u200b", "")
    return Counter(WORD.findall(text.lower()))


def pandoc(path):
    form = "odt" if path.endswith("odt") else "docx"
    run = subprocess.run(["pandoc", "-f", form, "-t", "json", path],
                         capture_output=True, check=False)
    if run.returncode != 0:
        return None
    out = []
    tree = json.loads(run.stdout)
    pandoc_text([tree["blocks"], tree["meta"]], out)
    return words("".join(out))


def ours(program, path):
    run = subprocess.run([program, path], capture_output=True, check=False)
    if run.returncode != 0:
        return Counter(), Counter()
    body, apart = [], []
    for line in run.stdout.decode().splitlines():
        block = json.loads(line)
        if "text" in block:
            (apart if block["kind"] in APART else body).append(block["text"])
    return words("\n".join(body)), words("\n".join(apart))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("-v", action="store_true", dest="verbose")
    parser.add_argument("--also", type=Path, metavar="DIR")
    parser.add_argument("program")
    parser.add_argument("paths", nargs="+")
    arguments = parser.parse_args()
    verbose, program, paths = arguments.verbose, arguments.program, arguments.paths
    total = Counter()
    for path in paths:
        expected = pandoc(path)
        if expected is None:
            print(f"      -       -  {path}: pandoc cannot read it")
            continue
        body, apart = ours(program, path)
        missing = expected - body - apart
        extra = body - expected
        if arguments.also:
            other = arguments.also / (Path(path).stem + ".txt")
            extra = extra - (words(other.read_text(errors="replace")) - expected)
        counts = {"expected": expected.total(), "missing": missing.total(),
                  "found": body.total(), "extra": extra.total()}
        total.update(counts)
        recall = 100 * (1 - counts["missing"] / max(counts["expected"], 1))
        precision = 100 * (1 - counts["extra"] / max(counts["found"], 1))
        print(f"{recall:7.2f} {precision:7.2f}  {path.rsplit('/', 1)[-1]}")
        if verbose and missing:
            print("    missing", missing.most_common(12))
        if verbose and extra:
            print("    extra  ", extra.most_common(12))
    recall = 100 * (1 - total["missing"] / max(total["expected"], 1))
    precision = 100 * (1 - total["extra"] / max(total["found"], 1))
    print(f"{recall:7.3f} {precision:7.3f}  all {len(paths)} files, "
          f"{total['expected']} words")


if __name__ == "__main__":
    main()
