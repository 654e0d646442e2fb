"""Reference answers for ScikitLearnAgreementTest, by numpy and scikit-learn 1.2.1 in double precision.

Run from the module's folder: python3 src/test/python/probe_reference.py
Writes one text file per matrix to src/test/resources/io/ovoscope/collector/probe/. A line is a name and its values.
"""

import pathlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, log_loss

RIDGE = 1e-5
SEED = 7
SHARES = (0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.0625, 0.125, 0.25, 0.5)
OUT = pathlib.Path("src/test/resources/io/ovoscope/collector/probe")


def matrix(seed, rows, width, classes, spread):
    """Rows of `classes` overlapping clouds, features mixed, scaled over `spread` decades and shifted."""
    random = np.random.default_rng(seed)
    labels = random.choice(classes, size=rows, p=np.arange(classes, 0, -1) / (classes * (classes + 1) / 2))
    centres = random.normal(size=(classes, width))
    clouds = centres[labels] + random.normal(size=(rows, width)) * 1.2
    mixed = clouds @ random.normal(size=(width, width)) * 10 ** np.linspace(0, -spread, width)
    # Rounded, so that this script and the test read the very same float32 numbers.
    return np.round(mixed + 3, 5).astype(np.float32), labels


def maps(space, train):
    """Mean, scale, and the matrix T that takes a standardised row x to the coordinates of the penalty, x T."""
    rows = train.astype(np.float64)
    mean = rows.mean(axis=0)
    scale = np.ones(rows.shape[1]) if space == "CENTRED" else 1 / rows.std(axis=0)
    if space != "WHITENED":
        return mean, scale, np.eye(rows.shape[1])
    standardised = (rows - mean) * scale
    covariance = standardised.T @ standardised / len(rows)
    covariance += RIDGE * np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    return mean, scale, np.linalg.inv(np.linalg.cholesky(covariance).T)


def trained(features, labels, l2):
    # newton-cg, because lbfgs stops at gradients of 1e-3
    model = LogisticRegression(C=1 / l2, multi_class="multinomial", solver="newton-cg", tol=1e-8, max_iter=100000)
    return model.fit(features, labels)


def likelihoods(classes, features, labels, train, test, l2):
    """Probability of the label of each test item; with U classes absent from t training items, 1/(t+U) for each of those."""
    seen, absent = np.unique(labels[train]), classes - len(np.unique(labels[train]))
    every = np.full((len(test), classes), 1 / (len(train) + absent))
    some = trained(features[train], labels[train], l2).predict_proba(features[test]) if len(seen) > 1 else 1
    every[:, seen] = some * len(train) / (len(train) + absent)
    assert np.allclose(every.sum(axis=1), 1)
    return every[np.arange(len(test)), labels[test]]


def first_long(seed):
    """The first number of java.util.SplittableRandom(seed), signed."""
    wrap = 2**64 - 1
    z = (seed + 0x9E3779B97F4A7C15) & wrap
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & wrap
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & wrap
    z ^= z >> 31
    return z - 2**64 if z >> 63 else z


def code_length(classes, features, labels, sentences, train, l2):
    """Voita and Titov 2020, a fit for each prefix: bits, then the prefixes. Sentences are shuffled and never cut."""
    salt = first_long(SEED)
    order = np.array(sorted(train, key=lambda item: (first_long(salt ^ int(sentences[item])), item)))
    ends = []
    for share in SHARES:
        end = int(np.ceil(share * len(order)))
        while end < len(order) and sentences[order[end]] == sentences[order[end - 1]]:
            end += 1
        if end >= classes and end not in ends and end < len(order):
            ends.append(end)
    bits = ends[0] * np.log2(classes)
    for end, following in zip(ends, ends[1:] + [len(order)]):
        bits -= np.log2(likelihoods(classes, features, labels, order[:end], order[end:following], l2)).sum()
    return bits, ends


def answers(space, l2, classes, rows, labels, train, development, test):
    mean, scale, transform = maps(space, rows[train])
    features = (rows - mean) * scale @ transform
    model = trained(features[train], labels[train], l2)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(coefficients) == 1:  # of two classes scikit-learn keeps one row of the symmetric pair
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.r_[-intercepts, intercepts]
    losses = len(train) * log_loss(labels[train], model.predict_proba(features[train]))
    residuals = model.predict_proba(features[train]) - np.eye(len(intercepts))[labels[train]]
    gradient = residuals.T @ features[train] + l2 * coefficients
    print(f"{space} {l2}: largest gradient {abs(gradient).max():.1e}")
    raw = coefficients @ transform.T * scale
    # The biases' common shift is free: centred here and in the test.
    bias = intercepts - raw @ mean
    predicted = model.predict(features[test])
    bits, ends = code_length(classes, features, labels, np.arange(len(rows)) // 3, train, l2)
    key = f"{space} {l2}"
    return {
        f"{key} objective": [losses + l2 / 2 * (coefficients**2).sum()],
        f"{key} weights": np.column_stack([raw, bias - bias.mean()]).ravel(),
        f"{key} accuracy": [(predicted == labels[test]).mean()],
        f"{key} macroF1": [f1_score(labels[test], predicted, average="macro")],
        f"{key} developmentLogLoss": [log_loss(labels[development], model.predict_proba(features[development]))],
        f"{key} testLogLikelihood": np.log(likelihoods(classes, features, labels, train, test, l2)),
        f"{key} codeBits": [bits],
        f"{key} codePrefixes": ends,
    }


def write(name, seed, rows, width, classes, spread, absent=0):
    """With `absent` classes more than training has: the first of them is the label of some test items, the others of none."""
    values, labels = matrix(seed, rows, width, classes, spread)
    parts = np.arange(rows) % 10
    train, development, test = (np.flatnonzero(p) for p in (parts < 6, parts == 6, parts > 6))
    if absent:
        labels[test[::5]] = classes
    lines = {"width": [width], "classes": [classes + absent], "rows": values.ravel(), "labels": labels}
    for space in ("WHITENED", "STANDARDISED", "CENTRED"):
        for l2 in (0.5, 20.0):
            lines |= answers(space, l2, classes + absent, values, labels, train, development, test)
    text = "".join(f"{key} {' '.join(f'{v:.9g}' for v in vs)}\n" for key, vs in lines.items())
    (OUT / f"{name}.txt").write_text(text)


write("even", seed=1, rows=200, width=4, classes=3, spread=0)
write("stretched", seed=2, rows=300, width=7, classes=5, spread=3)
write("binary", seed=3, rows=150, width=3, classes=2, spread=1)
write("absent", seed=4, rows=400, width=5, classes=6, spread=1, absent=2)
