#!/usr/bin/env python3
"""Draws where a program spends its time, from samples of its stack.

    perf record -e cpu-clock -F 997 --call-graph dwarf,16384 -o perf.data \\
        waardenscan scan --in-process --quiet --ocr off --jobs 1 --format jsonl FILE... >/dev/null
    perf script -i perf.data --no-inline -F comm,ip,sym | benches/flame.py docs/flame.svg

A bar is a function, as wide as its share of the samples, above the one that
called it. Threads are laid upon each other; what the system does is one bar.
"""

import re
import sys
from html import escape

WIDTH, ROW, LEAST = 1200, 16, 0.002
# Where a thread starts, and what hands on to what does the work.
DULL = re.compile(r"__rust_|thread_start|^std::|^<?core::|^_?start|^main$|^clone3$|^start_thread$|::\{\{closure\}\}$|^rayon")
COLOURS = {"waardenscan": "#e8a33d", "kernel": "#b9b9b9", "alloc": "#d9c7a0"}
OTHERS = "#8fb3cf"


def named(address, symbol):
    if address.startswith("ffffffff"):
        return "kernel"
    symbol = re.sub(r"::h[0-9a-f]{16}$", "", symbol)
    symbol = re.sub(r"<([\w:]+)[^<>]* as [^<>]*>", r"\1", symbol)
    while "<" in symbol and (shorter := re.sub(r"<[^<>]*>", "", symbol)) != symbol:
        symbol = shorter
    return re.sub(r":{3,}", "::", symbol).strip(":")


def stacks(lines):
    stack = []
    for line in lines:
        words = line.split(maxsplit=1)
        if line[:1].isspace() and words:
            stack.append(named(words[0], words[1].strip() if len(words) > 1 else "?"))
        elif stack:
            yield stack
            stack = []
    if stack:
        yield stack


def tree(lines):
    root = {}
    total = 0
    for stack in stacks(lines):
        total += 1
        below, last = root, None
        for name in reversed(stack):
            if DULL.search(name) or name == last:
                continue
            last = name
            count, inside = below.setdefault(name, [0, {}])
            below[name][0] = count + 1
            below = inside
    return root, total


def depth(node, total):
    return 1 + max((depth(inside, total) for count, inside in node.values() if count >= total * LEAST), default=0)


def bars(node, total, left, row, out):
    for name, (count, inside) in sorted(node.items()):
        if count >= total * LEAST:
            out.append((name, left, count, row))
            bars(inside, total, left, row + 1, out)
            left += count


def colour(name):
    return next((colour for start, colour in COLOURS.items() if start in name), OTHERS)


def main():
    root, total = tree(sys.stdin)
    height = (depth(root, total) + 1) * ROW
    drawn = []
    bars(root, total, 0, 1, drawn)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace" font-size="10">',
        f'<text x="4" y="{height - 4}">{total} samples; ours yellow, other crates blue, the system grey</text>',
    ]
    for name, left, count, row in drawn:
        x, width, y = left / total * WIDTH, count / total * WIDTH, height - (row + 1) * ROW
        shown = name[: int(width / 6.1)] if width > 20 else ""
        lines.append(
            f'<g><title>{escape(name)}: {count / total:.1%}</title>'
            f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{ROW - 1}" fill="{colour(name)}"/>'
            f'<text x="{x + 2:.1f}" y="{y + 11}">{escape(shown)}</text></g>'
        )
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n</svg>\n")


main()
