"""Answers comments of a DOCX copy as people do in a word processor."""

import json
import sys
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.text.run import Run

copies, findings, out, expected = (Path(argument) for argument in sys.argv[1:])
rows = [json.loads(line) for line in findings.open(encoding="utf-8")]
path = max(
    copies.rglob("*.docx"),
    key=lambda path: sum(Path(row["document"]).name == path.name for row in rows),
)
rows = [row for row in rows if Path(row["document"]).name == path.name]
document = docx.Document(path)
body = document.element.body
by_reference = {f"{row['sha256'][:16]}-{row['block']}-{row['value']}": row for row in rows}
threads = [
    (comment, by_reference[comment.text.splitlines()[-1].removeprefix("· Kenmerk ")])
    for comment in document.comments
    if "· Kenmerk " in comment.text
]
judged = []


def judge(row, state, reason=None, **more):
    keys = ("document", "block", "value")
    judged.append({key: row[key] for key in keys} | {"state": state, "reason": reason} | more)


def marks(comment):
    """The marks of a comment: its begin, its end, the run that refers to it."""
    name = str(comment.comment_id)
    begin, end, reference = (
        next(it for it in body.iter(qn(tag)) if it.get(qn("w:id")) == name)
        for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
    )
    return begin, end, reference.getparent()


def answer(comment, text):
    """Adds an answer, with its marks where Word puts them."""
    begin, _, run = marks(comment)
    added = document.add_comment(
        runs=[Run(next(body.iter(qn("w:r"))), document.paragraphs[0])], text=text, author="Bram"
    )
    own_begin, own_end, own_run = marks(added)
    begin.addnext(own_begin)
    run.addnext(own_end)
    own_end.addnext(own_run)


def replace(comment, text):
    """Writes another first paragraph."""
    first = comment.paragraphs[0]
    first.text = text


(one, row), (two, row_two), (three, row_three), (four, row_four), *_ = threads
replace(one, f"{row['name']}: akkoord")
judge(row, "accepted")
replace(two, f"{row_two['name']}: Afgewezen, =te algemeen")
judge(row_two, "rejected", "=te algemeen")
# A conversation of which the last answer counts.
answer(three, "Twijfel. Wat bedoelt het college?")
judge(row_three, "doubt", "Wat bedoelt het college?")
other = next(row for row in rows if row["value"] != row_four["value"])
answer(four, f"andere waarde {other['name']}: dat staat er")
judge(row_four, "changed", "dat staat er")

# A value that somebody finds in a whole paragraph.
passages = {row["passage"]: row for row in rows}
for paragraph in document.paragraphs:
    row = passages.get(paragraph.text)
    if row and row["block"] not in {it["block"] for it in judged}:
        value = next(
            it for it in rows if it["value"] not in {r["value"] for r in rows if r["block"] == row["block"]}
        )
        document.add_comment(runs=paragraph.runs, text=f"{value['name']}: ook hier", author="Bram")
        length = len(row["passage"])
        judge(row | {"value": value["value"]}, "accepted", "ook hier", spans=[{"start": 0, "end": length}])
        break
# Talk that decides nothing.
document.add_comment(runs=document.paragraphs[1].runs or document.paragraphs[0].runs, text="Mooi stuk!")
document.save(out)
# The value that was chosen instead is accepted with it.
judge(row_four | {"value": other["value"]}, "accepted", "dat staat er", follows=True)
expected.write_text("".join(json.dumps(it) + "\n" for it in judged), encoding="utf-8")
