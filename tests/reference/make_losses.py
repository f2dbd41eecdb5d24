"""Makes the files loss-*.json with PyTorch: python3 tests/reference/make_losses.py"""

import json
import os
import torch

torch.manual_seed(5)
HERE = os.path.dirname(os.path.abspath(__file__))
ROWS, STEPS, RATE = 12, 20, 0.3
ROW_WEIGHTS = [1.0, 0.5, 2.0, 0.0, 3.25, 1.0, 0.125, 1.5, 0.75, 4.0, 1.0, 0.25]
CLASS_WEIGHTS = [0.5, 2.0, 0.0, 1.25]
LABELS = [0, 1, 1, 2, 3, 0, 0, 0, 1, 3, 2, 0]


def balanced(weights):
    """scikit-learn's compute_class_weight, with weights of the rows."""
    totals = [sum(w for w, y in zip(weights, LABELS) if y == c) for c in range(4)]
    return [sum(weights) / (4 * t) for t in totals]


def cross_entropy(options, row_weights):
    given = options.get("class_weight")
    if given == "balanced":
        given = balanced(row_weights or [1.0] * ROWS)
    w = torch.tensor(given or [1.0] * 4)
    smoothing = options.get("label_smoothing", 0.0)
    y = torch.tensor(LABELS)
    if not row_weights:
        mean = torch.nn.CrossEntropyLoss(weight=w, label_smoothing=smoothing)
        return lambda z: mean(z, y)
    r = torch.tensor(row_weights)
    each = torch.nn.CrossEntropyLoss(weight=w, label_smoothing=smoothing, reduction="none")
    return lambda z: (r * each(z, y)).sum() / (r * w[y]).sum()


def regression(options, row_weights, target):
    kinds = {"mse": torch.nn.MSELoss, "mae": torch.nn.L1Loss, "huber": torch.nn.HuberLoss}
    extra = {"delta": options["delta"]} if "delta" in options else {}
    if not row_weights:
        mean = kinds[options["type"]](**extra)
        return lambda z: mean(z, target)
    each = kinds[options["type"]](reduction="none", **extra)
    r = torch.tensor(row_weights)
    return lambda z: (r * each(z, target).mean(dim=1)).sum() / r.sum()


def layers_of(network, of):
    names = {"0": "layers.0", "2": "layers.1"}
    found = {}
    for name, parameter in network.named_parameters():
        index, kind = name.split(".")
        found[f"{names[index]}.{kind}"] = of(parameter).tolist()
    return found


def make(case, options, row_weights=None):
    classifies = options["type"] == "cross_entropy"
    sizes = [3, 6, 4] if classifies else [3, 6, 2]
    network = torch.nn.Sequential(
        torch.nn.Linear(3, 6), torch.nn.Tanh(), torch.nn.Linear(6, sizes[-1]))
    x = torch.randn(ROWS, 3)
    target = 2 * torch.randn(ROWS, 2)
    loss = (cross_entropy(options, row_weights) if classifies
            else regression(options, row_weights, target))
    made = {
        "case": case, "made_with": f"PyTorch {torch.__version__}, float64", "sizes": sizes,
        "activation": {"type": "tanh"},
        "task": "classification" if classifies else "regression",
        "loss": options, "optimizer": {"type": "sgd", "learning_rate": RATE}, "steps": STEPS,
        "x": x.tolist(), "y": LABELS if classifies else target.tolist(),
    }
    if row_weights:
        made["weights"] = row_weights
    made["initial"] = layers_of(network, lambda p: p.detach())
    with torch.no_grad():
        z = network(x)
        made["output_initial"] = (torch.softmax(z, 1) if classifies else z).tolist()
    optimizer = torch.optim.SGD(network.parameters(), lr=RATE)
    for step in range(STEPS):
        optimizer.zero_grad()
        value = loss(network(x))
        value.backward()
        if step == 0:
            made["loss_initial"] = value.item()
            made["gradient_initial"] = layers_of(network, lambda p: p.grad)
        optimizer.step()
    made["loss_final"] = loss(network(x)).item()
    made["final"] = layers_of(network, lambda p: p.detach())
    with open(os.path.join(HERE, case + ".json"), "w") as file:
        json.dump(made, file)
        file.write("\n")


torch.set_default_dtype(torch.float64)
ENTROPY = {"type": "cross_entropy"}
SMOOTH = {"label_smoothing": 0.15}
WEIGHTED = {"class_weight": CLASS_WEIGHTS}
make("loss-smoothing", {**ENTROPY, **SMOOTH})
make("loss-class-weight", {**ENTROPY, **WEIGHTED})
make("loss-smoothing-class-weight", {**ENTROPY, **SMOOTH, **WEIGHTED})
make("loss-balanced", {**ENTROPY, **SMOOTH, "class_weight": "balanced"})
make("loss-rows", ENTROPY, ROW_WEIGHTS)
make("loss-rows-balanced", {**ENTROPY, **SMOOTH, "class_weight": "balanced"}, ROW_WEIGHTS)
make("loss-rows-smoothing-class-weight", {**ENTROPY, **SMOOTH, **WEIGHTED}, ROW_WEIGHTS)
make("loss-mae", {"type": "mae"})
make("loss-huber", {"type": "huber", "delta": 0.7})
make("loss-rows-mse", {"type": "mse"}, ROW_WEIGHTS)
make("loss-rows-mae", {"type": "mae"}, ROW_WEIGHTS)
make("loss-rows-huber", {"type": "huber", "delta": 0.7}, ROW_WEIGHTS)
