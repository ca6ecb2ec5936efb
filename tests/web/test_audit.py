"""A file with dates is judged as soon as it is there, before it is planned."""

from starlette.testclient import TestClient

from tests.planner.audit.test_audit import day, workbook
from tests.web.helpers import TINY, ended, upload

DATED = workbook(
    (1, "One", "5d", "", "Ann", day(11), day(15)),
    (2, "Two", "5d", "1", "Ann", day(14), day(20)),
)


def test_the_page_says_how_the_dates_stand(client: TestClient) -> None:
    address = upload(client, DATED)
    ended(client, address)
    page = client.get(address).text
    assert "The dates as they stand" in page
    assert "80% of 80 planned hours break no rule as dated" in page
    assert "Links that the dates break" in page
    assert "Tasks!E3" in page
    assert "Die Termine, wie sie sind" in client.get(f"{address}?lang=de").text


def test_a_file_without_dates_has_nothing_to_judge(client: TestClient) -> None:
    address = upload(client, TINY)
    ended(client, address)
    assert "The dates as they stand" not in client.get(address).text
