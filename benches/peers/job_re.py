"""Folder to suggestions by pdftotext and regular expressions: lines around the
wordings of each value, as JSON lines."""

import json
import subprocess
import sys

import wordings

values = wordings.read(sys.argv[1])
expression = wordings.expression(values)
for path in sys.argv[2:]:
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True).stdout
    pages = text.decode("utf-8", "replace").split("\f")
    for number, page in enumerate(pages, 1):
        # Wordings go on over the ends of lines.
        page = " ".join(page.split())
        for found in expression.finditer(page.lower()):
            for value in values[found[0]]:
                row = {
                    "file": path,
                    "page": number,
                    "value": value,
                    "wording": found[0],
                    "text": page[max(0, found.start() - 100) : found.end() + 100],
                }
                print(json.dumps(row, ensure_ascii=False))
