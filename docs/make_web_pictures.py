"""Draws docs/web-*.png: the upload page as Chromium shows it.

Needs Chromium and playwright. Usage: python -m docs.make_web_pictures
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.planner.examples import EXAMPLES, ROOT, tiny_workbook
from tests.web.helpers import long_workbook
from tests.web.server import Server

DOCS = ROOT / "docs"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def main() -> None:
    """Draw them all."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder) / "data") as server,
        sync_playwright() as starter,
    ):
        browser = starter.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        draw(browser, f"http://127.0.0.1:{server.port}")
        browser.close()


def draw(browser: Browser, address: str) -> None:
    """Faulty cells, progress, the plan, and the plan on a phone in the dark."""
    page = browser.new_page(viewport={"width": 1200, "height": 760}, base_url=address)
    send(page, "office.xlsx", tiny_workbook(durations=("soon", "2d", "1d")))
    page.get_by_role("heading", name="cannot be planned yet").wait_for()
    page.screenshot(path=DOCS / "web-faults.png")
    send(page, "plant.xlsx", long_workbook())
    page.locator(".live svg.curve").wait_for(timeout=60_000)
    page.wait_for_timeout(12_000)
    page.screenshot(path=DOCS / "web-progress.png")
    page.get_by_role("button", name="Stop and keep the best plan").click()
    example = (EXAMPLES / "product-launch.xlsx").read_bytes()
    send(page, "product-launch.xlsx", example)
    page.get_by_role("heading", name="Gantt chart").wait_for(timeout=60_000)
    page.set_viewport_size({"width": 1200, "height": 1500})
    page.wait_for_timeout(500)
    page.screenshot(path=DOCS / "web-plan.png")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#zoom-fit").click()
    page.locator("#gantt").evaluate("(heading) => heading.scrollIntoView()")
    page.locator("#row-8 .name a").click()
    page.locator(".drawer").wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=DOCS / "web-gantt.png")
    for row, field, text in ((4, "Duration", "8d"), (16, "People", "Jana Kim")):
        page.locator(f"#row-{row} .name a").click()
        page.locator(f".drawer[data-n='{row}']").wait_for()
        page.get_by_label("What to change").select_option(field)
        page.get_by_label("What it is to be").fill(text)
        page.keyboard.press("Enter")
        page.locator("[data-edits] tbody").get_by_text(field).wait_for(timeout=60_000)
    page.keyboard.press("Escape")
    page.locator("#edits").evaluate("(heading) => heading.scrollIntoView()")
    page.wait_for_timeout(300)
    page.screenshot(path=DOCS / "web-changes.png")
    phone = browser.new_page(
        viewport={"width": 390, "height": 844}, color_scheme="dark", base_url=address, locale="de"
    )
    send(phone, "product-launch.xlsx", example)
    phone.locator("[data-chart]").wait_for(timeout=60_000)
    phone.screenshot(path=DOCS / "web-phone.png")


def send(page: Page, name: str, data: bytes) -> None:
    """Upload a workbook."""
    page.goto("/")
    page.set_input_files("#file", {"name": name, "mimeType": XLSX, "buffer": data})
    page.locator("form.card button:not(.quiet)").click()


if __name__ == "__main__":
    main()
