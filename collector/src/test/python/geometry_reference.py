"""Reference answers for GeometryReferenceTest, by numpy in double precision.

Run from the module's folder: python3 src/test/python/geometry_reference.py
Writes src/test/resources/io/ovoscope/collector/probe/geometry.txt. A line is a name and its values.
"""

import pathlib

import numpy as np

OUT = pathlib.Path("src/test/resources/io/ovoscope/collector/probe/geometry.txt")


def effective_rank(x):
    """RankMe, Garrido et al. 2023, equations 1 and 2."""
    singular = np.linalg.svd(x, compute_uv=False)
    p = singular / singular.sum() + 1e-7
    return np.exp(-(p * np.log(p)).sum())


def anisotropy(x):
    """Mean cosine over all pairs of distinct rows, the slow way."""
    unit = x / np.linalg.norm(x, axis=1, keepdims=True)
    cosines = unit @ unit.T
    return cosines[np.triu_indices(len(x), k=1)].mean()


def cka(x, y):
    """HSIC form of Kornblith et al. 2019, equation 3, with linear kernels: n × n Gram matrices."""
    centring = np.eye(len(x)) - 1 / len(x)
    k, l = (centring @ g @ centring for g in (x @ x.T, y @ y.T))
    return (k * l).sum() / np.sqrt((k * k).sum() * (l * l).sum())


random = np.random.default_rng(5)
plain = random.normal(size=(60, 6))
# A mean far from zero, features of scales over three decades, two directions nearly used up.
skewed = plain @ random.normal(size=(6, 9)) * 10 ** np.linspace(1, -2, 9) + random.normal(size=9) * 20
related = np.tanh(plain @ random.normal(size=(6, 4)))
matrices = {"plain": plain, "skewed": skewed, "wide": random.normal(size=(7, 11)), "related": related}
# Rounded, so that this script and the test read the very same float32 numbers.
matrices = {name: np.round(x, 4).astype(np.float32).astype(np.float64) for name, x in matrices.items()}

lines = {}
for name, x in matrices.items():
    lines[f"{name}.width"] = [x.shape[1]]
    lines[f"{name}.rows"] = x.ravel()
    lines[f"{name}.effectiveRank"] = [effective_rank(x)]
    lines[f"{name}.anisotropy"] = [anisotropy(x)]
for first, second in (("plain", "skewed"), ("plain", "related"), ("skewed", "related")):
    lines[f"{first}.{second}.cka"] = [cka(matrices[first], matrices[second])]
OUT.write_text("".join(f"{key} {' '.join(f'{v:.9g}' for v in vs)}\n" for key, vs in lines.items()))
