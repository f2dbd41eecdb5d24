"""Makes the files training-*.json with PyTorch: python3 tests/reference/make_training.py

Optimizers with settings that the files optimizer-*.json leave at their defaults, and what
a training adds to them: schedules, warm-up, penalties, limits, layers that move their own
ways. PyTorch's clip_grad_norm_ and renorm add 1e-6 and 1e-7 to norms, so these two are
written out. Full batches: an epoch is a step."""

import json
import math
import os
import torch

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))
ROWS, STEPS, SIZES = 10, 20, [2, 5, 3]
LABELS = [0, 1, 2, 1, 0, 2, 2, 0, 1, 1]
SCHEDULES = torch.optim.lr_scheduler


def layers_of(network, of):
    names = {"0": "layers.0", "2": "layers.1"}
    found = {}
    for name, parameter in network.named_parameters():
        index, kind = name.split(".")
        found[f"{names[index]}.{kind}"] = of(parameter).tolist()
    return found


def clip(parameters, longest):
    norm = math.sqrt(sum((p.grad ** 2).sum().item() for p in parameters if p.grad is not None))
    for p in parameters:
        if p.grad is not None and norm > longest:
            p.grad *= longest / norm


def limit(network, longest):
    with torch.no_grad():
        for weight in (network[0].weight, network[2].weight):
            norms = weight.norm(dim=1, keepdim=True)
            weight *= torch.where(norms > longest, longest / norms, torch.ones_like(norms))


def make(case, optimizer, options, create, training=None, layers=None, schedule=None, warmup=0):
    training = training or {}
    network = torch.nn.Sequential(torch.nn.Linear(2, 5), torch.nn.Tanh(), torch.nn.Linear(5, 3))
    x, y = torch.randn(ROWS, 2), torch.tensor(LABELS)
    entropy = torch.nn.CrossEntropyLoss()
    made = {
        "case": case, "made_with": f"PyTorch {torch.__version__}, float64", "sizes": SIZES,
        "activation": {"type": "tanh"}, "task": "classification", "loss": "cross_entropy",
        "optimizer": {"type": optimizer, **options}, "steps": STEPS, "training": training,
        "x": x.tolist(), "y": LABELS,
        "initial": layers_of(network, lambda p: p.detach()),
    }
    if layers:
        made["layers"] = layers
    with torch.no_grad():
        made["output_initial"] = torch.softmax(network(x), 1).tolist()
    loss = entropy(network(x), y)
    made["loss_initial"] = loss.item()
    loss.backward()
    made["gradient_initial"] = layers_of(network, lambda p: p.grad)
    groups = []
    for i, layer in enumerate((network[0], network[2])):
        own = layers[i] if layers else {}
        if own.get("frozen"):
            layer.requires_grad_(False)
        else:
            rate = options["learning_rate"] * own.get("learning_rate_factor", 1)
            groups.append({"params": list(layer.parameters()), "lr": rate})
    stepper = create(groups)
    rates = schedule(stepper) if schedule else None
    base = [group["lr"] for group in stepper.param_groups]
    parameters = list(network.parameters())
    for step in range(STEPS):
        stepper.zero_grad()
        for p in parameters:
            p.grad = None
        loss = entropy(network(x), y)
        total = loss + training.get("l1", 0) * sum(layer.weight.abs().sum()
                                                   for layer in (network[0], network[2]))
        total.backward()
        if "clip_norm" in training:
            clip(parameters, training["clip_norm"])
        if warmup:
            for group, rate in zip(stepper.param_groups, base):
                group["lr"] = rate * min((step + 1) / warmup, 1)
        stepper.step()
        if "max_norm" in training:
            limit(network, training["max_norm"])
        if isinstance(rates, SCHEDULES.ReduceLROnPlateau):
            rates.step(loss.item())
        elif rates and step + 1 < STEPS:
            rates.step()
    made["loss_final"] = entropy(network(x), y).item()
    made["final"] = layers_of(network, lambda p: p.detach())
    with open(os.path.join(HERE, case + ".json"), "w") as file:
        json.dump(made, file)
        file.write("\n")


class NAdam:
    """torch.optim.NAdam as its documentation, Dozat's paper and PyTorch since 2.0 have it.
    PyTorch 1.13 multiplies the product of all mu up to the next one by mu once more; with
    `slip` this one does, too, which `check_nadam` uses to show that all else is equal."""

    def __init__(self, groups, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0,
                 momentum_decay=4e-3, slip=False):
        self.param_groups = [{"params": list(group["params"]), "lr": lr} for group in groups]
        self.betas, self.eps, self.decay = betas, eps, weight_decay
        self.momentum_decay, self.slip = momentum_decay, slip
        self.t, self.product, self.moments = 0, 1.0, {}

    def zero_grad(self):
        pass

    def mu(self, t):
        return self.betas[0] * (1 - 0.5 * 0.96 ** (t * self.momentum_decay))

    @torch.no_grad()
    def step(self):
        self.t += 1
        mu, mu_next = self.mu(self.t), self.mu(self.t + 1)
        self.product *= mu
        product_next = self.product * mu_next * (mu if self.slip else 1)
        for group in self.param_groups:
            for p in group["params"]:
                g = p.grad + self.decay * p
                m, v = self.moments.get(p, (torch.zeros_like(p), torch.zeros_like(p)))
                m = self.betas[0] * m + (1 - self.betas[0]) * g
                v = self.betas[1] * v + (1 - self.betas[1]) * g * g
                self.moments[p] = m, v
                scale = (v / (1 - self.betas[1] ** self.t)).sqrt() + self.eps
                p -= group["lr"] * ((1 - mu) / (1 - self.product) * g
                                    + mu_next / (1 - product_next) * m) / scale


def check_nadam(**options):
    start, ends = torch.randn(7), []
    for create in (lambda g: torch.optim.NAdam(g, **options),
                   lambda g: NAdam(g, slip=True, **options)):
        w = start.clone().requires_grad_()
        stepper = create([{"params": [w]}])
        for _ in range(30):
            stepper.zero_grad()
            w.grad = None
            (torch.sin(3 * w) + w * w).sum().backward()
            stepper.step()
        ends.append(w.detach())
    if torch.__version__ < "2":
        assert (ends[0] - ends[1]).abs().max() < 1e-14, ends


OPTIM = torch.optim
SGD = {"learning_rate": 0.3}


def sgd(groups):
    return OPTIM.SGD(groups, lr=SGD["learning_rate"])


make("training-momentum-l2", "sgd", {"learning_rate": 0.1, "momentum": 0.8, "weight_decay": 0.05},
     lambda g: OPTIM.SGD(g, momentum=0.8, weight_decay=0.05, lr=0.1))
make("training-nesterov-l2", "sgd",
     {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.02},
     lambda g: OPTIM.SGD(g, momentum=0.9, nesterov=True, weight_decay=0.02, lr=0.1))
make("training-rmsprop", "rmsprop", {"learning_rate": 0.02, "decay": 0.9, "epsilon": 1e-4},
     lambda g: OPTIM.RMSprop(g, alpha=0.9, eps=1e-4, lr=0.02))
make("training-adagrad", "adagrad", {"learning_rate": 0.2, "epsilon": 1e-3},
     lambda g: OPTIM.Adagrad(g, eps=1e-3, lr=0.2))
make("training-adam", "adam", {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.95,
                               "epsilon": 1e-5, "weight_decay": 0.1},
     lambda g: OPTIM.Adam(g, betas=(0.8, 0.95), eps=1e-5, weight_decay=0.1, lr=0.05))
make("training-adamw", "adamw", {"learning_rate": 0.05, "beta1": 0.7, "beta2": 0.9,
                                 "epsilon": 1e-6, "weight_decay": 0.3},
     lambda g: OPTIM.AdamW(g, betas=(0.7, 0.9), eps=1e-6, weight_decay=0.3, lr=0.05))
make("training-nadam", "nadam", {"learning_rate": 0.02}, lambda g: NAdam(g, lr=0.02))
make("training-nadam-options", "nadam",
     {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.97, "epsilon": 1e-5, "weight_decay": 0.05,
      "momentum_decay": 0.1},
     lambda g: NAdam(g, betas=(0.8, 0.97), eps=1e-5, weight_decay=0.05, momentum_decay=0.1,
                     lr=0.05))
make("training-rprop", "rprop", {"learning_rate": 0.05, "eta_minus": 0.4, "eta_plus": 1.3,
                                 "step_min": 0.01, "step_max": 0.15},
     lambda g: OPTIM.Rprop(g, etas=(0.4, 1.3), step_sizes=(0.01, 0.15), lr=0.05))
make("training-clip-norm", "sgd", SGD, sgd, {"clip_norm": 0.2})
make("training-l1", "sgd", SGD, sgd, {"l1": 0.03})
make("training-max-norm", "sgd", SGD, sgd, {"max_norm": 0.7})
make("training-all-limits", "adam", {"learning_rate": 0.03}, lambda g: OPTIM.Adam(g, lr=0.03),
     {"clip_norm": 0.1, "l1": 0.01, "max_norm": 0.8})
make("training-factors", "adam", {"learning_rate": 0.03}, lambda g: OPTIM.Adam(g, lr=0.03), {},
     [{"learning_rate_factor": 0.2}, {"learning_rate_factor": 3}])
make("training-frozen", "sgd", SGD, sgd, {"clip_norm": 0.15}, [{"frozen": True}, {}])
make("training-one-cycle", "sgd", SGD, sgd,
     {"schedule": {"type": "one_cycle", "rise": 0.4, "divisor": 20, "final_divisor": 500}},
     schedule=lambda o: SCHEDULES.OneCycleLR(o, max_lr=0.3, total_steps=STEPS, pct_start=0.4,
                                             div_factor=20, final_div_factor=500,
                                             cycle_momentum=False))
make("training-cosine", "sgd", SGD, sgd, {"schedule": {"type": "cosine", "final": 0.1}},
     schedule=lambda o: SCHEDULES.CosineAnnealingLR(o, STEPS, eta_min=0.03))
make("training-exponential", "sgd", SGD, sgd, {"schedule": {"type": "exponential", "decay": 0.9}},
     schedule=lambda o: SCHEDULES.ExponentialLR(o, 0.9))
make("training-step", "sgd", SGD, sgd, {"schedule": {"type": "step", "every": 6, "factor": 0.5}},
     schedule=lambda o: SCHEDULES.StepLR(o, 6, 0.5))
make("training-plateau", "sgd", {"learning_rate": 0.3}, sgd,
     {"schedule": {"type": "plateau", "monitor": "train_loss", "factor": 0.5, "patience": 1,
                   "threshold": 0.05, "min_learning_rate": 0.05}},
     schedule=lambda o: SCHEDULES.ReduceLROnPlateau(o, factor=0.5, patience=1, threshold=0.05,
                                                    min_lr=0.05))
make("training-warmup", "sgd", SGD, sgd, {"schedule": {"type": "constant", "warmup": 8}}, warmup=8)
check_nadam(lr=0.02)
check_nadam(lr=0.05, betas=(0.8, 0.97), eps=1e-5, weight_decay=0.05, momentum_decay=0.1)
