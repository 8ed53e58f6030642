"""Reads a vocabulary with rdflib and validates it with SHACL shapes."""

import sys

import rdflib
from pyshacl import validate
from rdflib.namespace import RDF, SKOS

data = rdflib.Graph().parse(sys.argv[1])
shapes = rdflib.Graph().parse(sys.argv[2])
conforms, _, text = validate(data, shacl_graph=shapes)
if not conforms:
    sys.exit(text)
concepts = len(set(data.subjects(RDF.type, SKOS.Concept)))
collections = len(set(data.subjects(RDF.type, SKOS.Collection)))
print(f"{concepts} concepts, {collections} collections")
