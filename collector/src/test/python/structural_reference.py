"""Reference answers for StructuralReferenceTest, by numpy and scipy 1.10.1 in double precision.

Run from the module's folder: python3 src/test/python/structural_reference.py
Writes structural.txt to src/test/resources/io/ovoscope/collector/probe/. A line is a name and its values.
"""

import pathlib

import numpy as np
from scipy.optimize import minimize
from scipy.sparse.csgraph import minimum_spanning_tree, shortest_path
from scipy.stats import spearmanr

OUT = pathlib.Path("src/test/resources/io/ovoscope/collector/probe")
RIDGE, SMOOTHING, WIDTH, SENTENCES = 1e-5, 0.5, 6, 60
L2 = {"distance": 2.0, "depth": 0.5}


def treebank(random):
    """Random trees, one leaf in six punctuation; a word's row is its head's plus noise: near words of the tree are alike."""
    sentence, punct, head, rows = [], [], [], []
    for s in range(SENTENCES):
        n, first = random.integers(4, 12), len(head)
        order = random.permutation(n)
        heads = np.full(n, -1)
        vectors = np.zeros((n, WIDTH))
        vectors[order[0]] = random.normal(size=WIDTH) * 0.3
        for i in range(1, n):
            heads[order[i]] = order[random.integers(i)]
            vectors[order[i]] = vectors[heads[order[i]]] + random.normal(size=WIDTH) / np.sqrt(WIDTH)
        leaves = ~np.isin(np.arange(n), heads)
        sentence += [s] * n
        punct += list((leaves & (random.random(n) < 1 / 6)).astype(int))
        head += [-1 if h < 0 else first + h for h in heads]
        rows.append(vectors)
    mixed = np.concatenate(rows) @ random.normal(size=(WIDTH, WIDTH)) + 2
    # Rounded, so that this script and the test read the very same float32 numbers.
    return np.array(sentence), np.array(punct), np.array(head), np.round(mixed, 4).astype(np.float32)


random = np.random.default_rng(4)
sentence, punct, head, rows = treebank(random)
split = np.arange(SENTENCES) % 4 // 2 + (np.arange(SENTENCES) % 4 == 3)  # 0, 0, 1, 2
members = [np.flatnonzero(sentence == s) for s in range(SENTENCES)]


def gold(s):
    """Distances and depths of the sentence's tree."""
    at = members[s]
    adjacent = np.zeros((len(at), len(at)))
    for i, row in enumerate(at):
        if head[row] >= 0:
            adjacent[i, head[row] - at[0]] = 1
    distances = shortest_path(adjacent, directed=False)
    return distances, distances[np.flatnonzero(head[at] < 0)[0]]


GOLD = [gold(s) for s in range(SENTENCES)]
train = [s for s in range(SENTENCES) if split[s] == 0]
test = [s for s in range(SENTENCES) if split[s] == 2]


def whitened():
    words = np.concatenate([members[s] for s in train])
    values = rows.astype(np.float64)
    standardised = (values - values[words].mean(axis=0)) / values[words].std(axis=0)
    covariance = standardised[words].T @ standardised[words] / len(words)
    covariance += RIDGE * np.trace(covariance) / WIDTH * np.eye(WIDTH)
    return standardised @ np.linalg.inv(np.linalg.cholesky(covariance).T)


Z = whitened()


def probed(task, weights, s):
    """Squared distances or squared lengths of the projected words, and the projected words."""
    p = Z[members[s]] @ weights[:, :WIDTH].T + (weights[:, WIDTH] if task == "depth" else 0)
    if task == "depth":
        return (p**2).sum(axis=1), p
    return ((p[:, None] - p[None]) ** 2).sum(axis=2), p


def objective(flat, task):
    weights = flat.reshape(WIDTH, WIDTH + 1)
    total = L2[task] / 2 * (weights[:, :WIDTH] ** 2).sum()
    gradient = np.zeros_like(weights)
    gradient[:, :WIDTH] = L2[task] * weights[:, :WIDTH]
    for s in train:
        found, p = probed(task, weights, s)
        error = found - GOLD[s][0 if task == "distance" else 1]
        slope = np.clip(error / SMOOTHING, -1, 1)
        total += np.where(abs(error) < SMOOTHING, error**2 / 2 / SMOOTHING, abs(error) - SMOOTHING / 2).mean()
        x = np.column_stack([Z[members[s]], np.ones(len(p))])
        if task == "depth":
            gradient += 2 / error.size * (slope[:, None] * p).T @ x
        else:
            laplacian = np.diag(slope.sum(axis=1)) - slope
            gradient += 4 / error.size * (laplacian @ p).T @ x
    return total, gradient.ravel()


def by_length(values):
    """Mean over sentences of a length, then over lengths from 5 words on."""
    lengths = sorted({len(members[s]) for s in test if len(members[s]) >= 5})
    return np.mean([np.mean([values[s] for s in test if len(members[s]) == n]) for n in lengths])


def edges(distances, words):
    tree = minimum_spanning_tree(distances[np.ix_(words, words)]).tocoo()
    return {frozenset((words[i], words[j])) for i, j in zip(tree.row, tree.col)}


def distance_figures(probe):
    found = count = 0
    correlations = {}
    for s in test:
        at = members[s]
        words = np.flatnonzero(punct[at] == 0)
        wanted = {frozenset((i, head[r] - at[0])) for i, r in enumerate(at) if head[r] >= 0}
        wanted = {edge for edge in wanted if edge <= set(words)}
        found += len(wanted & edges(probe[s], words))
        count += len(wanted)
        correlations[s] = np.mean([spearmanr(a, b).correlation for a, b in zip(probe[s], GOLD[s][0])])
    return [found / count, by_length(correlations)]


def depth_figures(probe):
    right = 0
    for s in test:
        words = np.flatnonzero(punct[members[s]] == 0)
        right += words[np.argmin(probe[s][words])] == np.argmin(GOLD[s][1])
    return [right / len(test), by_length({s: spearmanr(probe[s], GOLD[s][1]).correlation for s in test})]


lines = {"width": [WIDTH], "sentence": sentence, "punct": punct, "head": head, "split": split, "rows": rows.ravel()}
positions = {s: np.arange(len(members[s]), dtype=float) for s in test}
lines["distance.floor"] = distance_figures({s: abs(p[:, None] - p[None]) for s, p in positions.items()})
lines["depth.floor"] = depth_figures(positions)
for task, figures in ("distance", distance_figures), ("depth", depth_figures):
    start = random.normal(size=WIDTH * (WIDTH + 1)) * 0.3
    options = {"maxiter": 20000, "maxfun": 100000, "ftol": 0, "gtol": 1e-7}
    best = minimize(objective, start, args=(task,), jac=True, method="L-BFGS-B", options=options)
    weights = best.x.reshape(WIDTH, WIDTH + 1)
    print(task, best.message, best.nit, "gradient", abs(best.jac).max())
    lines[f"{task}.objective"] = [best.fun]
    lines[f"{task}.figures"] = figures({s: probed(task, weights, s)[0] for s in test})
    lines[f"{task}.probed"] = np.concatenate([probed(task, weights, s)[0].ravel() for s in test])
for i, (n, values) in enumerate([(8, 3), (20, 5), (50, 100), (12, 2)]):
    a, b = random.integers(values, size=n), random.integers(values, size=n)
    lines |= {f"ranks{i}.a": a, f"ranks{i}.b": b, f"ranks{i}.spearman": [spearmanr(a, b).correlation]}
text = "".join(f"{key} {' '.join(f'{v:.9g}' for v in values)}\n" for key, values in lines.items())
(OUT / "structural.txt").write_text(text)
print({k: v for k, v in lines.items() if len(v) < 3})
