#!/usr/bin/env python3
"""Makes files that ask for as much as a file can, and measures what they get.

    cargo build --release -p waardenscan-docx --example survey
    python3 crates/docx/benches/bombs.py target/release/examples/survey

Each file is small and inflates to 60 MB of one construct. Shown are CPU
seconds, peak memory and the outcome; none may take 2 seconds or 200 MB.
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SIZE = 60 << 20
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("text", "text"), ("style", "style")]
)
P = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"


def many(text):
    return text * (SIZE // len(text))


def relationships(*links):
    links = "".join(
        f'<Relationship Id="{i}" Type="x/{kind}" Target="{target}"/>'
        for i, kind, target in links
    )
    return f'<Relationships xmlns="{REL}">{links}</Relationships>'


REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def word(body, links=(), **parts):
    files = {
        "_rels/.rels": relationships(("d", "officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{REFERENCES}" xmlns:wp="{DRAWING}">'
                             f"<w:body>{body}",
        "word/_rels/document.xml.rels": relationships(*links),
    }
    for name, inner in parts.items():
        files[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{WORD}">{inner}</w:{name}>'
    return files


def odt(body, styles=""):
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{styles}"
                       f"</office:automatic-styles><office:body><office:text>{body}",
    }


def bombs():
    yield "paragraphs", word(many(P))
    yield "cells", word("<w:tbl><w:tr>" + many(f"<w:tc>{P}</w:tc>"))
    yield "open fields", word(many('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>') + P)
    yield "attributes", word("<w:p" + many(' w:a="1"') + f"/>{P}")
    yield "nested tables", word("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * 8000 + many(P))
    yield "text boxes", word("<w:p><w:r>" + many(f"<w:txbxContent>{P}</w:txbxContent>"))
    yield "text boxes in each other", word(many("<w:p><w:r><w:t>a</w:t><w:txbxContent>"))
    yield "links", word(many('<w:p><w:hyperlink w:anchor="a"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>'))
    yield "open links", word('<w:hyperlink w:anchor="a">' * 1000 + many(P))
    yield "a long target, many times", word(
        many('<w:p><w:hyperlink r:id="l"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>'),
        [("l", "hyperlink", "a" * 100_000)])
    yield "comments", word(
        many('<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>a</w:t></w:r></w:p>'),
        comments='<w:comment w:id="0"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:comment>')
    yield "images", word("<w:p>" + many('<wp:docPr descr="a"/>'))
    yield "namespaces", word("".join(f'<w:x xmlns:p{i}="u">' for i in range(5000))
                             + many("<p1:a/>") + P)
    yield "one long text", word("<w:p><w:r><w:t>" + many(" a"))
    yield "combining marks", word("<w:p><w:r><w:t>a" + many("\u0301" * 2)[: SIZE // 2])
    yield "characters by number", word("<w:p><w:r><w:t>" + many("&#97;"))
    level = ('<w:lvl w:ilvl="0"><w:numFmt w:val="lowerLetter"/>'
             f'<w:lvlText w:val="{"%1" * 300}"/></w:lvl>')
    item = ('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            "<w:r><w:t>a</w:t></w:r></w:p>")
    yield "long labels", word(
        many(item), [("n", "numbering", "numbering.xml")],
        numbering=f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
                  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
    yield "one header, many times", word(
        P, [(f"h{i}", "header", "hdr.xml") for i in range(20_000)], hdr=P * 30_000)
    yield "styles in a chain", word(P, styles="".join(
        f'<w:style w:styleId="s{i}"><w:basedOn w:val="s{i + 1}"/></w:style>'
        for i in range(800_000)))
    chain = "".join(
        f'<style:style style:family="paragraph" style:name="s{i}" style:parent-style-name="s{i + 1}"/>'
        for i in range(40))
    yield "ODT paragraphs", odt(many('<text:p text:style-name="s0">a</text:p>'), chain)
    yield "ODT lists", odt(many("<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"))
    yield "ODT notes", odt("<text:p>" + many("<text:note><text:note-body><text:p>a</text:p>"
                                             "</text:note-body></text:note>"))


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bomb"
        for name, parts in bombs():
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
                for part, content in parts.items():
                    package.writestr(part, content)
            run = subprocess.run(["/usr/bin/time", "-f", "%U %M", program, path],
                                 capture_output=True, text=True, check=False)
            seconds, kilobytes = run.stderr.split()[-2:]
            outcome = re.search(r"\b(ok|err)\b", run.stdout)
            print(f"{float(seconds):5.2f} s {int(kilobytes) // 1024:4} MB  "
                  f"{outcome[0] if outcome else run.stderr}  {name}")


if __name__ == "__main__":
    main()
