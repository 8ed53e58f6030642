#!/usr/bin/env python3
"""Writes crates/assess/tests/reference.json: agreement and audits as other
people's software counts them, which the tests of waardenscan-assess hold ours
against. The cases are made up with a fixed seed; two are published.

    python3 -m pip install krippendorff==0.9.0 scikit-learn==1.9.1 \\
        scipy==1.17.1 statsmodels==0.15.0
    python3 benches/assess/compare.py
"""

import json
import random
from math import floor
from pathlib import Path

import krippendorff
import numpy as np
from scipy.stats import hypergeom
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa

OUT = Path(__file__).parents[2] / "crates/assess/tests/reference.json"


def coders(rng, units, coders, codes, missing):
    """Coders who follow a truth most of the time and leave some units out."""
    rows = [[] for _ in range(coders)]
    for _ in range(units):
        truth = rng.randrange(codes)
        for row in rows:
            code = truth if rng.random() < 0.7 else rng.randrange(codes)
            row.append(None if rng.random() < missing else code)
    return rows


def alpha(rows):
    data = [[np.nan if code is None else code for code in row] for row in rows]
    return float(krippendorff.alpha(data, level_of_measurement="nominal"))


def kappa(first, second):
    found = float(cohen_kappa_score(first, second))
    codes = sorted(set(first) | set(second))
    table = [[sum(p == (a, b) for p in zip(first, second)) for b in codes] for a in codes]
    assert abs(found - cohens_kappa(np.array(table)).kappa) < 1e-12
    return found


def audit(found, size, sampled, carrying, target):
    """By trying every number of passages that may be left."""
    possible = range(carrying, size - (sampled - carrying) + 1)
    few = {k: hypergeom.cdf(carrying, size, k, sampled) for k in possible}
    many = {k: hypergeom.sf(carrying - 1, size, k, sampled) for k in possible}
    fewest = min(k for k in possible if many[k] >= 0.025)
    most = max(k for k in possible if few[k] >= 0.025)
    # The test of Callaghan and Müller-Hansen, by their formula.
    least_left = floor((found + carrying) / target - found + 1)
    p = float(hypergeom.cdf(carrying, size, least_left, sampled)) if least_left <= size else 0.0
    return {
        "found": found, "size": size, "sampled": sampled, "carrying": carrying,
        "target": target, "interval": [found / (found + most), found / (found + fewest)],
        "p": p, "may_stop": p < 0.05,
    }


def main():
    rng = random.Random(20261122)
    # Krippendorff 2011, section C: alpha = 0.743.
    published = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    assert round(alpha(published), 3) == 0.743
    # Two coders, fifty grant proposals: kappa = 0.4 (20 and 15 alike, 5 and 10 not).
    grants = ([1] * 25 + [0] * 25, [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15)
    assert round(kappa(*grants), 12) == 0.4

    rows = [published] + [
        coders(rng, rng.randrange(5, 200), rng.randrange(2, 6), rng.randrange(2, 6), m)
        for m in (0, 0.1, 0.3, 0.6) for _ in range(5)
    ]
    pairs = [grants] + [
        coders(rng, rng.randrange(10, 300), 2, rng.randrange(2, 5), 0) for _ in range(10)
    ]
    audits = []
    while len(audits) < 60:
        size = rng.randrange(10, 3000)
        sampled = rng.randrange(1, min(size, 600) + 1)
        carrying = rng.choice([0, 0, 1, 2, rng.randrange(0, sampled + 1)])
        carrying = min(carrying, sampled)
        found = rng.randrange(1, 500)
        target = rng.choice([0.7, 0.8, 0.9, 0.95])
        audits.append(audit(found, size, sampled, carrying, target))
    assert {a["may_stop"] for a in audits} == {True, False}
    written = {
        "alpha": [{"rows": r, "alpha": alpha(r)} for r in rows],
        "kappa": [{"rows": list(r), "kappa": kappa(*r)} for r in pairs],
        "audit": audits,
    }
    lines = json.dumps(written).replace("}, {", "},\n{").replace("], \"", "],\n\"")
    OUT.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
