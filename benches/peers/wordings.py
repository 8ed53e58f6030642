"""The wordings that the others look for, and how they do."""

import re
from collections import defaultdict


def read(path):
    """The values of each wording."""
    values = defaultdict(list)
    with open(path, encoding="utf-8") as table:
        for line in table:
            value, wording = line.rstrip("\n").split("\t")
            values[wording].append(value)
    return values


def phrase_matcher(nlp, wordings):
    """A PhraseMatcher of spaCy that has each value with its wordings."""
    from spacy.matcher import PhraseMatcher

    by_value = defaultdict(list)
    for wording, values in wordings.items():
        for value in values:
            by_value[value].append(nlp.make_doc(wording))
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for value, docs in by_value.items():
        matcher.add(value, docs)
    return matcher


def expression(wordings):
    """One regular expression that branches once a letter, whole words, the
    longest wording first. One alternative a wording would be far slower."""
    trie = {}
    for wording in wordings:
        node = trie
        for letter in wording:
            node = node.setdefault(letter, {})
        node[""] = {}

    def written(node):
        branches = [re.escape(letter) + written(below) for letter, below in node.items() if letter]
        if not branches:
            return ""
        inside = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
        return f"(?:{inside})?" if "" in node else inside

    return re.compile(r"\b" + written(trie) + r"\b")
