"""scikit-learn's side of `ovoscope bench probes`.

Reads requests, a line of JSON each, from standard input and answers with lines of JSON on standard output. Matrices come
as files without a header: float32 or int32, little-endian, row-major. Only what a user of scikit-learn would wait for is
timed: standardising (and whitening) the training and test rows, fit, predict. Reading files, choosing rows and the
objective in float64 are not.
"""
import json
import sys
import time
import warnings

import numpy as np
import scipy.linalg
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

CHUNK = 4096


def say(**event):
    print(json.dumps(event), flush=True)


def limit_threads(threads):
    """The environment has set the number already; this says so where threadpoolctl is there to be asked."""
    try:
        import threadpoolctl
    except ImportError:
        return "threads by environment only"
    threadpoolctl.threadpool_limits(threads)
    return ", ".join(
        "{} {} with {} threads".format(pool["internal_api"], pool["version"] or "", pool["num_threads"]).replace("  ", " ")
        for pool in threadpoolctl.threadpool_info()
    )


def product_rate(size=1024, seconds=0.5):
    """float32 matrix products of numpy, in GFLOP/s."""
    a = np.ones((size, size), np.float32)
    a.dot(a)
    started = time.perf_counter()
    products = 0
    while time.perf_counter() - started < seconds:
        a.dot(a)
        products += 1
    return products * 2.0 * size**3 / (time.perf_counter() - started) / 1e9


class Rows:
    """The items of a request, as a user would have them: X_train, X_test."""

    def __init__(self, request):
        rows = np.fromfile(request["rows"], "<f4").reshape(-1, request["width"])
        part = np.fromfile(request["part"], "<i4")
        items = rows[np.fromfile(request["first"], "<i4")]
        if request.get("second"):
            items = np.hstack([items, rows[np.fromfile(request["second"], "<i4")]])
        self.in_train, self.in_test = part == 0, part == 2
        self.train, self.test = items[self.in_train], items[self.in_test]


def prepared(rows, space, ridge):
    scaler = StandardScaler()
    train, test = scaler.fit_transform(rows.train), scaler.transform(rows.test)
    if space == "STANDARDISED":
        return train, test
    # With C + ridge = L L' (L' is the factor U) a row x becomes x U^-1; ridge as a share of the mean variance.
    covariance = (train.T.dot(train) / len(train)).astype(np.float64)
    covariance[np.diag_indices_from(covariance)] += ridge * np.trace(covariance) / len(covariance)
    factor = np.linalg.cholesky(covariance).astype(np.float32)
    train = scipy.linalg.solve_triangular(factor, train.T, lower=True, check_finite=False).T
    test = scipy.linalg.solve_triangular(factor, test.T, lower=True, check_finite=False).T
    return np.ascontiguousarray(train), np.ascontiguousarray(test)


def classifier(l2, classes, request):
    """Multinomial with l2 = 1/C. Since 1.8 two classes have one weight vector: half the penalty for the same boundary."""
    settings = dict(solver="lbfgs", tol=request["tolerance"], max_iter=request["maxIterations"])
    if "multi_class" in LogisticRegression().get_params():
        return LogisticRegression(multi_class="multinomial", C=1 / l2, **settings), False
    return LogisticRegression(C=(2 if classes == 2 else 1) / l2, **settings), classes == 2


def two_rows(model, halved):
    """Weights and biases with a row for each class, for two classes too."""
    weights, biases = model.coef_.astype(np.float64), model.intercept_.astype(np.float64)
    if len(weights) > 1:
        return weights, biases
    share = 0.5 if halved else 1.0
    return np.vstack([-weights, weights]) * share, np.hstack([-biases, biases]) * share


def objective(model, halved, x, y, l2):
    """Sum of the log losses and l2/2 times the squared weights, in float64."""
    weights, biases = two_rows(model, halved)
    label = np.searchsorted(model.classes_, y)
    total = l2 / 2 * float((weights**2).sum())
    for at in range(0, len(x), CHUNK):
        scores = x[at : at + CHUNK].astype(np.float64).dot(weights.T) + biases
        top = scores.max(axis=1)
        logs = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
        total += float((logs - scores[np.arange(len(scores)), label[at : at + CHUNK]]).sum())
    return total


def fit(request, target, rows, train, test):
    labels = np.fromfile(target["labels"], "<i4")
    y, y_test = labels[rows.in_train], labels[rows.in_test]
    known, known_test = y >= 0, y_test >= 0
    x, y = (train, y) if known.all() else (train[known], y[known])
    x_test, y_test = (test, y_test) if known_test.all() else (test[known_test], y_test[known_test])
    model, halved = classifier(target["l2"], len(np.unique(y)), request)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        started = time.perf_counter()
        model.fit(x, y)
        predicted = model.predict(x_test)
        seconds = time.perf_counter() - started
    say(
        event="fitted",
        name=target["name"],
        seconds=seconds,
        iterations=int(np.max(model.n_iter_)),
        converged=not any(issubclass(w.category, ConvergenceWarning) for w in caught),
        accuracy=float((predicted == y_test).mean()),
        objective=objective(model, halved, x, y, target["l2"]),
    )


def answer(request):
    rows = Rows(request)
    started = time.perf_counter()
    train, test = prepared(rows, request["space"], request["ridge"])
    say(event="prepared", seconds=time.perf_counter() - started)
    for target in request["targets"]:
        fit(request, target, rows, train, test)
    say(event="answered")


def main():
    threads = int(sys.argv[1])
    libraries = limit_threads(threads)
    say(
        event="ready",
        version="scikit-learn {}, numpy {}, scipy {}".format(sklearn.__version__, np.__version__, scipy.__version__),
        libraries=libraries,
        gigaflops=product_rate(),
    )
    for line in sys.stdin:
        answer(json.loads(line))


if __name__ == "__main__":
    main()
