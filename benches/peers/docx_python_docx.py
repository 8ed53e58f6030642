"""The paragraphs and tables of DOCX files by python-docx."""

import sys

import docx

for path in sys.argv[1:]:
    try:
        document = docx.Document(path)
    except Exception:  # Files that it cannot read are left out.
        continue
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                for cell in row.cells:
                    print(cell.text)
        else:
            print(part.text)
