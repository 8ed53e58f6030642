"""Tells whether two vocabularies say the same."""

import sys

import rdflib
from rdflib.compare import isomorphic

one, other = (rdflib.Graph().parse(path) for path in sys.argv[1:])
print("the same" if isomorphic(one, other) else "not the same")
