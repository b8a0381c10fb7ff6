# SPDX-FileCopyrightText: 2026 taxeer contributors
# SPDX-License-Identifier: EUPL-1.2
"""taxeer's search for points beside FasterRisk (Liu and others 2022), in turns on one machine, one thread each, processor time.

    python3 -m venv VENV && VENV/bin/pip install fasterrisk==0.1.10
    TAXEER_DATA=FOLDER VENV/bin/python benches/points.py          # compas_features.csv, sizes 3 to 8
    VENV/bin/python benches/points.py large                       # 20,000 invented rows, 30 features, size 5

FasterRisk has its own defaults; points lie in -5..5 for both. Losses are those after a refit of intercept and slope.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import numpy as np
from fasterrisk.fasterrisk import RiskScoreOptimizer

HERE = os.path.dirname(os.path.abspath(__file__))
REPEATS = 3


def compas():
    with open(os.path.join(os.environ["TAXEER_DATA"], "compas_features.csv")) as file:
        header, *rows = csv.reader(file)
    table = np.array(rows, dtype=float)
    return table[:, header.index("two_year_recid")], table[:, header.index("age_le_20"):]


def invented(rows=20_000, width=30, strong=10):
    """Ten of thirty features matter; nearly all rows differ."""
    dice = np.random.default_rng(20261201)
    x = (dice.random((rows, width)) < dice.uniform(0.1, 0.45, width)).astype(float)
    effects = np.zeros(width)
    effects[:strong] = dice.uniform(0.3, 1.2, strong) * np.where(np.arange(strong) % 3 == 0, -1, 1)
    effects[strong:] = dice.uniform(-0.05, 0.05, width - strong)
    y = (dice.random(rows) < 1 / (1 + np.exp(1 - x @ effects))).astype(float)
    return y, x


def refit(y, total):
    """Least loss of a logistic model of the total, by Newton's method."""
    b = np.array([np.log(y.mean() / (1 - y.mean())), 0.0])
    x = np.column_stack([np.ones(len(y)), total - total.mean()])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ b))
        b = b + np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (y - p))
    z = x @ b
    return float(np.sum(np.logaddexp(0, z) - y * z))


def fasterrisk(y, x, size):
    start = time.process_time()
    optimizer = RiskScoreOptimizer(X=x, y=2 * y - 1, k=size, lb=-5, ub=5)
    optimizer.optimize()
    _, _, points = optimizer.get_models()
    took = time.process_time() - start
    return took, min(refit(y, x @ row) for row in points)


def taxeer(file, size):
    command = ["cargo", "bench", "--quiet", "--bench", "points", "--", file, str(size)]
    out = subprocess.run(command, cwd=os.path.dirname(HERE), check=True, capture_output=True, text=True).stdout
    return json.loads(out.strip().splitlines()[-1])


def main():
    large = "large" in sys.argv
    y, x = invented() if large else compas()
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["y", *(f"x{j}" for j in range(x.shape[1]))])
        lines.writerows(np.column_stack([y, x]).astype(int).tolist())
        file.flush()
        print("size | FasterRisk s | loss | taxeer s: points | times faster | with proof | times faster | loss | bound | gap | ended | distinct rows")
        for size in (5,) if large else range(3, 9):
            theirs, ours = [], []
            for _ in range(1 if large else REPEATS):
                theirs.append(fasterrisk(y, x, size))
                ours.append(taxeer(file.name, size))
            seconds, loss = min(theirs)
            best = min(ours, key=lambda run: run["solution_ms"])
            found, proof = best["solution_ms"] / 1e3, min(run["proof_ms"] for run in ours) / 1e3
            print(
                f"{size} | {seconds:.3f} | {loss:.4f} | {found:.4f} | {seconds / found:.0f} | {proof:.4f} | {seconds / proof:.1f} | "
                f"{best['loss']:.4f} | {best['bound']:.4f} | {best['gap']:.4f} | {best['ended']} | {best['distinct_rows']}",
                flush=True,
            )


main()
