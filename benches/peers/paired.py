# SPDX-FileCopyrightText: 2026 taxeer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`taxeer batch` beside other ways to do one job, in turns: id, score and level of Static-99R cases, from a CSV to a CSV.

    cargo build --release && cargo build --release --example many_cases --example by_hand
    python benches/peers/paired.py [--rows 10000 100000 ...] [--times 5] [--unknown PERCENT] [--folder DIR] [--peers duckdb polars]

Needs Linux or macOS (for `resource`); DuckDB and Polars only when asked for: pip install duckdb polars. The order turns with every round, so
that no one is always first; told are the least of the wall times, the processor times and the peak memory, and the ratios to the program
written by hand. A peer that does not check its input, or says nothing of it, does less than taxeer does; nothing is taken off for that.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "target" / "release"
EXE = ".exe" if os.name == "nt" else ""

SCORE = """
  case when sex <> 'male' or qualifying_offence <> 'identifiable_victim' or (stranger_victim = 'yes' and unrelated_victim = 'no') then null else
    case when age_at_release < 18 then null when age_at_release < 35 then 1 when age_at_release < 40 then 0 when age_at_release < 60 then -1 else -3 end
    + (case lived_with_partner_2y when 'no' then 1 when 'yes' then 0 end)
    + (case index_nonsexual_violence when 'yes' then 1 when 'no' then 0 end)
    + (case prior_nonsexual_violence when 'yes' then 1 when 'no' then 0 end)
    + (case when prior_sex_charges is null or prior_sex_convictions is null then null else greatest(
        case when prior_sex_charges = 0 then 0 when prior_sex_charges <= 2 then 1 when prior_sex_charges <= 5 then 2 else 3 end,
        case when prior_sex_convictions = 0 then 0 when prior_sex_convictions = 1 then 1 when prior_sex_convictions <= 3 then 2 else 3 end) end)
    + (case when prior_sentencing_dates >= 4 then 1 when prior_sentencing_dates >= 0 then 0 end)
    + (case noncontact_conviction when 'yes' then 1 when 'no' then 0 end)
    + (case unrelated_victim when 'yes' then 1 when 'no' then 0 end)
    + (case stranger_victim when 'yes' then 1 when 'no' then 0 end)
    + (case male_victim when 'yes' then 1 when 'no' then 0 end) end
"""
LEVEL = "case when score is null then null when score <= -2 then 'I' when score <= 0 then 'II' when score <= 3 then 'III' when score <= 5 then 'IVa' else 'IVb' end"

DUCKDB = f"""
import sys, duckdb
source, target = sys.argv[1:]
duckdb.sql("set threads to 2; set preserve_insertion_order to true")
duckdb.sql(f\"\"\"copy (select case_id, score, {LEVEL} as level from (select case_id, {SCORE} as score from read_csv('{{source}}', header=true)))
  to '{{target}}' (header, delimiter ',')\"\"\")
"""

POLARS = """
import os, sys
os.environ["POLARS_MAX_THREADS"] = "2"
import polars as pl
source, target = sys.argv[1:]
yes = lambda name, of="yes", no="no": pl.when(pl.col(name) == of).then(1).when(pl.col(name) == no).then(0)
steps = lambda name, *cuts: pl.when(pl.col(name).is_null()).then(None).otherwise(sum((pl.col(name) >= cut).cast(pl.Int32) for cut in cuts))
age = pl.col("age_at_release")
points = pl.when(age < 18).then(None).when(age < 35).then(1).when(age < 40).then(0).when(age < 60).then(-1).when(age >= 60).then(-3)
charges, convictions = steps("prior_sex_charges", 1, 3, 6), steps("prior_sex_convictions", 1, 2, 4)
sum_ = (points + yes("lived_with_partner_2y", "no", "yes") + yes("index_nonsexual_violence") + yes("prior_nonsexual_violence")
  + pl.when(charges.is_null() | convictions.is_null()).then(None).otherwise(pl.max_horizontal(charges, convictions))
  + steps("prior_sentencing_dates", 4) + yes("noncontact_conviction") + yes("unrelated_victim") + yes("stranger_victim") + yes("male_victim"))
fits = ((pl.col("sex") == "male") & (pl.col("qualifying_offence") == "identifiable_victim")
  & ~((pl.col("stranger_victim") == "yes") & (pl.col("unrelated_victim") == "no")))
score = pl.when(fits).then(sum_).alias("score")
s = pl.col("score")
level = (pl.when(s <= -2).then(pl.lit("I")).when(s <= 0).then(pl.lit("II")).when(s <= 3).then(pl.lit("III")).when(s <= 5).then(pl.lit("IVa"))
  .when(s >= 6).then(pl.lit("IVb")).alias("level"))
(pl.scan_csv(source).select("case_id", score).select("case_id", "score", level).sink_csv(target))
"""


def commands(source, target):
    taxeer = [str(RELEASE / f"taxeer{EXE}"), "batch", "static-99r", str(source), "-o", str(target), "-q"]
    return {
        "by_hand": [str(RELEASE / "examples" / f"by_hand{EXE}"), str(source), str(target)],
        "taxeer, 3 columns": [*taxeer, "--columns", "case_id,score,level"],
        "taxeer, 13 columns": taxeer,
        "duckdb": [sys.executable, "-c", DUCKDB, str(source), str(target)],
        "polars": [sys.executable, "-c", POLARS, str(source), str(target)],
    }


def measure(command):
    """Wall and processor seconds, peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"failed: {command[:3]}")
    peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return wall, used.ru_utime + used.ru_stime, peak


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\r\n").replace('"', "").split(",")


def agree(ours, theirs, name):
    """Where a peer has a score, ours is the same: taxeer also tells what an unknown answer cannot change."""
    # Line by line: what this process holds would count as memory of the next one it starts.
    for one, other in zip(lines(ours), lines(theirs), strict=True):
        if other[1] and one != other:
            sys.exit(f"{name} says {other}, taxeer {one}")


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000, 10_000_000])
    words.add_argument("--times", type=int, default=5)
    words.add_argument("--folder", type=Path, default=None)
    words.add_argument("--peers", nargs="+", default=[])
    words.add_argument("--unknown", type=int, default=0, help="of so many in a hundred rows one answer is not known")
    words = words.parse_args()
    with tempfile.TemporaryDirectory(dir=words.folder) as folder:
        source = Path(folder) / "cases.csv"
        for rows in words.rows:
            subprocess.run([str(RELEASE / "examples" / f"many_cases{EXE}"), str(rows), str(source), str(words.unknown)], check=True)
            names = [*dict.fromkeys(["by_hand", "taxeer, 3 columns", "taxeer, 13 columns", *words.peers])]
            taken = {name: [] for name in names}
            for turn in range(words.times):
                for name in names[turn % len(names):] + names[:turn % len(names)]:
                    target = Path(folder) / f"{names.index(name)}.csv"
                    taken[name].append(measure(commands(source, target)[name]))
            if rows <= 1_000_000:
                for name in set(names) - {"taxeer, 3 columns", "taxeer, 13 columns"}:
                    agree(Path(folder) / "1.csv", Path(folder) / f"{names.index(name)}.csv", name)
            base = [min(run[kind] for run in taken["by_hand"]) for kind in (0, 1)]
            print(f"{rows:,} rows, {os.path.getsize(source) / 1e6:.0f} MB, least of {words.times}")
            for name in names:
                wall, cpu, peak = (min(run[kind] for run in taken[name]) for kind in (0, 1, 2))
                print(f"  {name:<20} wall {wall:8.3f} s = {wall / base[0]:5.2f}   processor {cpu:8.3f} s = {cpu / base[1]:5.2f}   peak {peak:6.0f} MiB")


if __name__ == "__main__":
    main()
