"""Writes what scikit-learn's isotonic regression and SciPy's Kendall tau-b say: the expected values of IsotonicFitTest and KendallTauTest.

Run from the collector's directory: python3 src/test/python/emergence_reference.py
Each line holds numbers of one sequence; isotonic.txt takes two lines to a case (values, fit), kendall.txt three (x, y, tau; nan: none).
"""

import pathlib

import numpy as np
from scipy.stats import kendalltau
from sklearn.isotonic import IsotonicRegression

OUT = pathlib.Path("src/test/resources/io/ovoscope/collector/emergence")
rng = np.random.default_rng(17)


def line(values):
    return " ".join(repr(float(value)) for value in values)


def isotonic():
    cases = [
        np.array([0.5]),
        np.array([0.3, 0.2, 0.1]),
        np.array([0.1, 0.2, 0.2, 0.9]),
        np.array([0.2, 0.7, 0.3, 0.3, 0.9, 0.8]),
    ]
    cases += [np.clip(np.linspace(0.3, 0.9, n) + rng.normal(0, 0.2, n), 0, 1) for n in (2, 5, 20, 60, 200)]
    cases += [rng.integers(0, 4, n) / 4 for n in (10, 50)]
    for values in cases:
        fit = IsotonicRegression().fit_transform(np.arange(len(values)), values)
        yield line(values)
        yield line(fit)


def kendall():
    cases = [([1, 2, 3], [1, 2, 3]), ([1, 2, 3], [3, 2, 1]), ([1, 1], [1, 2]), ([5], [1])]
    cases += [(rng.permutation(n), rng.permutation(n)) for n in (4, 10, 20)]
    cases += [(rng.integers(0, 4, n), rng.integers(0, 6, n)) for n in (5, 12, 30)]
    for x, y in cases:
        yield line(x)
        yield line(y)
        yield line([kendalltau(x, y, variant="b").statistic])


OUT.mkdir(parents=True, exist_ok=True)
(OUT / "isotonic.txt").write_text("\n".join(isotonic()) + "\n")
(OUT / "kendall.txt").write_text("\n".join(kendall()) + "\n")
