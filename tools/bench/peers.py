"""The trainings of the benchmark in PyTorch and in scikit-learn, one thread or more.

time_apart() returns the seconds of one epoch: the fastest of some repeats over the same
net and batches, data in memory. None where the peer is not installed or has no such
training. Every peer runs as a process of its own (this file, with the work on standard
input), because how many threads OpenBLAS uses is settled by the environment in which it
is loaded: torch.set_num_threads(1) leaves it at all cores. With two threads, those of
OpenMP must not spin where those of OpenBLAS want to compute."""
import json
import os
import subprocess
import sys
import time
import warnings


def time_apart(peer, work, threads):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": str(threads),
                   "OMP_NUM_THREADS": str(threads), "OMP_WAIT_POLICY": "passive"}
    result = subprocess.run([sys.executable, os.path.abspath(__file__), peer, str(threads)],
                            input=json.dumps(work), env=environment, check=True,
                            stdout=subprocess.PIPE, text=True)
    return json.loads(result.stdout)


def _best(run, repeats, epochs):
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best / epochs


def _time_torch(work, threads):
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    rows, batch, layers = work["rows"], work["batch"], work["layers"]
    parts = []
    for i, (inputs, units) in enumerate(zip(layers, layers[1:])):
        parts.append(torch.nn.Linear(inputs, units))
        if i + 2 < len(layers):
            parts.append(torch.nn.ReLU() if work["activation"] == "relu" else torch.nn.Tanh())
    model = torch.nn.Sequential(*parts)
    x = torch.rand(rows, layers[0])
    if work["task"] == "regression":
        loss_of, y = torch.nn.MSELoss(), torch.rand(rows, layers[-1])
    else:
        loss_of, y = torch.nn.CrossEntropyLoss(), torch.arange(rows) % layers[-1]
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)

    def step(inputs, truth):
        optimizer.zero_grad()
        loss_of(model(inputs), truth).backward()
        optimizer.step()

    def run():
        for _ in range(work["peer_epochs"]):
            if batch >= rows:
                step(x, y)
                continue
            order = torch.randperm(rows)
            for first in range(0, rows, batch):
                at = order[first:first + batch]
                step(x[at], y[at])

    return _best(run, work["repeats"], work["peer_epochs"])


def _time_sklearn(work, _threads):
    """Its fit() checks the data once and then runs epochs; sgd without momentum."""
    try:
        import numpy
        from sklearn.neural_network import MLPClassifier, MLPRegressor
    except ImportError:
        return None
    rows, layers = work["rows"], work["layers"]
    rng = numpy.random.default_rng(0)
    x = rng.random((rows, layers[0]), dtype=numpy.float32)
    is_regression = work["task"] == "regression"
    kind = MLPRegressor if is_regression else MLPClassifier
    y = rng.random(rows) if is_regression else numpy.arange(rows) % layers[-1]
    model = kind(hidden_layer_sizes=layers[1:-1], activation=work["activation"], solver="sgd",
                 batch_size=min(rows, work["batch"]), learning_rate_init=1e-3, momentum=0,
                 alpha=0, max_iter=work["peer_epochs"], tol=0, n_iter_no_change=10**9)

    def run():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(x, y)

    return _best(run, work["repeats"], work["peer_epochs"])


PEERS = {"torch": _time_torch, "sklearn": _time_sklearn}

if __name__ == "__main__":
    print(json.dumps(PEERS[sys.argv[1]](json.load(sys.stdin), int(sys.argv[2]))))
