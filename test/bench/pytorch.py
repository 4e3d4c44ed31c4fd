"""Trains the benchmark's cases in PyTorch, on request.

A line of JSON comes in: {cell, batch, hidden, lookback, features, layers, threads, seconds}; a line goes
out: the median milliseconds of a step over that time. The first line out names the versions.
"""

import json
import sys
import time

import torch


def blas():
    """The library that products really go to: what is loaded counts, not what torch was built for."""
    names = ["openblas", "mkl_core", "blis", "atlas"]
    try:
        with open("/proc/self/maps") as maps:
            loaded = maps.read()
        return next(name for name in names if name in loaded)
    except (OSError, StopIteration):
        return "own"


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


print(json.dumps(f"PyTorch {torch.__version__} ({blas()} BLAS)"), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    torch.set_num_threads(request["threads"])
    print(json.dumps(median_ms(trainer(request), request["seconds"])), flush=True)
