"""The plain text of PDFs by PyMuPDF."""

import sys

import pymupdf

for path in sys.argv[1:]:
    with pymupdf.open(path) as document:
        for page in document:
            sys.stdout.write(page.get_text())
