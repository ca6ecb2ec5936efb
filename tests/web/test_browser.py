"""The page in a real browser: what people see and do, and what their tools find."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pytest

from benchmarks.web_page import store
from planner.pipeline import Options, plan_workbook
from planner.schema.columns import TASKS
from tests.planner.examples import EXAMPLES, tiny_workbook
from tests.planner.reading.books import book
from tests.web.helpers import TINY, long_workbook
from tests.web.server import Server
from tests.web.test_reading import ODD, SLIPS

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Locator, Page, Route, expect  # noqa: E402 only where it is installed

expect.set_options(timeout=30_000)

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first takes a third of the processor time of the others."""

CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), "")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no chromium: apt-get install chromium")
CAPTIONS = [column.caption for column in TASKS.columns]
SLIPPED = book(SLIPS)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE = EXAMPLES / "product-launch.xlsx"
FAULTY = tiny_workbook(durations=("soon", "1d", "1d"))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that has two large plans which anybody may see."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        (data / "jobs").mkdir(parents=True)
        for size in (1000, 1100):
            store(data, size)
        with Server(data) as server:
            yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as starter:
        browser = starter.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def example(browser: Browser, server: Server) -> tuple[Any, str]:
    """The example planned once: who may see it, and its address; to be looked at only."""
    with visitor(browser, server) as page:
        send(page, EXAMPLE.read_bytes())
        planned(page)
        return page.context.storage_state(), page.url


@contextmanager
def visitor(browser: Browser, server: Server, **settings: Any) -> Iterator[Page]:
    """A page in a profile of its own; it must ask nobody else and run into no error."""
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", **settings)
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    page.on("request", lambda one: asked.append(one.url))
    page.goto("/")
    yield page
    page.wait_for_load_state()
    context.close()
    assert [text for text in complaints if "status of 4" not in text] == []
    assert {url.split("/")[2] for url in asked} == {f"127.0.0.1:{server.port}"}


def send(page: Page, data: bytes, name: str = "work.xlsx") -> None:
    page.set_input_files("#file", {"name": name, "mimeType": XLSX, "buffer": data})
    page.get_by_role("button", name="Plan it", exact=True).click()


def planned(page: Page) -> None:
    expect(page.get_by_role("heading", name="Gantt chart")).to_be_visible(timeout=30_000)


RULES: dict[Literal["light", "dark"], dict[str, Any]] = {
    "light": {},
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"]},
}
"""All in light, and in dark those of colours: the page is the same in both but for its colours."""

ONLY_FOUND = """async (rules) => {
  const found = await axe.run({...rules, resultTypes: ["violations"]});
  return found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`);
}"""
"""Nothing is told of what is right, which took most of the time."""


def findings(page: Page) -> list[str]:
    """What axe finds wrong."""
    axe = pytest.importorskip("axe_playwright_python", reason="axe is not installed")
    if not page.evaluate("'axe' in window"):
        page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found: list[str] = []
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in page.evaluate(ONLY_FOUND, rules)]
    return found


def test_faulty_cells_are_shown_and_looked_at(browser: Browser, server: Server) -> None:
    with visitor(browser, server) as page:
        send(page, FAULTY)
        heading = page.get_by_role("heading", name="work.xlsx cannot be planned yet")
        expect(heading).to_be_focused()
        expect(page.get_by_role("cell", name="Tasks!C2")).to_be_visible()


def test_a_plan_is_made_shown_and_fetched(browser: Browser, server: Server) -> None:
    with visitor(browser, server, accept_downloads=True) as page:
        send(page, TINY)
        planned(page)
        expect(page.locator(".gantt svg .bar").first).to_be_visible()
        with page.expect_download() as fetched:
            page.get_by_role("link", name="Download the workbook").click()
        got = Path(fetched.value.path()).read_bytes()
        assert fetched.value.suggested_filename == "work.plan.xlsx"
        assert got == plan_workbook(TINY, Options(workers=1, time_limit=60.0))


def test_progress_is_live_and_survives_reloading_and_stopping(
    browser: Browser, server: Server
) -> None:
    with visitor(browser, server) as page:
        send(page, long_workbook())
        expect(page.get_by_text("best plan so far")).to_be_visible(timeout=30_000)
        page.reload()
        expect(page.get_by_text("best plan so far")).to_be_visible()
        expect(page.locator(".live svg.curve .bound")).to_be_attached(timeout=30_000)
        page.get_by_role("button", name="Stop and keep the best plan").click()
        planned(page)
        expect(page.get_by_text("best plan found until then")).to_be_visible()


def test_two_visitors_do_not_see_each_other(browser: Browser, server: Server) -> None:
    with visitor(browser, server) as ann, visitor(browser, server) as bob:
        send(ann, TINY, "of-ann.xlsx")
        send(bob, TINY, "of-bob.xlsx")
        planned(ann)
        planned(bob)
        ann.goto("/")
        expect(ann.get_by_role("link", name="of-ann.xlsx")).to_be_visible()
        expect(ann.get_by_role("link", name="of-bob.xlsx")).to_have_count(0)


def test_all_works_without_scripts(browser: Browser, server: Server) -> None:
    with visitor(browser, server, java_script_enabled=False) as page:
        send(page, EXAMPLE.read_bytes())
        planned(page)
        page.get_by_role("link", name="person", exact=True).click()
        expect(page.get_by_text("person", exact=True).first).to_have_attribute(
            "aria-current", "true"
        )


def test_the_keyboard_is_enough(browser: Browser, server: Server, example: tuple[Any, str]) -> None:
    with visitor(browser, server, storage_state=example[0]) as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.goto(example[1])
        planned(page)
        chart = page.get_by_role("treegrid", name="Gantt chart")
        chart.focus()
        page.keyboard.press("End")
        expect(chart.get_by_role("row").last).to_be_focused()


def test_axe_finds_nothing_in_light_or_dark(browser: Browser, server: Server) -> None:
    with visitor(browser, server, bypass_csp=True) as page:
        assert findings(page) == []
        send(page, FAULTY)
        expect(page.get_by_role("heading", name="cannot be planned yet")).to_be_visible()
        assert findings(page) == []
        send(page, long_workbook(40))
        expect(page.get_by_text("best plan so far")).to_be_visible(timeout=30_000)
        assert findings(page) == []
        page.get_by_role("button", name="Stop and keep the best plan").click()
        planned(page)
        assert findings(page) == []
        page.get_by_role("link", name="person", exact=True).click()
        assert findings(page) == []
        page.get_by_role("button", name="Delete this plan").click()
        expect(page.get_by_role("heading", name="Deleted")).to_be_visible()
        assert findings(page) == []
        for address in ("/nothing-here", "/login"):
            page.goto(address)
            assert findings(page) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_runs_out_of_the_screen(
    browser: Browser, server: Server, width: int, language: str
) -> None:
    screen = {"width": width, "height": 800}
    with visitor(browser, server, viewport=screen, locale=language) as page:
        wide = "document.documentElement.scrollWidth"
        assert page.evaluate(wide) <= width
        page.set_input_files("#file", {"name": "x.xlsx", "mimeType": XLSX, "buffer": FAULTY})
        page.locator("form.card button:not(.quiet)").click()
        expect(page.get_by_role("cell", name="Tasks!C2")).to_be_visible()
        assert page.evaluate(wide) <= width
        page.set_input_files("#file", EXAMPLE)
        page.locator("form.card button:not(.quiet)").click()
        expect(page.locator("[data-chart]")).to_be_visible(timeout=30_000)
        assert page.evaluate(wide) <= width


def test_a_large_plan_is_drawn_in_blocks_and_can_be_narrowed_down(
    browser: Browser, server: Server
) -> None:
    with visitor(browser, server) as page:
        page.goto("/jobs/plan1000")
        expect(page.locator("[data-chart] .block")).to_have_count(40)
        last = page.get_by_title("Task number 999", exact=True)
        last.scroll_into_view_if_needed()
        expect(last).to_be_in_viewport()
        page.get_by_role("searchbox").fill("number 99")
        page.keyboard.press("Enter")
        expect(page.locator("[data-chart] .block .names [data-n]")).to_have_count(11)
        page.get_by_role("link", name="person", exact=True).click()
        expect(page.locator("[data-chart] .block")).to_have_count(1)
        expect(page.get_by_role("searchbox")).to_have_value("number 99")


def test_the_chart_is_worked_in_by_keyboard(browser: Browser, server: Server) -> None:
    with visitor(browser, server) as page:
        page.goto("/jobs/plan1100")
        rows = page.locator("[data-chart] .block [data-n][role=row]")
        expect(rows).to_have_count(1000)
        page.locator("[data-chart]").focus()
        for key in ("ArrowDown", "ArrowLeft"):  # on the first phase, close it
            page.keyboard.press(key)
        expect(page.locator("#row-1")).to_have_attribute("aria-expanded", "false")
        expect(page.locator("#row-2")).to_have_count(0)
        expect(page.locator("#row-1")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#task")).to_have_text("2.1 Task number 12")
        expect(page.locator("#task")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#row-13")).to_be_focused()
        wide = page.locator("[data-chart]").get_attribute("data-pixels")
        page.keyboard.press("+")
        expect(page.locator("[data-chart]")).not_to_have_attribute("data-pixels", str(wide))
        assert "px=" in page.url
        page.keyboard.press("End")  # the rows after the first thousand come by themselves
        expect(page.locator("#row-1100")).to_be_attached(timeout=30_000)


def test_links_are_shown_where_the_pointer_is(
    browser: Browser, server: Server, example: tuple[Any, str]
) -> None:
    with visitor(browser, server, bypass_csp=True, storage_state=example[0]) as page:
        page.goto(example[1])
        planned(page)
        link = page.locator('.link[data-b="3"]').first
        expect(link).to_be_hidden()
        page.locator("#row-3").hover()
        expect(link).to_be_visible()
        page.locator("#row-8 .name a").click()
        page.get_by_role("button", name="Who else could do it?").click()
        expect(page.locator(".drawer .answers")).to_contain_text("others may do it", timeout=60_000)
        assert findings(page) == []
        page.locator("[data-close]").click()
        expect(page.locator(".drawer")).to_have_count(0)
        page.locator("#only").select_option("critical")
        expect(page.locator("#row-1")).to_have_count(0)
        assert "only=critical" in page.url


def test_cookies_that_are_blocked_are_told_before_the_upload(
    browser: Browser, server: Server
) -> None:
    def without(route: Route) -> None:
        answer = route.fetch()
        context.clear_cookies()
        headers = {k: v for k, v in answer.headers.items() if k != "set-cookie"}
        route.fulfill(response=answer, headers=headers)

    told = "Your browser blocks cookies"
    for scripts in (True, False):
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{server.port}", java_script_enabled=scripts
        )
        context.route("**/*", without)
        page = context.new_page()
        with page.expect_response("**/cookies*") as asked:
            page.goto("/")
        assert told in asked.value.text()
        if scripts:
            expect(page.get_by_role("alert")).to_contain_text(told)
        context.unroute_all(behavior="ignoreErrors")  # what is still on its way is not waited for
        context.close()


def test_the_list_follows_what_becomes_of_the_plans(browser: Browser, server: Server) -> None:
    with visitor(browser, server) as page:
        send(page, TINY, "first.xlsx")
        planned(page)
        page.goto("/")
        page.get_by_role("checkbox", name="Compare first.xlsx").check()
        form: dict[str, Any] = {
            "file": {"name": "second.xlsx", "mimeType": XLSX, "buffer": TINY},
            "time_limit": "10",
        }
        page.request.post("/jobs", multipart=form, max_redirects=0)  # as from another window
        second = page.get_by_role("row").filter(has_text="second.xlsx")
        expect(second.get_by_text("done")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("checkbox", name="Compare first.xlsx")).to_be_checked()


def test_chart_late_tasks_and_table_are_printed_on_pages_of_their_own(
    browser: Browser, server: Server, example: tuple[Any, str]
) -> None:
    with visitor(browser, server, storage_state=example[0]) as page:
        page.goto(example[1])
        planned(page)
        page.emulate_media(media="print")
        for section in ("gantt", "late", "tasks", "load"):
            card = page.locator(f"section:has(> #{section})")
            expect(card).to_have_css("break-before", "page")
            expect(card.locator(".scroll").first).to_have_css("overflow", "visible")
        assert page.locator("main").evaluate("(main) => main.scrollWidth") <= 1280
        for hidden in ("again", "q"):
            expect(page.locator(f"#{hidden}")).to_be_hidden()


def test_each_person_has_the_names_of_their_tasks(
    browser: Browser, server: Server, example: tuple[Any, str]
) -> None:
    with visitor(browser, server, storage_state=example[0]) as page:
        page.goto(example[1])
        planned(page)
        page.get_by_role("link", name="person", exact=True).click()
        labels = page.locator(".gantt svg text.label")
        for name in ("Endurance test", "Freeze the design", "Launch event"):
            expect(labels.get_by_text(name, exact=True).first).to_be_attached()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_plan_is_asked_and_answers(browser: Browser, server: Server, scripts: bool) -> None:
    with visitor(browser, server, java_script_enabled=scripts) as page:
        send(page, TINY)
        planned(page)
        page.get_by_label("What would it cost").fill("1 by 2030-01-31")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_text("yes, the plan has it so already")).to_be_visible(timeout=30_000)
        expect(page.get_by_text("1 by 2030-01-31", exact=True)).to_be_visible()
        if scripts:
            assert findings(page) == []


def test_another_language_keeps_the_choices_in_the_form(browser: Browser, server: Server) -> None:
    with visitor(browser, server) as page:
        page.get_by_label("Search for up to").select_option("300")
        page.get_by_role("link", name="Deutsch").click()
        expect(page.get_by_label("Höchstens suchen")).to_have_value("300")


def test_a_week_goes_by_on_the_page(browser: Browser, server: Server) -> None:
    """Published, fetched, filled in, and dropped again: what changed, and whom to tell."""
    with visitor(browser, server, accept_downloads=True, bypass_csp=True) as page:
        send(page, TINY)
        planned(page)
        page.get_by_role("button", name="Publish this plan").click()
        expect(page.get_by_text("Published on")).to_be_visible()
        with page.expect_download() as fetched:
            page.get_by_role("link", name="Download the workbook").click()
        page.goto("/")
        send(page, late(Path(fetched.value.path()).read_bytes()), "work.plan.xlsx")
        planned(page)
        expect(page.get_by_role("heading", name="Changes since the plan before")).to_be_visible()
        changes = page.get_by_role("region", name="Changes since the plan before")
        expect(changes.get_by_role("cell", name="+2", exact=True)).to_have_count(3)
        page.get_by_text("Whom to tell").click()
        expect(page.get_by_role("heading", name="Ann works on it")).to_be_visible()
        expect(page.get_by_role("link", name="Notices to send")).to_be_visible()
        assert findings(page) == []
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def late(book: bytes) -> bytes:
    """The plan with its sheet Update filled in: on the 12th a day of First is left."""
    file = openpyxl.load_workbook(BytesIO(book))
    sheet = file["Update"]
    sheet["B4"] = datetime(2027, 1, 12)
    heads = {cell.value: int(cell.column or 0) for cell in sheet[5]}
    sheet.cell(6, heads["Days left"]).value = 1
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def choose_by_letters(page: Page, choice: Locator, text: str) -> None:
    """Types what is chosen from a list; letters that a busy machine takes one by one, again."""
    choice.focus()
    for _ in range(_TRIES):
        page.keyboard.type(text)
        if choice.locator("option:checked").inner_text() == text:
            break
        page.wait_for_timeout(1_500)  # then another word begins
    expect(choice.locator("option:checked")).to_have_text(text)


_TRIES = 5


def test_a_reading_is_mended_beside_the_sheet_and_planned(browser: Browser, server: Server) -> None:
    phone = {"width": 390, "height": 800}
    with visitor(browser, server, bypass_csp=True) as page:
        page.set_input_files("#file", {"name": "odd.xlsx", "mimeType": XLSX, "buffer": book(ODD)})
        page.get_by_role("button", name="Look first how it is read").click()
        expect(page.get_by_role("heading", name="How odd.xlsx is read")).to_be_visible()
        assert findings(page) == []
        page.get_by_role("cell", name="Dig", exact=True).last.click()
        expect(page.locator("#c_C")).to_be_focused()
        page.locator("#c_B").select_option(index=2 + CAPTIONS.index("Duration"))
        expect(page.locator("#c_B option:checked")).to_have_text("Duration")
        page.locator("#c_C").select_option("Ignore")
        expect(page.locator("[data-status]")).to_contain_text("3 tasks, 0 links")
        choose_by_letters(page, page.locator("#c_C"), "Predecessors")
        expect(page.locator("[data-status]")).to_contain_text("3 tasks, 2 links")
        expect(page.locator("#c_C")).to_be_focused()
        page.set_viewport_size(phone)  # type: ignore[arg-type]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= phone["width"]
        page.get_by_role("button", name="Plan it", exact=True).click()
        planned(page)


def test_doubtful_cells_are_mended_by_keyboard(browser: Browser, server: Server) -> None:
    with visitor(browser, server, accept_downloads=True, bypass_csp=True) as page:
        page.set_input_files("#file", {"name": "slips.xlsx", "mimeType": XLSX, "buffer": SLIPPED})
        press(page, "Look first how it is read")
        press(page, "Plan!C2", "link")
        expect(page.locator("#m_C2")).to_be_focused()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type("3d")
        page.keyboard.press("Enter")
        page.locator("#m_D51").fill("31.12.2027")
        page.keyboard.press("Tab")
        expect(page.locator("[data-status]")).to_contain_text("50 tasks", timeout=30_000)
        assert findings(page) == []
        with page.expect_download() as fetched:
            press(page, "Fetch the workbook with these cells", "link")
        assert fetched.value.suggested_filename == "slips.mended.xlsx"
        press(page, "Undo the change of Plan!C2")
        expect(page.get_by_role("alert")).to_contain_text("It cannot be planned")


def test_a_bar_is_dragged_and_the_plan_made_again_near_it(browser: Browser, server: Server) -> None:
    with visitor(browser, server, accept_downloads=True, bypass_csp=True) as page:
        send(page, TINY)
        planned(page)
        bar = page.locator("[data-chart] rect.bar[data-n='1']")
        bar.scroll_into_view_if_needed()
        box = bar.bounding_box()
        assert box is not None
        x, y = box["x"] + 4, box["y"] + 4
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 22 * 7, y, steps=4)  # a week later
        expect(bar).to_have_attribute("transform", re.compile("translate"))
        page.mouse.up()
        changes = page.locator("[data-edits]")
        expect(changes.get_by_role("cell", name="Earliest start")).to_be_visible(timeout=30_000)
        expect(changes).to_contain_text(
            "Stands at a time that its dates or the working time do not allow"
        )
        expect(bar).to_have_class(re.compile("moved"))  # and stays there
        expect(page.locator(".drawer")).to_have_count(0)
        page.locator("#row-2 .name a").click()
        page.get_by_label("What to change").select_option("Duration")
        page.get_by_label("What it is to be").fill("4d")
        page.keyboard.press("Enter")
        expect(changes.get_by_role("row")).to_have_count(3, timeout=30_000)
        assert findings(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Undo change 2").click()
        expect(changes.get_by_role("row")).to_have_count(2, timeout=30_000)
        page.get_by_role("button", name="Plan again near this plan").click()
        planned(page)
        expect(page.get_by_role("heading", name="Changes since the plan before")).to_be_visible()
        with page.expect_download() as fetched:
            page.get_by_role("link", name="Download the workbook").click()
        got = openpyxl.load_workbook(BytesIO(Path(fetched.value.path()).read_bytes()))["Tasks"]
        assert "Earliest Start" in [cell.value for cell in got[1]]


def press(page: Page, name: str, role: Literal["button", "link"] = "button") -> None:
    """Uses a button or link as one does who has no mouse."""
    found = page.get_by_role(role, name=name, exact=True)
    found.focus()
    page.keyboard.press("Enter")


def test_what_is_typed_stays_when_it_becomes_known_what_a_change_breaks(
    browser: Browser, server: Server
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with visitor(browser, server) as page:
        page.set_input_files("#file", {"name": "x.xlsx", "mimeType": XLSX, "buffer": TINY})
        press(page, "Plan it")
        planned(page)
        page.route(re.compile(r"edits\?breaks"), hold)
        page.locator("#crew").click()
        page.locator("#leave-first").fill("2027-01-11")
        press(page, "Add leave")
        unknown = page.locator("[data-unknown]")
        expect(unknown).to_be_visible(timeout=30_000)
        expect(page.locator("#leave-first")).to_have_value("")
        page.get_by_label("New task").fill("Clean up")
        held[0].continue_()
        expect(unknown).to_have_count(0, timeout=30_000)
        expect(page.get_by_label("New task")).to_have_value("Clean up")


def test_the_tour_is_taken_by_keyboard_left_and_remembered(
    browser: Browser, server: Server
) -> None:
    with visitor(browser, server, bypass_csp=True, locale="de") as page:
        page.set_input_files("#file", {"name": "x.xlsx", "mimeType": XLSX, "buffer": TINY})
        page.locator("form.card button:not(.quiet)").click()
        press(page, "In vier Schritten herumführen")
        tour = page.get_by_role("dialog")
        for number, heading in enumerate(("Was herauskam", "Das Diagramm", "Ändern"), 1):
            expect(tour.get_by_text(f"Schritt {number} von 4")).to_be_visible()
            expect(tour.get_by_role("heading", name=heading)).to_be_focused()
            if number == 1:
                assert findings(page) == []
            press(page, "Weiter")
        expect(tour.get_by_role("heading", name="Mitnehmen")).to_be_focused()
        page.keyboard.press("Escape")
        expect(tour).to_have_count(0)
        expect(page.get_by_role("button", name="In vier Schritten herumführen")).to_be_focused()
        page.reload()
        expect(page.get_by_role("button", name="In vier Schritten herumführen")).to_be_visible()
        expect(page.get_by_role("button", name="Nein, danke")).to_be_hidden()


def test_a_plan_is_changed_and_shared_by_keyboard_only(browser: Browser, server: Server) -> None:
    with visitor(browser, server, bypass_csp=True) as page:
        page.set_input_files("#file", {"name": "x.xlsx", "mimeType": XLSX, "buffer": TINY})
        press(page, "Plan it")
        planned(page)
        page.locator("[data-chart]").focus()
        for key in ("ArrowDown", "Enter"):
            page.keyboard.press(key)
        choose_by_letters(page, page.get_by_label("What to change"), "Deadline")
        expect(page.locator("#text")).to_have_attribute("type", "date")
        page.locator("#text").fill("2027-02-01")
        page.keyboard.press("Enter")
        panel = page.locator(".drawer")
        expect(panel).to_contain_text("Deadline: – → 2027-02-01", timeout=30_000)
        expect(page.locator("#text")).to_be_focused()
        press(page, "All changes (1), and planning again", "link")
        expect(panel).to_have_count(0)
        page.locator("#crew").focus()
        page.keyboard.press("Enter")
        page.locator("#leave-first").fill("2027-01-11")
        press(page, "Add leave")
        changes = page.locator("[data-edits]")
        expect(changes.get_by_role("row")).to_have_count(3, timeout=30_000)
        expect(changes).to_contain_text("People!C2")
        page.get_by_label("New task").fill("Clean up")
        page.get_by_label("Duration or work").fill("1d")
        page.locator("#task-after").fill("1")
        press(page, "Add a task")
        expect(changes.get_by_role("row")).to_have_count(5, timeout=30_000)
        expect(changes).to_contain_text("New, and without a place in the plan yet: Clean up")
        assert findings(page) == []
        press(page, "Plan again near this plan")
        expect(page.get_by_text("Made from")).to_be_visible(timeout=30_000)
        planned(page)
        expect(page.locator("[data-chart]")).to_contain_text("Clean up")
        press(page, "Compare both", "link")
        expect(page.get_by_role("heading", name="What differs")).to_be_visible()
        assert findings(page) == []
        page.go_back()
        page.locator("#share-person").focus()
        page.keyboard.press("End")
        for number in (1, 2):
            press(page, "Make a link")
            expect(page.locator("a.address")).to_have_count(number)
        shared = [one.get_attribute("href") for one in page.locator("a.address").all()]
        for address in shared:
            page.goto(f"{address}?task=1#task")
            assert findings(page) == []
        expect(page.get_by_role("heading", name="Why it starts then")).to_be_visible()
