"""Folder to suggestions by PyMuPDF and spaCy: sentences with the values whose
wordings they have, as JSON lines."""

import json
import sys

import pymupdf
import spacy
import wordings

nlp = spacy.blank("nl")
nlp.add_pipe("sentencizer")
matcher = wordings.phrase_matcher(nlp, wordings.read(sys.argv[1]))
for path in sys.argv[2:]:
    with pymupdf.open(path) as document:
        pages = [page.get_text() for page in document]
    for number, page in enumerate(nlp.pipe(pages), 1):
        for span in matcher(page, as_spans=True):
            row = {
                "file": path,
                "page": number,
                "value": span.label_,
                "wording": span.text,
                "sentence": span.sent.text,
            }
            print(json.dumps(row, ensure_ascii=False))
