"""Measures what worker processes and a project file cost beside a plain loop.

    cargo build --release -p waardenscan-benches --example isolation
    python benches/archive/isolation.py target/release/examples/isolation FOLDER [ROUNDS]
    python benches/archive/isolation.py target/release/examples/isolation FOLDER instructions

The same documents to the same lines of JSON, four ways: a loop in one process,
a loop of two threads that share the list, the largest documents first, one
worker with a project file, two workers with one. The four take turns, ROUNDS
times (default 15), so that other work on the machine weighs on all of them.
What two threads gain over one is what the machine gives of two things at once.
CPU seconds are those of all processes together, user and system.
Of what is compared the median is told with the quartiles; where other work is
heavy, the best of the rounds says more of elapsed time.

With `instructions`, valgrind counts them instead (some minutes): of the loop,
of the parent, and of the worker, to which all that its parent said is said
again. What the processor does in one instruction of its own, SHA-256 above
all, valgrind does in many, so that hashing weighs more here than it costs.
"""

import os
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15


def run(command: list[str]) -> tuple[float, float]:
    """Runs a command; returns the CPU seconds of it and its children, and the
    elapsed ones."""
    start = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        sys.exit(f"{command}: ended with {status}")
    return used.ru_utime + used.ru_stime, time.monotonic() - start


def quartiles(numbers: list[float]) -> str:
    low, middle, high = statistics.quantiles(numbers, n=4)
    return f"{middle:.3f} ({low:.3f} to {high:.3f}, best {min(numbers):.3f})"


def rounds(binary: str, folder: str, number: int) -> None:
    ways: dict[str, list[tuple[float, float]]] = {"loop": [], "threads": [], "one": [], "two": []}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        outs = {way: str(work / way) for way in ways}
        project = str(work / "p.sqlite")
        plain, kept = [binary, "plain", folder], [binary, "kept", folder]
        commands = {
            "loop": [*plain, outs["loop"]],
            "threads": [*plain, outs["threads"], "2"],
            "one": [*kept, outs["one"], project, "1"],
            "two": [*kept, outs["two"], project, "2"],
        }
        for index in range(number):
            names = list(ways)
            # Who goes first changes too.
            first = index % len(names)
            for way in names[first:] + names[:first]:
                for old in work.glob("p.sqlite*"):
                    old.unlink()
                ways[way].append(run(commands[way]))
        lines = {way: Path(outs[way]).read_bytes() for way in ways}
        loop, threads = (sorted(lines[way].splitlines()) for way in ("loop", "threads"))
        if not (lines["loop"] == lines["one"] == lines["two"] and loop == threads):
            sys.exit("the four do not give the same")
    for way, times in ways.items():
        print(f"{way}: CPU {quartiles([cpu for cpu, _ in times])} s,")
        print(f"      elapsed {quartiles([wall for _, wall in times])} s")
    cpu, wall = ({way: [it[place] for it in ways[way]] for way in ways} for place in (0, 1))
    print("CPU of one worker over the loop:", ratios(cpu["one"], cpu["loop"]))
    print("elapsed, one worker over two:", ratios(wall["one"], wall["two"]))
    print("elapsed, one thread over two:", ratios(wall["loop"], wall["threads"]))
    best = {way: min(times) for way, times in wall.items()}
    print(f"best elapsed, one worker over two: {best['one'] / best['two']:.3f}")
    print(f"best elapsed, one thread over two: {best['loop'] / best['threads']:.3f}")


def ratios(above: list[float], below: list[float]) -> str:
    """What the rounds give of a ratio."""
    return quartiles([a / b for a, b in zip(above, below)])


def frames(stream):
    """The messages of a pipe: a length of four bytes, the lowest first."""
    while len(head := stream.read(4)) == 4:
        yield stream.read(struct.unpack("<I", head)[0])


def collected(log: str) -> int:
    return int(re.findall(r"Collected : (\d+)", log)[-1])


def count(command: list[str]) -> int:
    ran = subprocess.run(command, stderr=subprocess.PIPE, check=True)
    return collected(ran.stderr.decode(errors="replace"))


def instructions(binary: str, folder: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        watch = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={work / 'profile'}", binary]
        out, project, record = (str(work / it) for it in ["out", "p.sqlite", "record"])
        loop = count([*watch, "plain", folder, out])
        parent = count([*watch, "kept", folder, out, project, "1", record])
        said = Path(record).read_bytes()
        with open(record, "rb") as stream:
            # After the greeting; the first message starts it.
            stream.read(8)
            documents = sum(1 for _ in frames(stream)) - 1
        pipe = subprocess.PIPE
        # Not to a file: a worker forbids itself to write any.
        worker = subprocess.Popen([*watch, "worker"], stdin=pipe, stdout=pipe, stderr=pipe)
        worker.stdin.write(said)
        worker.stdin.flush()
        answers = frames(worker.stdout)
        # That it is ready, and each document.
        for _ in range(documents + 1):
            next(answers)
        worker.stdin.close()
        worked = collected(worker.stderr.read().decode(errors="replace"))
        worker.wait()
    print(f"loop: {loop / 1e9:.2f} thousand million instructions")
    print(f"parent: {parent / 1e9:.2f}, worker: {worked / 1e9:.2f}")
    print(f"both over the loop: {(parent + worked) / loop:.3f}")
    print(f"the parent over both: {parent / (parent + worked):.3f}")


def main() -> None:
    binary, folder, *rest = sys.argv[1:]
    if rest == ["instructions"]:
        instructions(binary, folder)
    else:
        rounds(binary, folder, int(rest[0]) if rest else ROUNDS)


if __name__ == "__main__":
    main()
