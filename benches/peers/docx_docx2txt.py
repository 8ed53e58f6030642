"""The text of DOCX files by docx2txt."""

import sys

import docx2txt

for path in sys.argv[1:]:
    try:
        print(docx2txt.process(path))
    except Exception:  # Files that it cannot read are left out.
        continue
