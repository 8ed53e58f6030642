"""Measures what reading PDF files costs beside pdftotext and PyMuPDF.

    pip install pymupdf
    cargo build --release -p waardenscan-benches --example text
    python benches/pdf/speed.py target/release/examples/text FOLDER...

CPU seconds, user and system, of the processes: ours reads a batch of files
into blocks and writes their text, `pdftotext` (poppler-utils) is started once
a file, as it must be, and PyMuPDF takes the plain text of each page in one
process a batch. The three take turns, batch by batch, so that other work on
the machine weighs on all of them; of each batch the cheapest of the rounds
counts. The ratios are what can be compared; the seconds are this machine's.

The peak memory is the largest of our processes.
"""

import os
import subprocess
import sys
from pathlib import Path

ROUNDS = 3
BATCH = 10

PYMUPDF = """
import sys, pymupdf
for path in sys.argv[1:]:
    with pymupdf.open(path) as document:
        for page in document:
            sys.stdout.write(page.get_text())
"""


def usage(command: list[str]) -> tuple[float, float]:
    """Runs a command; returns its CPU seconds and its peak memory in MB."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def cpu(command: list[str]) -> float:
    return usage(command)[0]


def main() -> None:
    binary, folders = sys.argv[1], [Path(folder) for folder in sys.argv[2:]]
    files = sorted(path for folder in folders for path in folder.rglob("*.pdf"))
    engines = {
        "waardenscan": lambda batch: cpu([binary, *batch]),
        "pdftotext": lambda batch: sum(cpu(["pdftotext", file, "-"]) for file in batch),
        "PyMuPDF": lambda batch: cpu([sys.executable, "-c", PYMUPDF, *batch]),
    }
    # What starting costs is no reading.
    start = cpu([sys.executable, "-c", PYMUPDF])
    total = dict.fromkeys(engines, 0.0)
    for at in range(0, len(files), BATCH):
        batch = [str(file) for file in files[at : at + BATCH]]
        best = dict.fromkeys(engines, float("inf"))
        for _ in range(ROUNDS):
            for name, run in engines.items():
                best[name] = min(best[name], run(batch))
        best["PyMuPDF"] = max(0.0, best["PyMuPDF"] - start)
        for name, seconds in best.items():
            total[name] += seconds
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"{len(files)} files, {size:.0f} MB")
    ours = total["waardenscan"]
    for name, seconds in total.items():
        print(f"{name}: {seconds:.2f} s, ours is {ours / seconds:.3f} of it")
    peaks = [(usage([binary, str(file)])[1], file.name) for file in files]
    print("peak {:.0f} MB: {}".format(*max(peaks)))


if __name__ == "__main__":
    main()
