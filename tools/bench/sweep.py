"""Times comparisons of many small runs as whole processes, in turn with the same
trainings in a loop over PyTorch (one thread, which is its fastest here): once with a
DataLoader, as programs have it, and once with batches by index, which is faster.

Loading is excluded for PyTorch, and nothing is for nntrain: start, data, theory and
files of every run count. The folder's disk matters: every file is synced."""
import json
import os
import shutil
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
REPEATS = 5
# Share of the epochs that PyTorch is given; its time is linear in them.
GOALS = {"sweep": 60}
SHARES = {"sweep": 0.5, "sweep_xor": 0.01}


def time_nntrain(program, config, folder):
    """The fastest of some runs, each into a folder of its own. None is removed in between:
    ext4 looks long for room in a folder whose files have just been deleted."""
    best = float("inf")
    for repeat in range(REPEATS):
        output = os.path.join(folder, f"runs-{os.path.basename(config)}-{repeat}")
        start = time.perf_counter()
        subprocess.run([program, config, "-q", "-o", output], check=True)
        best = min(best, time.perf_counter() - start)
    return best


def batches_by_index(torch, inputs, labels, size):
    """Shuffled batches in the way that costs PyTorch least."""
    while True:
        order = torch.randperm(len(inputs))
        yield [(inputs[order[first:first + size]], labels[order[first:first + size]])
               for first in range(0, len(inputs), size)]


def batches_by_loader(torch, inputs, labels, size):
    """Shuffled batches as most programs take them; a full batch needs no loader."""
    data = torch.utils.data.TensorDataset(inputs, labels)
    while True:
        if size >= len(inputs):
            yield [(inputs, labels)]
        else:
            yield torch.utils.data.DataLoader(data, batch_size=size, shuffle=True)


def time_torch(config, share, batches):
    """The same trainings one after the other, scaled to all epochs."""
    import torch
    torch.set_num_threads(1)
    functions = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh,
                 "softplus": torch.nn.Softplus, "relu": torch.nn.ReLU,
                 "leaky_relu": torch.nn.LeakyReLU}
    training = config["training"]
    source = config["data"]["train"]
    rows, classes = (4, 2) if source == "xor" else (source["samples"], source["classes"])
    epochs = max(1, round(training["epochs"] * share))
    inputs = torch.randn(rows, 2)
    labels = torch.arange(rows) % classes
    loss_of = torch.nn.CrossEntropyLoss()
    seconds = 0.0
    for name in config["compare"]["vary"]["network.activation"]:
        for seed in range(config["compare"]["seeds"]):
            torch.manual_seed(seed)
            parts, width = [], 2
            for units in config["network"]["hidden"]:
                parts += [torch.nn.Linear(width, units), functions[name]()]
                width = units
            model = torch.nn.Sequential(*parts, torch.nn.Linear(width, classes))
            optimizer = torch.optim.SGD(model.parameters(),
                                        lr=training["optimizer"]["learning_rate"])
            start = time.perf_counter()
            epoch_batches = batches(torch, inputs, labels, training["batch_size"])
            for _ in range(epochs):
                for x, y in next(epoch_batches):
                    optimizer.zero_grad()
                    loss_of(model(x), y).backward()
                    optimizer.step()
            seconds += time.perf_counter() - start
    return seconds * training["epochs"] / epochs


def time_peers(config, share):
    """PyTorch with a DataLoader and by index; None for each without PyTorch."""
    try:
        return [time_torch(config, share, way) for way in (batches_by_loader, batches_by_index)]
    except ImportError:
        return [None, None]


def print_rows(program, folder=None):
    """Both sweeps, with folders for the runs in `folder`."""
    runs = tempfile.mkdtemp(dir=folder)
    print(f"\n{'all runs, all cores':<20} {'seconds':>9} {'PyTorch s':>10} {'ratio':>12}"
          f" {'by index s':>11} {'ratio':>7}")
    for name, share in SHARES.items():
        path = os.path.join(HERE, name + ".json")
        with open(path, encoding="utf-8") as file:
            config = json.load(file)
        own = time_nntrain(program, path, runs)
        loader, index = time_peers(config, share)
        cells = " -" if loader is None else (
            f" {loader:10.2f} {loader / own:5.0f}x of {GOALS.get(name, '-'):>3} {index:11.2f}"
            f" {index / own:6.0f}x")
        print(f"{name:<20} {own:9.3f}{cells}", flush=True)
    shutil.rmtree(runs)
