"""Sentences by the rules of spaCy's sentencizer, without a model."""

import sys

import spacy

nlp = spacy.blank("nl")
nlp.add_pipe("sentencizer")
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as text:
        for passage in nlp.pipe(line.rstrip("\n") for line in text):
            print("\n".join(sentence.text for sentence in passage.sents))
