"""Reference answers for ScikitLearnAgreementTest, by numpy and scikit-learn 1.2.1 in double precision.

Run from the module's folder: python3 src/test/python/probe_reference.py
Writes one text file per matrix to src/test/resources/io/ovoscope/collector/probe/. A line is a name and its values.
"""

import pathlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, log_loss

RIDGE = 1e-5
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


def answers(space, l2, rows, labels, train, development, test):
    mean, scale, transform = maps(space, rows[train])
    features = (rows - mean) * scale @ transform
    # newton-cg, because lbfgs stops at gradients of 1e-3
    model = LogisticRegression(C=1 / l2, multi_class="multinomial", solver="newton-cg", tol=1e-8, max_iter=100000)
    model.fit(features[train], labels[train])
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
    key = f"{space} {l2}"
    return {
        f"{key} objective": [losses + l2 / 2 * (coefficients**2).sum()],
        f"{key} weights": np.column_stack([raw, bias - bias.mean()]).ravel(),
        f"{key} accuracy": [(predicted == labels[test]).mean()],
        f"{key} macroF1": [f1_score(labels[test], predicted, average="macro")],
        f"{key} developmentLogLoss": [log_loss(labels[development], model.predict_proba(features[development]))],
    }


def write(name, seed, rows, width, classes, spread):
    values, labels = matrix(seed, rows, width, classes, spread)
    parts = np.arange(rows) % 10
    train, development, test = (np.flatnonzero(p) for p in (parts < 6, parts == 6, parts > 6))
    lines = {"width": [width], "classes": [classes], "rows": values.ravel(), "labels": labels}
    for space in ("WHITENED", "STANDARDISED", "CENTRED"):
        for l2 in (0.5, 20.0):
            lines |= answers(space, l2, values, labels, train, development, test)
    text = "".join(f"{key} {' '.join(f'{v:.9g}' for v in vs)}\n" for key, vs in lines.items())
    (OUT / f"{name}.txt").write_text(text)


write("even", seed=1, rows=200, width=4, classes=3, spread=0)
write("stretched", seed=2, rows=300, width=7, classes=5, spread=3)
write("binary", seed=3, rows=150, width=3, classes=2, spread=1)
