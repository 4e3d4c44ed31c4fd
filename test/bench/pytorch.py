"""Trains the benchmark's cases in PyTorch, on request.

A line of JSON comes in: {cell, batch, hidden, lookback, features, layers, threads, seconds}; a line goes
out: the median milliseconds of a step over that time. The first line out names the versions.
"""

import json
import sys
import time

import torch


def blas():
    """The library that products really go to: MKL lies inside of torch itself, others are loaded."""
    if torch.backends.mkl.is_available():
        return "MKL"
    try:
        with open("/proc/self/maps") as maps:
            # NumPy and SciPy bring libraries of their own, which torch does not use.
            loaded = "".join(line for line in maps if "numpy" not in line and "scipy" not in line)
        return next(name for name in ["openblas", "blis", "atlas"] if name in loaded)
    except (OSError, StopIteration):
        return "own"


def libraries():
    onednn = torch.backends.mkldnn.is_available()
    return f"{blas()} BLAS, {'with' if onednn else 'without'} oneDNN"


def trainer(case):
    kind = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[case["cell"]]
    torch.manual_seed(1)
    layer = kind(case["features"], case["hidden"], case["layers"], batch_first=True)
    head = torch.nn.Linear(case["hidden"], 1)
    parameters = [*layer.parameters(), *head.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.01)
    x = torch.randn(case["batch"], case["lookback"], case["features"])
    y = torch.randn(case["batch"], 1)

    def step():
        optimizer.zero_grad(set_to_none=True)
        states, _ = layer(x)
        loss = torch.nn.functional.mse_loss(head(states[:, -1]), y)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        return loss.item()

    return step


def median_ms(step, seconds):
    for _ in range(3):
        step()
    times = []
    end = time.perf_counter() + seconds
    while len(times) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2] * 1000


print(json.dumps(f"PyTorch {torch.__version__} ({libraries()})"), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    torch.set_num_threads(request["threads"])
    print(json.dumps(median_ms(trainer(request), request["seconds"])), flush=True)
