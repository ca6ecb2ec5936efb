"""Draws docs/performance.png from the tables in benchmarks/results.

Needs the extra `peers`. Usage: python docs/make_figures.py
"""

import csv
from pathlib import Path

import matplotlib.pyplot as plt

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "#999999"


def rows(name: str) -> list[dict[str, str]]:
    """A table of results, without the comment on top."""
    with (RESULTS / name).open(newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def money(axes: plt.Axes) -> None:
    """What plans cost on the mean, as a share of the textbook model's, both from the same list."""
    shares: dict[tuple[int, int], list[float]] = {}
    for suite in ("d36", "genbig"):
        others = {row["instance"]: row for row in rows(f"imopse-money-{suite}-60s-listed.csv")}
        for row in rows(f"imopse-money-{suite}-60s-planner-from-list.csv"):
            tasks, people = map(int, row["instance"].split("_")[:2])
            share = int(row["objective"]) / int(others[row["instance"]]["objective"])
            shares.setdefault((tasks, people), []).append(100 * share)
    sizes = sorted(shares)
    labels = [f"{tasks} tasks, {people} people" for tasks, people in sizes]
    axes.barh(labels, [sum(shares[size]) / len(shares[size]) for size in sizes], color=BLUE)
    axes.axvline(100, color=ORANGE)
    axes.invert_yaxis()
    axes.set_title("Lateness and cost, textbook CP-SAT = 100 %")


def growth(axes: plt.Axes) -> None:
    """Time to the first plan and memory of the whole process, by size."""
    table = rows("workbooks-45s.csv")
    tasks = [int(row["tasks"]) for row in table]
    seconds = [float(row["read_s"]) + float(row["first_s"]) for row in table]
    axes.loglog(tasks, seconds, "o-", color=BLUE, label="reading and first plan, s")
    axes.loglog(tasks, [int(row["peak_mb"]) for row in table], "s-", color=ORANGE, label="peak, MB")
    axes.set_title("Workbooks by size")
    axes.set_xlabel("tasks")
    axes.grid(color=GREY, alpha=0.3)
    axes.legend(frameon=False)


def main() -> None:
    """Both side by side."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
    money(left)
    growth(right)
    figure.savefig(ROOT / "docs" / "performance.png", dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    main()
