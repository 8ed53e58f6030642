"""Writes a DOCX of texts that break formats, each with a value in it."""

import sys

import docx

TEXTS = [
    "=cmd()",
    "+31",
    "-1",
    "@SUM(A1)",
    "Een tab\tin het midden, en",
    "שלום \u202eomgekeerd",
    "😀 👩\u200d👩\u200d👧 e\u0301e\u0301n cafe\u0301",
    "\"Aanhaling\"; <b>&amp;</b> ]]>",
    "_x0041_ {{ 1 + 1 }} ${x} `ls`",
    "Bel 06-12345678 of schrijf noor@voorbeeld.nl:",
    "a😀é " * 13_000,
]
document = docx.Document()
document.add_heading("=Visie\t@op 😀", 1)
for text in TEXTS:
    document.add_paragraph(f"{text} wij hebben vertrouwen in de mensen die hier wonen.")
document.save(sys.argv[1])
