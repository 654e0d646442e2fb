"""Reference answers for SignificanceReferenceTest, by scipy and by exact fractions.

Run from the module's folder: python3 src/test/python/significance_reference.py
Writes src/test/resources/io/ovoscope/collector/significance/reference.txt. A line is a name, the arguments and the answer.
"""

import math
import pathlib
from fractions import Fraction

import numpy as np
from scipy import stats

OUT = pathlib.Path("src/test/resources/io/ovoscope/collector/significance/reference.txt")
rng = np.random.default_rng(1)
lines = []


def line(name, *values):
    lines.append(" ".join([name] + [repr(float(v)) for v in values]))


def flips(differences):
    """P(sum of randomly signed |d| >= sum of d), by counting in whole numbers."""
    counts = {0: 1}
    for d in differences:
        d = abs(int(d))
        if d:
            fresh = {}
            for total, n in counts.items():
                fresh[total + d] = fresh.get(total + d, 0) + n
                fresh[total - d] = fresh.get(total - d, 0) + n
            counts = fresh
    observed = int(sum(differences))
    return float(Fraction(sum(n for t, n in counts.items() if t >= observed), sum(counts.values())))


for z in (-8, -3, -0.5, 0, 0.1, 1, 1.96, 2.4, 2.6, 3, 4.5, 6, 9, 20, 35):
    line("tail", z, stats.norm.sf(z))

for lost, gained in ((0, 0), (1, 0), (5, 5), (9, 2), (40, 21), (400, 300), (3000, 2600), (2000, 1)):
    p = stats.binomtest(min(lost, gained), lost + gained, 0.5).pvalue if lost + gained else 1
    line("mcnemar", lost, gained, p)

for first, n1, second, n2 in ((0.9, 1000, 0.88, 1000), (0.5, 200, 0.3, 300), (0.97, 10000, 0.95, 10000)):
    pooled = (first * n1 + second * n2) / (n1 + n2)
    z = (first - second) / math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    line("proportions", first, n1, second, n2, stats.norm.sf(z))

for sentences, spread, shift in ((3, 2, 1), (12, 3, 1), (40, 1, 0.3), (60, 4, 1), (200, 3, 0.4), (400, 3, 0.9),
                                 (800, 5, 0.8), (800, 5, 2), (1500, 2, 0.1)):
    d = np.rint(rng.normal(shift, spread, sentences)).astype(int)
    if d.sum() <= 0:
        d = np.abs(d)
    line("flips", *d, flips(d))
line("flips", *([1] * 30), flips([1] * 30))
line("flips", *([3] * 300 + [-3] * 20 + [0] * 40), flips([3] * 300 + [-3] * 20))

for z1, z2, r in ((1, 1, 0.9), (3, 3, 0.9), (3, 4, 0.5), (4.5, 4.5, 0.75), (5, 5, 0.92), (4, 5, 0.95)):
    both = stats.multivariate_normal.cdf([-z1, -z2], cov=[[1, r], [r, 1]])
    line("either", z1, z2, r, stats.norm.sf(z1) + stats.norm.sf(z2) - both)

for j in (1, 2, 3, 10, 60, 1000):
    line("gamma", j, 0.0722 * math.log(max(j, 2)) / (j * math.exp(math.sqrt(math.log(j)))))

for df in (3, 7.5, 30, 200):
    for t in (0.5, 2, 5):
        line("student", df, t, stats.t.sf(t, df))

OUT.write_text("\n".join(lines) + "\n")
