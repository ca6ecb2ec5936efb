"""A plan worked on in a browser: opening it, dragging a bar, planning again after that.

``python -m benchmarks.web_replan [--tasks 1000] [--people 60] [--plan 60] [--long 60]`` plans a
workbook of that size on a server, opens the plan in Debian's Chromium, drags a bar by two days,
and plans again near the plan: with the time that the page offers first, and with a long one to
compare with. It prints the first paint, how long the bar took to follow, how long until the changes
were listed and the new plan was shown, with the goals it had then, and lateness and changes of both
plans. ``--runs`` repeats it with other bars; the medians of all are printed in the end. Machine
code is there before the server starts, as after its first plans.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.workbooks import workbook
from models.search import annealing
from tests.web.helpers import ended
from tests.web.server import Server

_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_FOLLOW = """() => {
  window.follows = [];
  document.addEventListener('pointermove', (event) => requestAnimationFrame(() =>
    window.follows.push(performance.now() - event.timeStamp)), true);
}"""
_FIGURES = {
    "first paint": " s",
    "a bar followed within": " ms",
    "changes listed after": " s",
    "new plan shown after": " s",
    "lateness above the long search": " days",
    "changes above the long search": " days",
}
"""What is printed in the end, and in what."""

_CORES = ("--workers", str(os.cpu_count() or 1))
"""As a server has them if nothing else is said."""

_OWNER = "5eed" * 8
_STEPS, _DAYS = 20, 2
_CLICK = 6
"""Pixels below which a drag is a click."""
_PATIENCE = 600_000


def main() -> None:
    """Run it and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--plan", type=int, default=60, help="Seconds for the first plan.")
    parser.add_argument("--long", type=int, default=60, help="Seconds to compare with.")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    annealing.WARM.wait()
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder) / "data", "--rate", "1000000", *_CORES) as server,
        sync_playwright() as starter,
    ):
        server.client.cookies.set("planner_owner", _OWNER)
        data = workbook(arguments.tasks, arguments.people)
        job = f"/jobs/{server.upload(data, time_limit=str(arguments.plan))}"
        print(f"planned: {values(ended(server.client, job, 600))}", flush=True)
        browser = starter.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        runs = range(arguments.runs)
        found = [worked_on(browser, server, job, run, arguments.long) for run in runs]
        browser.close()
    for name, unit in _FIGURES.items():
        print(f"{name}: {median(one[name] for one in found):.3g}{unit} (median of {len(found)})")


def worked_on(
    browser: Browser, server: Server, job: str, run: int, long: int
) -> Mapping[str, float]:
    """Drag a bar and plan again, twice; print what that took and what came of it."""
    base = str(server.client.base_url)
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.add_cookies([{"name": "planner_owner", "value": _OWNER, "url": base}])
    page = context.new_page()
    page.goto(f"{base}{job}")
    paint = float(page.evaluate(_PAINT))
    slowest, listed = dragged(page, run)
    replan = page.locator(f'form[action="{job}/replan"]')
    begun = time.monotonic()
    replan.get_by_role("button").click()
    page.wait_for_url(lambda address: job not in address, wait_until="commit")
    page.locator("[data-chart]").wait_for(timeout=_PATIENCE)
    shown = time.monotonic() - begun
    first = page.locator(".tile ul.goals").inner_text().replace("\n", "; ")
    soon = values(ended(server.client, page.url.removeprefix(base), 600))
    then = again(server, job, long)
    server.client.post(f"{job}/edits/undo", data={"number": "0"})
    context.close()
    print(
        f"first paint {paint / 1000:.2f} s; a bar followed within {slowest:.0f} ms; changes listed "
        f"after {listed:.1f} s; new plan shown after {shown:.1f} s ({first}): {soon}; in {long} s: "
        f"{then}",
        flush=True,
    )
    more = {name: soon[name] - then[name] for name in soon.keys() & then.keys()}
    seen = (paint / 1000, slowest, listed, shown, more.get("lateness", 0), more.get("changes", 0))
    return dict(zip(_FIGURES, seen, strict=True))


def dragged(page: Page, run: int) -> tuple[float, float]:
    """Drag a bar in view to the right; how it followed, and until the change is listed."""
    bar = page.locator("[data-chart] rect.bar[data-n]").nth(20 + 150 * run)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.evaluate(_FOLLOW)
    x, y = box["x"] + min(5, box["width"] / 2), box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    pixels = float(page.evaluate("document.querySelector('[data-chart]').dataset.pixels"))
    for step in range(_STEPS):
        page.mouse.move(x + max(_DAYS * pixels, _CLICK) * (step + 1) / _STEPS, y)
    follows = page.evaluate("window.follows")
    page.mouse.up()
    begun = time.monotonic()
    page.get_by_role("button", name="Plan again near this plan").wait_for(timeout=_PATIENCE)
    return max(follows), time.monotonic() - begun


def again(server: Server, job: str, seconds: int) -> Mapping[str, float]:
    """What the same changes come to with a long search."""
    answer = server.client.post(f"{job}/replan", data={"time_limit": str(seconds)})
    return values(ended(server.client, str(answer.headers["location"]), 600))


def values(job: Mapping[str, Any]) -> Mapping[str, float]:
    """How late a plan is and how much it changes, in days."""
    assert job["state"] == "done", job["message"]
    goals = {goal["name"]: goal["value"] for goal in job["result"]["goals"]}
    return {name: goals[name] for name in ("lateness", "changes") if name in goals}


if __name__ == "__main__":
    main()
