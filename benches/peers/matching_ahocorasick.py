"""Matches of pyahocorasick over the text in lower case, whole words."""

import sys

import ahocorasick
import wordings

automaton = ahocorasick.Automaton()
for wording, values in wordings.read(sys.argv[1]).items():
    automaton.add_word(wording, (wording, values))
automaton.make_automaton()
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as text:
        for line in text:
            line = line.lower()
            for last, (wording, values) in automaton.iter(line):
                first = last + 1 - len(wording)
                if first and line[first - 1].isalnum() or line[last + 1 : last + 2].isalnum():
                    continue
                for value in values:
                    print(value, wording, sep="\t")
