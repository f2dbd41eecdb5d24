"""Makes one_cycle.inc and plateau.inc with PyTorch: python3 tests/schedule/make_schedules.py"""

import os
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
VALUES = [1.0, 0.95, 0.8, 0.79, 0.78, 0.77, 0.76, 0.5, 0.51, 0.52, 1.5, 1.6, 2.0, 2.1, 2.1, 2.1, 2.1]


def sgd():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)


def one_cycle(**options):
    optimizer = sgd()
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=1.0, total_steps=12, cycle_momentum=False, **options)
    rates = []
    for step in range(12):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step < 11:
            schedule.step()
    return "{" + ", ".join(repr(rate) for rate in rates) + "},\n"


def plateau(mode):
    optimizer = sgd()
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, mode=mode, factor=0.5, patience=1, threshold=0.1, min_lr=0.2)
    rates = []
    for value in VALUES:
        schedule.step(value)
        rates.append(optimizer.param_groups[0]["lr"])
    return rates


with open(os.path.join(HERE, "one_cycle.inc"), "w") as file:
    file.write(one_cycle())
    file.write(one_cycle(pct_start=0.5, div_factor=10, final_div_factor=100))
with open(os.path.join(HERE, "plateau.inc"), "w") as file:
    for row in zip(VALUES, plateau("min"), plateau("max")):
        file.write("{" + ", ".join(repr(value) for value in row) + "},\n")
