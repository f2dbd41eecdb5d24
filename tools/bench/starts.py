"""How long nntrain takes to start and to end, and the memory that it takes."""
import json
import os
import pty
import statistics
import subprocess
import tempfile
import time

STARTS = 20


def _time(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - start)


def _read_run(folder):
    with open(os.path.join(folder, "run.json"), encoding="utf-8") as file:
        return json.load(file)


def _time_to_training(program, config, folder):
    """Up to the line of --json that says that training starts. A terminal gets it at
    once, a pipe only with others."""
    screen, end = pty.openpty()
    command = [program, config, "-q", "-f", "-o", folder, "--json", "--progress", "none"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=end, stderr=subprocess.DEVNULL) as process:
        os.read(screen, 1)
        milliseconds = 1000 * (time.perf_counter() - start)
        os.close(end)
        _drain(screen)
        process.wait()
    os.close(screen)
    return milliseconds


def _drain(screen):
    """A terminal whose other end is closed fails to be read."""
    try:
        while os.read(screen, 65536):
            pass
    except OSError:
        pass


def _print(label, times, goal):
    print(f"{label:<44} {statistics.median(times):8.1f} {min(times):8.1f} {goal:>8}", flush=True)


def print_starts(program, root):
    """Of XOR as it is shipped, with its instruments and its report."""
    config = os.path.join(root, "configs", "xor_relu.json")
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    print(f"\n{'XOR, ms over ' + str(STARTS) + ' starts':<44} {'median':>8} {'least':>8}"
          f" {'goal':>8}")
    with tempfile.TemporaryDirectory(dir=memory) as quick, \
            tempfile.TemporaryDirectory(dir=os.path.join(root, "build")) as disk:
        one = ["--set", "training.epochs=1"]
        nothing, first, whole, synced, full = [], [], [], [], []
        for _ in range(STARTS):
            nothing.append(_time([program, "version"]))
            first.append(_time_to_training(program, config, quick + "/first"))
            whole.append(_time([program, config, "-q", "-f", "-o", quick + "/run", *one]))
            synced.append(_time([program, config, "-q", "-f", "-o", disk + "/run", *one]))
            full.append(_time([program, config, "-q", "-f", "-o", quick + "/full"]))
        _print("nntrain version: starting a process", nothing, "")
        _print("to the first epoch", first, "5")
        _print("one epoch and all files, in memory", whole, "10")
        _print("the same on a disk that syncs every file", synced, "")
        _print(f"all {_read_run(quick + '/full')['epochs']} epochs, in memory", full, "")


def print_memory(program, root):
    """Of Fashion-MNIST as it is shipped, for one epoch, and what was said before."""
    config = os.path.join(root, "configs", "fashion_mnist.json")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, config, "-q", "-f", "-o", folder + "/run", "--set",
                        "training.epochs=1"], check=True)
        peak = _read_run(folder + "/run")["peak_memory_bytes"] / 1e6
    said = subprocess.run([program, "check", config, "--verbose"], check=True,
                          capture_output=True, text=True).stdout.split("total")[-1].strip()
    print(f"\nFashion-MNIST: peak memory {peak:.1f} MB (goal 100), foreseen {said}", flush=True)
