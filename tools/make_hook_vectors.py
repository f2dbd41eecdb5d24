"""Compares every column of layers.csv and activity.csv with PyTorch's hooks in float64.

    python3 tools/make_hook_vectors.py build/release/bin/nntrain [--update]

For several activations, losses and shapes the program trains on data that are made here;
PyTorch takes the weights from model.safetensors, runs the same rows through them, and
catches what its hooks see. Numbers that differ by more than 1e-9 end in exit code 1, the
sharpness, which is an estimate, beyond 2 %.
With --update the same is kept as tests/reference/hooks-*.json, which the test suite
replays without Python."""

import csv
import json
import math
import os
import struct
import subprocess
import sys
import tempfile

import torch
import torch.nn.utils.stateless

torch.set_default_dtype(torch.float64)
torch.manual_seed(11)
HERE = os.path.dirname(os.path.abspath(__file__))
TOLERANCE, FLOOR = 1e-9, 1e-12
ESTIMATED = {"sharpness_times_rate": 0.02}  # by iteration: nearer than that share
EPOCHS, BATCH = 7, 20
NAN = float("nan")


class Sine(torch.nn.Module):
    def __init__(self, omega):
        super().__init__()
        self.omega = omega

    def forward(self, z):
        return torch.sin(self.omega * z)


# What stands behind a "-" tells one activation's options apart.
ACTIVATIONS = {
    "relu": (torch.nn.ReLU, {}),
    "leaky_relu": (torch.nn.LeakyReLU, {"negative_slope": 0.01}),
    "sigmoid": (torch.nn.Sigmoid, {}),
    "tanh": (torch.nn.Tanh, {}),
    "hard_tanh": (torch.nn.Hardtanh, {}),
    "softplus": (torch.nn.Softplus, {}),
    "elu": (torch.nn.ELU, {}),
    "selu": (torch.nn.SELU, {}),
    "gelu": (torch.nn.GELU, {}),
    "silu": (torch.nn.SiLU, {}),
    "elu-steep": (torch.nn.ELU, {"alpha": 3}),
    "sine": (Sine, {"omega": 3}),
}
HOMOGENEOUS = {"relu", "leaky_relu", "linear"}

# name: hidden units, activation, loss, learning rate
CASES = {
    "relu": ([7, 6], "relu", "cross_entropy", 0.4),
    "relu-deep": ([6, 5, 5, 4], "relu", "mse", 0.05),
    "leaky_relu": ([7, 6], "leaky_relu", "huber", 0.3),
    "sigmoid": ([6, 6], "sigmoid", "cross_entropy", 1.0),
    "tanh": ([5, 8], "tanh", "mse", 0.2),
    "tanh-saturated": ([6, 6], "tanh", "cross_entropy", 6.0),
    "hard_tanh": ([7, 6], "hard_tanh", "huber", 0.3),
    "softplus": ([4, 4, 4], "softplus", "cross_entropy", 0.3),
    "elu": ([6], "elu", "mse", 0.1),
    "selu": ([6, 5], "selu", "huber", 0.1),
    "gelu": ([7, 5], "gelu", "cross_entropy", 0.5),
    "silu": ([5, 5], "silu", "mse", 0.2),
    "linear": ([], "tanh", "cross_entropy", 0.5),
    "elu-steep": ([6], "elu-steep", "mse", 0.05),
    "sine": ([6, 5], "sine", "mse", 0.05),
}
ROWS, INPUTS, CLASSES, TARGETS = 20, 3, 3, 2


def make_data(classifies):
    x = torch.randn(ROWS, INPUTS)
    if classifies:
        return x, torch.tensor([0, 1, 2] * (ROWS // 3) + [0] * (ROWS % 3))
    return x, torch.stack([x[:, 0] * x[:, 1], 2 * x[:, 2] + x[:, 0]], dim=1)


# ---- the program ------------------------------------------------------------------


def name_activation(activation):
    return {"type": activation.split("-")[0], **ACTIVATIONS[activation][1]}


def write_case(folder, case, x, y):
    hidden, activation, loss, rate = case
    classifies = loss == "cross_entropy"
    targets = ["y"] if classifies else [f"y{j + 1}" for j in range(TARGETS)]
    with open(os.path.join(folder, "data.csv"), "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f"x{c + 1}" for c in range(INPUTS)] + targets)
        for row, answer in zip(x.tolist(), y.tolist()):
            answers = [f"class {answer}"] if classifies else answer
            writer.writerow([repr(v) for v in row] + [v if classifies else repr(v) for v in answers])
    config = {
        "precision": "float64",
        "task": "classification" if classifies else "regression",
        "data": {
            "train": {"type": "csv", "path": "data.csv", "target": targets[0] if classifies else targets},
            "scaling": "none",
        },
        "network": {"hidden": hidden, "activation": name_activation(activation),
                    "bias": {"type": "normal", "std": 0.3}},
        "loss": loss,
        "training": {"epochs": EPOCHS, "batch_size": "full",
                     "optimizer": {"type": "sgd", "learning_rate": rate}},
        "instruments": {"level": "full"},
        "output": {"report": False},
    }
    if not classifies:
        config["data"]["target_scaling"] = "none"
    path = os.path.join(folder, "case.json")
    with open(path, "w") as file:
        json.dump(config, file)
    return path


def read_weights(folder, epochs, program, config):
    """Weights after so many epochs, and the folder of that run."""
    run = os.path.join(folder, f"after-{epochs}")
    subprocess.run([program, config, "--set", f"training.epochs={epochs}", "-q", "-o", run],
                   check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(run, "model.safetensors"), "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        body = file.read()
    tensors = {}
    for name, entry in header.items():
        if name.startswith("layers."):
            begin, end = entry["data_offsets"]
            values = struct.unpack(f"<{(end - begin) // 8}d", body[begin:end])
            tensors[name] = torch.tensor(values).reshape(entry["shape"])
    return tensors, run


def read_rows(run, name):
    """Rows of the last logged epoch."""
    with open(os.path.join(run, name), newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if row["epoch"] == rows[-1]["epoch"]]


# ---- PyTorch ----------------------------------------------------------------------


def build(tensors, activation):
    n = len([name for name in tensors if name.endswith("weight")])
    kind, options = ACTIVATIONS[activation]
    modules = []
    for l in range(n):
        weight = tensors[f"layers.{l}.weight"]
        linear = torch.nn.Linear(weight.shape[1], weight.shape[0])
        linear.load_state_dict({"weight": weight, "bias": tensors[f"layers.{l}.bias"]})
        modules += [linear] + ([kind(**options)] if l + 1 < n else [])
    return torch.nn.Sequential(*modules)


def own_losses(loss, z, y):
    if loss == "cross_entropy":
        return torch.nn.functional.cross_entropy(z, y, reduction="none")
    kind = {"mse": torch.nn.MSELoss, "huber": torch.nn.HuberLoss}[loss]
    return kind(reduction="none")(z, y).mean(dim=1)


def largest_slope(activation):
    """By golden section around the best of a grid."""
    f = ACTIVATIONS[activation][0](**ACTIVATIONS[activation][1])

    def slope(at):
        z = torch.tensor(at, requires_grad=True)
        return torch.autograd.grad(f(z), z)[0].abs().item()

    grid = [k / 64 + 1e-3 for k in range(-640, 641)]
    best = max(grid, key=slope)
    low, high = best - 1 / 64, best + 1 / 64
    for _ in range(80):
        a, b = high - (high - low) * 0.618033988749895, low + (high - low) * 0.618033988749895
        low, high = (a, high) if slope(a) < slope(b) else (low, b)
    # A slope that only nears its largest value far out has it there.
    return max(slope(low), slope(high), slope(best), slope(40.0))


def catch(network, loss, x, y):
    """What hooks see in one pass over all rows: for each layer a dict of tensors. The loss
    is the sum of the rows' own, so that what arrives is each row's own, too."""
    seen = [{"linear": m} for m in network if isinstance(m, torch.nn.Linear)]
    handles = []
    for l, layer in enumerate(seen):
        def forward(_, inputs, output, layer=layer):
            layer["input"], layer["z"] = inputs[0].detach(), output.detach()

        def backward(_, grad_input, grad_output, layer=layer, below=seen[l - 1] if l else None):
            layer["delta"] = grad_output[0].detach()
            if below is not None:
                below["arriving"] = grad_input[0].detach()

        handles.append(layer["linear"].register_forward_hook(forward))
        handles.append(layer["linear"].register_full_backward_hook(backward))
    z = network(x)
    own_losses(loss, z, y).sum().backward()
    for handle in handles:
        handle.remove()
    for l, layer in enumerate(seen):
        layer["gradient"] = layer["linear"].weight.grad / len(x)
        layer["bias_gradient"] = layer["linear"].bias.grad / len(x)
        if l + 1 < len(seen):
            layer["a"] = seen[l + 1]["input"]
            at = layer["z"].clone().requires_grad_()
            layer["slope"] = torch.autograd.grad(network[2 * l + 1](at).sum(), at)[0]
        else:
            layer["a"] = torch.softmax(layer["z"], dim=1) if loss == "cross_entropy" else layer["z"]
            layer["slope"] = torch.ones_like(layer["z"])
    return seen


def row_gradients(network, loss, x, y):
    """For each layer the weight gradients of all rows, one backward pass a row."""
    found = []
    for i in range(len(x)):
        network.zero_grad()
        own_losses(loss, network(x[i:i + 1]), y[i:i + 1]).sum().backward()
        found.append([m.weight.grad.clone() for m in network if isinstance(m, torch.nn.Linear)])
    return [torch.stack(of_layer) for of_layer in zip(*found)]


def sharpness(network, loss, x, y):
    """The largest eigenvalue of the whole Hessian of the mean loss."""
    named = dict(network.named_parameters())

    def mean_loss(flat):
        parts = torch.split(flat, [p.numel() for p in named.values()])
        shaped = {n: part.reshape(p.shape) for (n, p), part in zip(named.items(), parts)}
        return own_losses(loss, torch.nn.utils.stateless.functional_call(network, shaped, (x,)), y).mean()

    flat = torch.cat([p.detach().flatten() for p in named.values()])
    return torch.linalg.eigvalsh(torch.autograd.functional.hessian(mean_loss, flat))[-1].item()


def rms(t):
    return t.pow(2).mean().sqrt().item()


def row_norm(t):
    return t.pow(2).sum(dim=1).mean().sqrt().item()


def describe_units(layer):
    sizes = layer["a"].abs().mean(dim=0)
    steep = layer["slope"].abs()
    return {
        "active_fraction": (layer["z"] > 0).double().mean(dim=0),
        "margin": layer["z"].max(dim=0).values / layer["z"].pow(2).mean().sqrt(),
        "slope_retention": steep.mean(dim=0) / layer["max_slope"],
        "linear_fraction": (steep >= 0.9 * layer["max_slope"]).double().mean(dim=0),
        "dormancy": sizes / sizes.mean(),
        "is_dead": (layer["slope"] == 0).all(dim=0).double(),
    }


def count_zeros(layer):
    """Shares of the entries of the gradient that are 0, by why."""
    zero = layer["gradient"] == 0
    gate = (layer["delta"] == 0).all(dim=0)[:, None].expand_as(zero)
    silent = (layer["input"] == 0).all(dim=0)[None, :].expand_as(zero)
    both = ((layer["delta"] != 0).double().T @ (layer["input"] != 0).double()) > 0
    return {
        "zero_by_gate": (zero & gate),
        "zero_by_input": (zero & ~gate & silent),
        "zero_by_underflow": (zero & ~gate & ~silent & both),
        "zero_apart": (zero & ~gate & ~silent & ~both),
    }


def mean_cosine(z):
    unit = z / z.norm(dim=1, keepdim=True)
    cosines = unit @ unit.T
    n = len(z)
    return ((cosines.sum() - cosines.trace()) / (n * (n - 1))).item()


def describe_spread(a):
    """Effective rank and 99 % dimension, by singular values."""
    variance = torch.linalg.svdvals(a - a.mean(dim=0)).pow(2)
    share = variance / variance.sum()
    held = share.cumsum(dim=0)
    return torch.special.entr(share).sum().exp(), (held < 0.99).sum() + 1


def balance(weight, bias, above):
    return weight.pow(2).sum(dim=1) + bias.pow(2) - above.pow(2).sum(dim=0)


def measure(seen, gradients, activation, before, first):
    """The columns of layers.csv: a list of dicts, one for each layer."""
    rows = []
    for l, layer in enumerate(seen):
        is_top = l + 1 == len(seen)
        layer["max_slope"] = 1.0 if is_top else largest_slope(activation)
        units = describe_units(layer)
        weight, bias = layer["linear"].weight.detach(), layer["linear"].bias.detach()
        moved = (weight - before[f"layers.{l}.weight"]).norm() / weight.norm()
        mean_gradient = gradients[l].mean(dim=0)
        noise = (gradients[l] - mean_gradient).pow(2).sum(dim=(1, 2)).mean() / mean_gradient.pow(2).sum()
        row = {
            "gradient_norm": layer["gradient"].norm(),
            "bias_gradient_norm": layer["bias_gradient"].norm(),
            "gradient_rms": rms(layer["gradient"]),
            "delta_norm": row_norm(layer["delta"]),
            "preactivation_rms": rms(layer["z"]),
            "activation_mean": layer["a"].mean(),
            "activation_rms": rms(layer["a"]),
            "weight_norm": weight.norm(),
            "update_ratio": moved,
            "steps_to_move": 0.1 / moved,
            "dead_units": units["is_dead"].sum(),
            "dead_fraction": units["is_dead"].mean(),
            "inactive_units": (units["active_fraction"] == 0).sum(),
            "saturated_fraction": (units["slope_retention"] < 0.05).double().mean(),
            "dormant_fraction": (units["dormancy"] <= 0.025).double().mean(),
            "slope_retention": units["slope_retention"].mean(),
            "linear_fraction": units["linear_fraction"].mean(),
            "active_fraction": units["active_fraction"].mean(),
            "margin": units["margin"].min(),
            "noise_scale": noise,
            "gradient_snr": BATCH / noise,
            "correlation": mean_cosine(layer["z"]),
            "twin_units": 0,
            "transfer_factor": NAN, "transfer_slope": NAN, "transfer_weight": NAN,
            "identity_residual": NAN, "conservation_drift": NAN, "sharpness_times_rate": NAN,
            "effective_rank": NAN, "dimension_99": NAN,
        }
        row.update({name: share.double().mean() for name, share in count_zeros(layer).items()})
        if not is_top:
            here, above = row_norm(layer["delta"]), row_norm(seen[l + 1]["delta"])
            arriving = row_norm(layer["arriving"])
            row["transfer_factor"] = here / above
            row["transfer_slope"] = here / arriving
            row["transfer_weight"] = arriving / above
            row["effective_rank"], row["dimension_99"] = describe_spread(layer["a"])
        if not is_top and activation in HOMOGENEOUS:
            row["identity_residual"] = 0  # rounding, in theirs and in ours
            drift = balance(weight, bias, seen[l + 1]["linear"].weight.detach()) - balance(
                *(first[f"layers.{n}"] for n in (f"{l}.weight", f"{l}.bias", f"{l + 1}.weight")))
            row["conservation_drift"] = (drift.abs() / weight.pow(2).sum(dim=1)).max()
        rows.append({name: float(value) for name, value in row.items()})
    return rows


# ---- comparing --------------------------------------------------------------------

NOT_MEASURED = {"epoch", "step", "layer", "units", "activation", "unit"}


def differ(found, expected, tolerance):
    """How far apart two numbers are: 1 is what is still allowed."""
    if math.isnan(found) or math.isnan(expected):
        return 0 if math.isnan(found) and math.isnan(expected) else math.inf
    return abs(found - expected) / (tolerance * abs(expected) + FLOOR)


def compare(name, found, expected, worst):
    is_same = len(found) == len(expected)
    for i, (theirs, ours) in enumerate(zip(found, expected)):
        missing = set(theirs) - NOT_MEASURED - set(ours)
        if missing:
            sys.exit(f"{name}: no hook for {', '.join(sorted(missing))}")
        for column in set(theirs) - NOT_MEASURED:
            by = differ(float(theirs[column]), float(ours[column]),
                        ESTIMATED.get(column, TOLERANCE))
            worst[column] = max(worst.get(column, 0), by)
            if by > 1:
                print(f"{name}: {column}, row {i + 1}: {theirs[column]}, PyTorch {ours[column]!r}")
                is_same = False
    return is_same


def keep(name, case, x, y, tensors, rows, units):
    hidden, activation, loss, _ = case
    leave = {"update_ratio", "steps_to_move", "conservation_drift", *ESTIMATED}
    columns = [c for c in rows[0] if c not in leave]
    with open(os.path.join(HERE, "..", "tests", "reference", f"hooks-{name}.json"), "w") as file:
        json.dump({
            "made_with": f"torch {torch.__version__}, tools/make_hook_vectors.py",
            "sizes": [INPUTS] + hidden + [CLASSES if loss == "cross_entropy" else TARGETS],
            "activation": name_activation(activation),
            "task": "classification" if loss == "cross_entropy" else "regression",
            "loss": {"type": loss},
            "optimizer": {"type": "sgd"},
            "steps": 0,
            "x": x.tolist(), "y": y.tolist(),
            "initial": {n: t.tolist() for n, t in tensors.items()},
            "layers": {c: [None if math.isnan(r[c]) else r[c] for r in rows] for c in columns},
            "units": {c: [u[c] for u in units] for c in (units[0] if units else {})},
        }, file, separators=(",", ":"))
        file.write("\n")


def check(name, program, updates, worst):
    case = CASES[name]
    _, activation, loss, rate = case
    x, y = make_data(loss == "cross_entropy")
    with tempfile.TemporaryDirectory() as folder:
        config = write_case(folder, case, x, y)
        tensors, run = read_weights(folder, EPOCHS, program, config)
        before, _ = read_weights(folder, EPOCHS - 1, program, config)
        first, _ = read_weights(folder, 0, program, config)
        network = build(tensors, activation)
        seen = catch(network, loss, x, y)
        rows = measure(seen, row_gradients(network, loss, x, y), activation, before, first)
        rows[-1]["sharpness_times_rate"] = rate * sharpness(network, loss, x, y)
        units = [{c: float(v[j]) for c, v in of_layer.items()}
                 for of_layer in map(describe_units, seen[:-1])
                 for j in range(len(of_layer["is_dead"]))]
        is_same = compare(name, read_rows(run, "layers.csv"), rows, worst)
        if len(seen) > 1:
            is_same = compare(name, read_rows(run, "activity.csv"), units, worst) and is_same
    if updates:
        keep(name, case, x, y, tensors, rows, units)
    return is_same


def main():
    program, updates, worst = os.path.abspath(sys.argv[1]), "--update" in sys.argv, {}
    results = [check(name, program, updates, worst) for name in CASES]
    for column, by in sorted(worst.items(), key=lambda item: -item[1]):
        print(f"{column:20} {by * ESTIMATED.get(column, TOLERANCE):8.1e}")
    print(f"{sum(results)} of {len(results)} networks agree within {TOLERANCE}")
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
