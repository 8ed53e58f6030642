"""Matches of spaCy's PhraseMatcher, in text that its tokenizer takes apart."""

import sys

import spacy
import wordings

nlp = spacy.blank("nl")
matcher = wordings.phrase_matcher(nlp, wordings.read(sys.argv[1]))
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as text:
        for passage in nlp.pipe(line.rstrip("\n") for line in text):
            for span in matcher(passage, as_spans=True):
                print(span.label_, span.text, sep="\t")
