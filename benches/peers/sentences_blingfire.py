"""Sentences by BlingFire."""

import sys

import blingfire

for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as text:
        for line in text:
            print(blingfire.text_to_sentences(line.rstrip("\n")))
