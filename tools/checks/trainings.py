"""What the checks of this folder share: trainings by the program, and a table of what was
measured beside what was published."""
import csv
import json
import math
import os
import random
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def program():
    """The one that is given, or that of tools/nntrain, which builds it if need be."""
    if len(sys.argv) > 1:
        return os.path.abspath(sys.argv[1])
    return os.path.join(ROOT, "tools", "nntrain")


def read_table(folder, name):
    with open(os.path.join(folder, name), newline="") as file:
        return list(csv.DictReader(file))


class Trainings:
    """Runs of configs in a folder that is gone afterwards."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write_rings(self, seed, rows):
        """Two noisy rings, radius 0.585 and 1.3, in turn."""
        draw = random.Random(seed)
        with open(self.path("rings.csv"), "w") as file:
            file.write("x1,x2,ring\n")
            for row in range(rows):
                angle = draw.uniform(0, 2 * math.pi)
                radius = 1.3 * ((1, 0.45)[row % 2 == 0] + 0.07 * draw.gauss(0, 1))
                file.write(f"{radius * math.cos(angle)!r},{radius * math.sin(angle)!r},{row % 2}\n")
        return {"type": "csv", "path": "rings.csv", "target": "ring"}

    def run(self, config):
        """Trains in float64 without a report; the folder of the run."""
        config = {"precision": "float64", "output": {"report": False}, **config}
        with open(self.path("config.json"), "w") as file:
            json.dump(config, file)
        run = self.path("run")
        subprocess.run([program(), self.path("config.json"), "-q", "-f", "-o", run], check=True,
                       stdout=subprocess.DEVNULL)
        return run


class Verdict:
    """Prints a line for each number and remembers whether all are as they should be."""

    def __init__(self):
        self.is_good = True
        print(f"{'':48}{'measured':>12}{'published':>12}   allowed")

    def expect(self, what, measured, published, low, high):
        is_inside = low <= measured <= high
        self.is_good = self.is_good and is_inside
        print(f"{what:48}{measured:12.4g}{published:>12}   {low:.4g} to {high:.4g}"
              f"{'' if is_inside else '   OUTSIDE'}", flush=True)

    def end(self):
        sys.exit(0 if self.is_good else 1)
