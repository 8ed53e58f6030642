"""Codes a project of REFI-QDA as people do in a tool for qualitative analysis."""

import json
import sys
import uuid
import zipfile
from pathlib import Path

from lxml import etree

package, findings, out, expected = (Path(argument) for argument in sys.argv[1:])
rows = [json.loads(line) for line in findings.open(encoding="utf-8")]
ns = "{urn:QDA-XML:project:1.0}"
archive = zipfile.ZipFile(package)
project = etree.fromstring(archive.read("project.qde"))
selections = list(project.iter(f"{ns}PlainTextSelection"))
assert len(selections) == len(rows)
judged = []


def judge(row, state, reason=None, **more):
    keys = ("document", "block", "value")
    judged.append({key: row[key] for key in keys} | {"state": state, "reason": reason} | more)


def new(parent, tag, **attributes):
    return etree.SubElement(parent, ns + tag, attributes)


user = new(project.find(f"{ns}Users"), "User", guid=str(uuid.uuid4()), name="Bram").get("guid")
codes = {code.get("name"): code.get("guid") for code in project.iter(f"{ns}Code")}

# Somebody else codes the same words alike.
coding = new(selections[0], "Coding", guid=str(uuid.uuid4()), creatingUser=user)
new(coding, "CodeRef", targetGUID=selections[0].find(f"{ns}Coding/{ns}CodeRef").get("targetGUID"))
judge(rows[0], "accepted")

# A decision in the description.
selections[1].find(f"{ns}Description").text = "afgewezen, te algemeen"
judge(rows[1], "rejected", "te algemeen")

# A coding that is taken away.
selections[2].getparent().remove(selections[2])
judge(rows[2], "rejected", "de codering is weggehaald")

# A value that somebody finds in the words of another one.
here = {row["value"] for row in rows if (row["document"], row["block"]) == (rows[3]["document"], rows[3]["block"])}
value = next(row for row in rows if row["value"] not in here)
old = selections[3]
added = etree.Element(
    f"{ns}PlainTextSelection",
    guid=str(uuid.uuid4()),
    startPosition=old.get("startPosition"),
    endPosition=old.get("endPosition"),
    creatingUser=user,
)
coding = new(added, "Coding", guid=str(uuid.uuid4()), creatingUser=user)
new(coding, "CodeRef", targetGUID=codes[value["name"]])
old.addnext(added)
spans = rows[3]["spans"]
words = {"start": spans[0]["start"], "end": spans[-1]["end"]} if spans else {"start": 0, "end": len(rows[3]["passage"])}
judge(rows[3] | {"value": value["value"]}, "accepted", spans=[words])

# Tools give their own identifiers and write their own package.
for source in project.iter(f"{ns}TextSource"):
    source.set("guid", str(uuid.uuid4()).upper())
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
    changed.writestr("project.qde", etree.tostring(project, encoding="utf-8", xml_declaration=True))
    for name in archive.namelist():
        if name != "project.qde":
            changed.writestr(name, archive.read(name))
expected.write_text("".join(json.dumps(it) + "\n" for it in judged), encoding="utf-8")
