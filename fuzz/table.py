#!/usr/bin/env python3
"""Puts what the logs of run.sh say into the table of README.md."""

import re
from pathlib import Path

HERE = Path(__file__).parent
START, END = "<!-- table.py -->\n", "<!-- end -->"


def main():
    rows = {target.stem: [0.0, 0, 0, 0] for target in (HERE / "targets").iterdir()}
    for log in (HERE / "log").glob("*"):
        text = log.read_text(encoding="utf-8", errors="replace")
        target = log.name.rsplit("-", 4)[0]
        row = rows[target]
        cpu = re.search(r"^cpu: (\S+) (\S+)$", text, re.M)
        if cpu is None:
            print(f"left out, for it was killed: {log.name}")
            continue
        row[0] += sum(map(float, cpu.groups()))
        executed = re.search(r"number_of_executed_units: (\d+)", text)
        counted = re.findall(r"^#(\d+)\s", text, re.M)
        row[1] += int(executed[1] if executed else (counted or [0])[-1])
        row[2] = max(row[2], *map(int, re.findall(r"\bcov: (\d+)", text) or [0]))
        # Slow ones are written too; beside other work that says little.
        row[3] += re.search(r"Test unit written to \S*-(crash|leak|oom|timeout)-", text) is not None
    lines = "| target | CPU minutes | executions | edges covered | runs that ended with a fault |\n"
    lines += "|---|--:|--:|--:|--:|\n"
    for target, (seconds, executions, covered, faults) in sorted(rows.items()):
        if not seconds:
            lines += f"| `{target}` | not run yet | | | |\n"
            continue
        lines += f"| `{target}` | {seconds / 60:.1f} | {executions:,} | {covered:,} | {faults} |\n"
    readme = HERE / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(START)
    after = rest.split(END, 1)[1]
    readme.write_text(before + START + lines + END + after, encoding="utf-8")


main()
