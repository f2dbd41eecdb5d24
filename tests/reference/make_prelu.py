"""Makes prelu-classification.json and prelu-regression.json with PyTorch."""

import json
import os
import torch

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))
ROWS, STEPS, RATE, SLOPE = 10, 25, 0.1, 0.3
NAMES = {"0.weight": "layers.0.weight", "0.bias": "layers.0.bias",
         "1.weight": "layers.0.activation.weight", "2.weight": "layers.1.weight",
         "2.bias": "layers.1.bias", "3.weight": "layers.1.activation.weight",
         "4.weight": "layers.2.weight", "4.bias": "layers.2.bias"}


def layers_of(network, of):
    return {NAMES[n]: of(p).tolist() for n, p in network.named_parameters()}


def make(task):
    classifies = task == "classification"
    sizes = [2, 5, 4, 3 if classifies else 2]
    nn = torch.nn
    network = nn.Sequential(
        nn.Linear(2, 5), nn.PReLU(init=SLOPE), nn.Linear(5, 4), nn.PReLU(init=SLOPE),
        nn.Linear(4, sizes[-1]))
    x = torch.randn(ROWS, 2)
    y = torch.randint(0, 3, (ROWS,)) if classifies else torch.randn(ROWS, 2)
    loss = nn.CrossEntropyLoss() if classifies else nn.MSELoss()
    made = {"case": f"prelu-{task}", "made_with": f"PyTorch {torch.__version__}, float64",
            "sizes": sizes, "activation": {"type": "prelu", "slope": SLOPE}, "task": task,
            "optimizer": {"type": "sgd", "learning_rate": RATE}, "steps": STEPS,
            "loss": "cross_entropy" if classifies else "mse",
            "x": x.tolist(), "y": y.tolist(), "initial": layers_of(network, lambda p: p.detach())}
    with torch.no_grad():
        z = network(x)
        made["output_initial"] = (torch.softmax(z, 1) if classifies else z).tolist()
    optimizer = torch.optim.SGD(network.parameters(), lr=RATE)
    for step in range(STEPS):
        optimizer.zero_grad()
        value = loss(network(x), y)
        value.backward()
        if step == 0:
            made["loss_initial"] = value.item()
            made["gradient_initial"] = layers_of(network, lambda p: p.grad)
        optimizer.step()
    made["loss_final"] = loss(network(x), y).item()
    made["final"] = layers_of(network, lambda p: p.detach())
    with open(os.path.join(HERE, made["case"] + ".json"), "w") as file:
        json.dump(made, file)
        file.write("\n")


make("classification")
make("regression")
