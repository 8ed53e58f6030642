"""The plain text of PDFs by pdfium."""

import sys

import pypdfium2

for path in sys.argv[1:]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        sys.stdout.write(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
