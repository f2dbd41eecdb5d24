"""What the benchmark trains, and how fast it is to be against the peers."""
import os

FASHION = "/usr/share/datasets/fashion-mnist"
BATCHES = {"xor": 4, "sine": 64, "fashion": 64, "wide": 256}


def images():
    return {"type": "idx", "images": FASHION + "/train-images-idx3-ubyte.gz",
            "labels": FASHION + "/train-labels-idx1-ubyte.gz"}


def spiral():
    return {"type": "spiral", "samples": 1500, "classes": 3, "noise": 0.02}


# name: data, rows, layers, activation, epochs of nntrain and of the peers
WORKLOADS = {
    "xor": ("xor", 4, [2, 8, 2], "relu", 300000, 2000),
    "spiral": (spiral(), 1500, [2, 32, 32, 3], "relu", 300, 20),
    "deep": (spiral(), 1500, [2] + [32] * 20 + [3], "tanh", 60, 5),
    "sine": ({"type": "sine", "samples": 1024}, 1024, [1, 64, 64, 1], "tanh", 500, 30),
    "fashion": (images(), 60000, [784, 128, 64, 10], "relu", 3, 1),
    "wide": (images(), 60000, [784, 1024, 1024, 10], "relu", 1, 1),
}
SEVERAL_CORES = ("fashion", "wide")  # elsewhere a second core does not pay
# The least ratio by cores: to PyTorch on as many, and on one core to the plain loop.
GOALS = {"xor": {1: 550, "loop": 1.8}, "spiral": {1: 33}, "deep": {1: 15}, "sine": {1: 28},
         "fashion": {1: 1.8, 2: 2.9}, "wide": {1: 1.1, 2: 1.35}}


def make(name):
    data, rows, layers, activation, epochs, peer_epochs = WORKLOADS[name]
    return {"name": name, "data": data, "rows": rows, "layers": layers,
            "activation": activation, "batch": BATCHES.get(name, 32), "epochs": epochs,
            "peer_epochs": peer_epochs, "task": "regression" if name == "sine" else
            "classification", "repeats": 2 if name == "wide" else 3}


def make_config(work):
    config = {"data": {"train": work["data"]},
              "network": {"hidden": work["layers"][1:-1], "activation": work["activation"]},
              "training": {"epochs": work["epochs"], "batch_size": work["batch"],
                           "optimizer": {"type": "sgd", "learning_rate": 0.01}},
              "instruments": {"level": "off"}, "output": {"report": False}}
    if work["task"] == "regression":
        config["task"] = "regression"
    return config


def is_here(work):
    """False where its data are not installed."""
    needs_images = isinstance(work["data"], dict) and work["data"]["type"] == "idx"
    return not needs_images or os.path.isdir(FASHION)


def count_operations(work):
    """Of an epoch: 2P forward, 2P for the gradient of the weights and 2(P - P1) for that
    of the inputs, per row, where P are the weights and P1 those of the first layer."""
    weights = [a * b for a, b in zip(work["layers"], work["layers"][1:])]
    return work["rows"] * (6 * sum(weights) - 2 * weights[0])
