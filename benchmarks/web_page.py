"""How fast the page of a large plan opens and scrolls in a browser.

``python -m benchmarks.web_page [--tasks 1000 5000]`` makes up a plan of that size, puts it into a
server's data folder as if it had been planned, and opens it in Debian's Chromium.
"""

import argparse
import json
import shutil
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Page, sync_playwright

from planner.web.store import Job, Store
from tests.web.server import Server

_FRAMES = """async () => {
  const box = document.querySelector('[data-chart]'), times = [];
  for (let step = 0; step < 40; step++) {
    const begun = performance.now();
    box.scrollTop += 200; box.scrollLeft += 40;
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    times.push(performance.now() - begun);
  }
  return times;
}"""
_WATCH = """() => {
  window.answers = [];
  const watch = new PerformanceObserver((list) =>
    window.answers.push(...list.getEntries().map((one) => one.duration)));
  watch.observe({type: 'event', durationThreshold: 16});
}"""
_TIMES = 5
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_OPEN = """async () => {
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  return performance.now();
}"""


def main() -> None:
    """Run it and print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, nargs="+", default=[50, 1000, 5000])
    sizes = parser.parse_args().tasks
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        (data / "jobs").mkdir(parents=True)
        for size in sizes:
            store(data, size)
        with Server(data) as server, sync_playwright() as starter:
            browser = starter.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            for size in sizes:
                address = f"{server.client.base_url}/jobs/plan{size}"
                begun = time.monotonic()
                length = len(server.client.get(address).content) / 1e6
                made = time.monotonic() - begun
                told = looked_at(browser.new_page(), address)
                print(f"{size} tasks: {length:.2f} MB made in {made:.2f} s, {told}", flush=True)
            browser.close()


def looked_at(page: Page, address: str) -> str:
    """Opens the page and scrolls the chart; what that took."""
    paints, opens = list[float](), list[float]()
    for _ in range(_TIMES):
        page.goto(address)
        opens.append(page.evaluate(_OPEN) / 1000)
        paints.append(page.evaluate(_PAINT) / 1000)
    frames = page.evaluate(_FRAMES)
    answered = responsive(page)
    begun = time.monotonic()
    page.get_by_role("link", name="person", exact=True).click()
    page.locator("[data-chart]").wait_for()
    other = time.monotonic() - begun
    nodes = page.evaluate("document.querySelectorAll('*').length")
    page.close()
    return (
        f"first paint after {min(paints):.2f} s, open after {min(opens):.2f} s (best of {_TIMES}; "
        f"median {median(paints):.2f} and {median(opens):.2f}), "
        f"{nodes} nodes by person, by person after {other:.2f} s, "
        f"a step of scrolling {median(frames):.0f} ms "
        f"(95 %: {quantiles(frames, n=20)[-1]:.0f} ms), "
        f"slowest answer to a key or click {answered:.0f} ms"
    )


def responsive(page: Page) -> float:
    """Types, moves with the keyboard and opens a part; the slowest answer as the browser counts."""
    page.evaluate(_WATCH)
    page.get_by_role("searchbox").click()
    page.keyboard.type("number 99", delay=40)
    for _ in range(6):
        page.keyboard.press("Tab")
    page.locator("[data-chart]").focus()
    for _ in range(10):
        page.keyboard.press("PageDown")
    page.get_by_role("searchbox").fill("")
    page.wait_for_timeout(500)
    return float(page.evaluate("Math.max(0, ...window.answers)"))


def store(data: Path, size: int) -> None:
    """Put a made-up plan of `size` tasks there as a finished job of nobody's."""
    job = f"plan{size}"
    (data / "jobs" / job).mkdir()
    page = made_up(size)
    (data / "jobs" / job / "page.json").write_text(json.dumps(page), encoding="utf-8")
    jobs = Store(data / "jobs.sqlite3")
    options = {"goals": [], "time_limit": 60}
    found: dict[str, Any] = {"columns": [], "issues": []}
    jobs.add(Job(id=job, name=f"{size}.xlsx", created=time.time(), options=options, found=found))
    jobs.claim(time.time())
    headline = {**page["headline"], "suffix": ".xlsx"}
    jobs.finish(job, "done", time.time(), headline=headline)
    jobs.close()


def made_up(size: int) -> dict[str, Any]:
    """A plan as `planner.web.view` gives it: phases of ten tasks, forty people."""
    first = datetime(2027, 1, 4, 8)
    rows = [_row(n, first + timedelta(days=n * 500 // size)) for n in range(size)]
    days = [date(2027, 1, 4) + timedelta(days=n) for n in range(500)]
    load = {day.isoformat(): [240, 480] for day in days if day.weekday() < 5}
    goal = {"name": "finish", "unit": "working days", "value": 350.0, "bound": 300.0, "gap": 0.14}
    return {
        "headline": {
            "project": f"{size} tasks", "status": "feasible", "start": first.isoformat(),
            "finish": rows[-1]["finish"], "cost": 1e6, "currency": "EUR", "budget": None,
            "tasks": size, "late_tasks": 0, "days_late": 0, "gap": 0.14, "goals": [goal],
        },
        "rows": rows,
        "load": {f"Person {n}": load for n in range(40)},
        "week": [0, 1, 2, 3, 4],
        "off": {},
        "status_date": None,
        "issues": [],
    }  # fmt: skip


def _row(n: int, start: datetime) -> dict[str, Any]:
    summary = n % 11 == 0
    finish = start + timedelta(days=30 if summary else 3, hours=9)
    people = [] if summary else [{"name": f"Person {n % 40}", "units": 1, "skill": ""}]
    return {
        "id": str(n), "wbs": f"{n // 11 + 1}.{n % 11}", "name": f"Task number {n}",
        "level": 1 if summary else 2, "kind": "summary" if summary else "task",
        "start": start.isoformat(), "finish": finish.isoformat(), "days": 4, "deadline": None,
        "days_late": None, "cost": 1000.0, "critical": n % 7 == 0, "slack": 1.0, "done": 0,
        "reason": "waits for the task before it", "people": people,
    }  # fmt: skip


if __name__ == "__main__":
    main()
