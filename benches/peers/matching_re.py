"""Matches of one regular expression over the text in lower case."""

import sys

import wordings

values = wordings.read(sys.argv[1])
expression = wordings.expression(values)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as text:
        for line in text:
            for found in expression.finditer(line.lower()):
                for value in values[found[0]]:
                    print(value, found[0], sep="\t")
