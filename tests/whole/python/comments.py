"""Reads the comments of DOCX copies back and compares them with the findings."""

import json
import sys
import unicodedata
import zipfile
from pathlib import Path

import docx
from docx.oxml.ns import qn

findings, copies, originals = (Path(argument) for argument in sys.argv[1:])
rows = [json.loads(line) for line in findings.open(encoding="utf-8")]
# What adding comments may change besides the text of the document.
LISTS = {"[Content_Types].xml"}


def letters(text):
    """Words without what stands between them and what shows nothing."""
    text = unicodedata.normalize("NFC", text)
    shown = (letter for letter in text if unicodedata.category(letter)[0] not in "ZC")
    return "".join(shown)


def words(row):
    """The words of a finding, from the first to the last."""
    spans = row["spans"] or [{"start": 0, "end": len(row["passage"])}]
    return row["passage"][spans[0]["start"] : spans[-1]["end"]]


def commented(body):
    """The words between the marks of each comment, by id."""
    open_ids, texts, named = set(), {}, set()
    for element in body.iter():
        if element.tag == qn("w:commentRangeStart"):
            name = element.get(qn("w:id"))
            assert name not in texts, f"comment {name} begins twice"
            open_ids.add(name)
            texts[name] = []
        elif element.tag == qn("w:commentRangeEnd"):
            open_ids.remove(element.get(qn("w:id")))
        elif element.tag == qn("w:commentReference"):
            named.add(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            for name in open_ids:
                texts[name].append(element.text or "")
        elif element.tag == qn("w:noBreakHyphen"):
            for name in open_ids:
                texts[name].append("\u2011")
    assert not open_ids, f"comments {open_ids} have no end"
    assert named >= set(texts), "a comment is not referred to"
    return {name: letters("".join(text)) for name, text in texts.items()}


def text_of(body):
    return "".join(element.text or "" for element in body.iter(qn("w:t")))


found = without = 0
missed = []
for path in sorted(copies.rglob("*.docx")):
    original = originals / path.name
    before, after = docx.Document(original), docx.Document(path)
    assert text_of(before.element.body) == text_of(after.element.body), path.name
    old, new = zipfile.ZipFile(original), zipfile.ZipFile(path)
    assert new.namelist()[: len(old.namelist())] == old.namelist()
    for name in old.namelist():
        if name in LISTS or "comments" in name or name.endswith("document.xml.rels"):
            continue
        if old.read(name) != new.read(name):
            assert name.endswith("document.xml") or name.endswith("document2.xml"), name
    known = {comment.comment_id for comment in before.comments}
    ids = [comment.comment_id for comment in after.comments]
    assert len(ids) == len(set(ids)) and known <= set(ids), path.name
    texts = commented(after.element.body)
    here = [row for row in rows if Path(row["document"]).name == path.name]
    by_reference = {
        f"{row['sha256'][:16]}-{row['block']}-{row['value']}": row for row in here
    }
    for comment in after.comments:
        if comment.comment_id in known:
            continue
        row = by_reference.pop(comment.text.splitlines()[-1].removeprefix("· Kenmerk "))
        assert comment.text.startswith(f"{row['name']}: "), comment.text
        decision = row["decision"]
        assert comment.author == (decision["who"] if decision else "Waardenscan")
        if texts[str(comment.comment_id)] == letters(words(row)):
            found += 1
        else:
            missed.append(f"{path.name}, block {row['block']}: {row['name']}")
    without += len(by_reference)

for miss in missed:
    print(miss)
print(f"found {found}, missed {len(missed)}, without a place {without}")
