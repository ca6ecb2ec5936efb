"""The attacks of the OWASP file upload cheat sheet that apply, and those on any page."""

import asyncio
import io
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from planner.ooxml.bulk import MAX_LINES
from planner.ooxml.package_guard import MAX_UNPACKED
from planner.web.config import MEGABYTE, Config
from planner.web.forms import display_name
from tests.planner.examples import tiny_workbook
from tests.planner.writing.hosts import macros
from tests.web.conftest import BROWSER, Visit
from tests.web.helpers import TINY, ended, upload

TOKEN = "a-token-for-tests"
SHEET = "xl/worksheets/sheet1.xml"


def parts(data: bytes = TINY) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return stream.getvalue()


def formulas(part: bytes) -> list[bytes]:
    return re.findall(rb"<f[ >].*?</f>", part, re.DOTALL)


def refused(client: TestClient, data: bytes, name: str = "work.xlsx") -> str:
    """Uploads what must be refused; the codes of the issues."""
    answer = client.post("/api/jobs", files={"file": (name, data)})
    assert answer.status_code == 422, answer.text
    assert client.get("/api/jobs").json() == []
    return ",".join(issue["code"] for issue in answer.json()["issues"])


def test_content_decides_not_the_name(client: TestClient) -> None:
    assert refused(client, b"MZ\x90 not a workbook") == "not-a-workbook"
    assert refused(client, b"<html><script>alert(1)</script>") == "not-a-workbook"
    assert refused(client, b"%PDF-1.7 polyglot" + TINY) == "not-a-workbook"
    assert refused(client, b"") == "empty-file"
    assert ended(client, upload(client, TINY, name="work.exe"))["state"] == "done"


def test_other_archives_are_told_apart(client: TestClient) -> None:
    document = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    assert refused(client, document) == "not-a-workbook"


def test_a_zip_bomb_is_refused_unread(client: TestClient) -> None:
    bomb = packed({**parts(), SHEET: b" " * (MAX_UNPACKED + 1)})
    assert len(bomb) < MEGABYTE
    assert refused(client, bomb) == "too-big"


def test_entities_are_refused(client: TestClient) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for declaration in (laughs, outside):
        sheet = parts()[SHEET]
        assert refused(client, packed({**parts(), SHEET: declaration + sheet})) == (
            "entity-declaration"
        )


def test_a_merged_cell_as_large_as_the_sheet_is_refused(client: TestClient) -> None:
    end = b"</worksheet>"
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    sheet = parts()[SHEET].replace(end, merged + end)
    assert refused(client, packed({**parts(), SHEET: sheet})) == "too-big"


def test_more_lines_than_can_be_planned_are_refused_unread(client: TestClient) -> None:
    lines = b"ID,Task Name,Duration\n" + b"a,b,1d\n" * (MAX_LINES + 1)
    assert refused(client, lines, name="long.csv") == "too-big"
    row = b"<row><c><v>1</v></c></row>"
    sheet = parts()[SHEET].replace(b"</sheetData>", row * (MAX_LINES + 1) + b"</sheetData>")
    assert refused(client, packed({**parts(), SHEET: sheet})) == "too-big"


def test_a_truncated_file_and_a_lying_header_are_refused(client: TestClient) -> None:
    assert refused(client, TINY[: len(TINY) // 2]) == "damaged-file"
    assert refused(client, TINY.replace(b"PK\x01\x02", b"PK\x01\x03", 1)) == "damaged-file"


def test_an_old_or_encrypted_file_has_its_own_message(client: TestClient) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert refused(client, ole) in ("old-format", "damaged-file")
    assert refused(client, ole + "EncryptedPackage".encode("utf-16-le")) == "encrypted-file"


def test_a_body_over_the_limit_is_refused_at_once(visit: Visit) -> None:
    client = visit(max_upload=MEGABYTE)
    answer = client.post("/jobs", files={"file": ("a.xlsx", bytes(2 * MEGABYTE))})
    assert answer.status_code == 413
    assert "at most 1 MB" in answer.text


def test_a_body_over_the_limit_in_pieces_is_cut_off(visit: Visit) -> None:
    client = visit(max_upload=MEGABYTE)
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(64):
            sent += 1
            yield bytes(MEGABYTE // 4)

    headers = {"content-type": "application/octet-stream"}
    assert client.post("/api/jobs", content=pieces(), headers=headers).status_code == 413


@pytest.mark.parametrize("silent", [True, False])
def test_an_upload_that_stops_or_only_drips_is_given_up(visit: Visit, silent: bool) -> None:
    client = visit(receive_timeout=0.1)
    sent: list[Message] = []

    async def arrive() -> Message:
        await asyncio.sleep(60 if silent else 0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/jobs",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/octet-stream")],
        "client": ("127.0.0.1", 1),
    }
    asyncio.run(client.app(scope, arrive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 408


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/cron.d/x.xlsx",
        "..\\..\\x.xlsx",
        "/etc/passwd",
        "a\x00b.xlsx",
        "CON",
        "." * 300,
    ],
)
def test_a_name_is_never_a_path(client: TestClient, tmp_path: Path, name: str) -> None:
    answer = client.post("/api/jobs", files={"file": (name, TINY)})
    job = answer.json()
    assert not set("/\\\x00") & set(job["name"])
    ended(client, f"/jobs/{job['id']}")
    kept = {path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*") if path.is_file()}
    assert {parts[0] for parts in kept} == {"data"}
    assert ("data", "jobs") in kept


def test_a_name_is_shown_as_text(client: TestClient) -> None:
    address = upload(client, name="<img src=x onerror=alert(1)>.xlsx")
    ended(client, address)
    page = client.get(address).text
    assert "<img" not in page
    assert display_name("<b>.xlsx") == "_b_.xlsx"


def test_cell_text_is_shown_as_text(client: TestClient) -> None:
    address = upload(client, tiny_workbook(name='Third <img src=x onerror="alert(1)">'))
    ended(client, address)
    for query in ("", "?by=person", "?q=img"):
        page = client.get(address + query).text
        assert "<img" not in page
        assert "&lt;img src=x" in page or query == "?by=person"


def test_macros_are_kept_and_the_file_stays_what_it_says(client: TestClient) -> None:
    data, _suffix = macros()
    address = upload(client, data, name="work.xlsx")
    ended(client, address)
    answer = client.get(f"{address}/files/plan.xlsx")
    assert "work.plan.xlsm" in answer.headers["content-disposition"]
    assert answer.headers["content-type"] == "application/vnd.ms-excel.sheet.macroEnabled.12"
    assert parts(answer.content)["xl/vbaProject.bin"] == parts(data)["xl/vbaProject.bin"]


def test_a_formula_in_a_name_stays_text(client: TestClient) -> None:
    evil = '=HYPERLINK("http://evil.example","x")'
    book = openpyxl.load_workbook(io.BytesIO(TINY))
    cell = book["Tasks"]["B4"]
    cell.value, cell.data_type = evil, "s"
    stream = io.BytesIO()
    book.save(stream)
    address = upload(client, stream.getvalue())
    ended(client, address)
    result = client.get(f"{address}/files/plan.xlsx").content
    sheets = [part for name, part in parts(result).items() if "/worksheets/" in name]
    assert not any(b"evil.example" in formula for part in sheets for formula in formulas(part))
    assert "evil.example" in b"".join(parts(result).values()).decode("utf-8", "replace")


def test_other_sites_cannot_send_forms(client: TestClient) -> None:
    files = {"file": ("a.xlsx", TINY)}
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}):
        assert client.post("/jobs", files=files, headers=headers).status_code == 403
    del client.headers["sec-fetch-site"]
    evil = {"origin": "http://evil.example"}
    assert client.post("/jobs", files=files, headers=evil).status_code == 403
    assert client.post("/jobs", files=files, headers={"origin": "null"}).status_code == 403
    own = {"origin": "http://127.0.0.1:8000"}
    assert client.post("/jobs", files=files, headers=own).status_code == 303


def test_the_server_answers_to_its_own_names_only(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "127.0.0.1.evil.example:8000"}).status_code == 421
    for host in ("localhost:8000", "127.0.0.1", "[::1]:8000"):
        assert client.get("/", headers={"host": host}).status_code == 200


def test_a_proxys_name_can_be_allowed(visit: Visit) -> None:
    client = visit(names=("planner.example",))
    assert client.get("/", headers={"host": "planner.example"}).status_code == 200


def test_a_job_is_found_by_its_owner_only(client: TestClient) -> None:
    address = upload(client)
    ended(client, address)
    client.cookies.clear()
    stranger = {**BROWSER, "cookie": f"planner_owner={'0' * 32}"}
    for path in ("", "/live", "/events", "/files/plan.xlsx", "/files/input"):
        assert client.get(address + path, headers=stranger).status_code == 404
    for path in ("/cancel", "/delete", "/again"):
        assert client.post(address + path, headers=stranger).status_code == 404
    assert client.get(f"/api{address}", headers=stranger).status_code == 404
    assert client.request("DELETE", f"/api{address}", headers=stranger).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fjobs.py",
        "/jobs/..%2f..%2fetc",
        "/jobs/x/files/..%2finput",
        "/jobs/x/files/%2e%2e",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_result_has_a_few_names_only(client: TestClient) -> None:
    address = upload(client)
    ended(client, address)
    for name in ("worker.log", "checkpoint.json", "lock", "page.json", "..%2finput"):
        assert client.get(f"{address}/files/{name}").status_code == 404


def test_the_headers_forbid_everything_foreign(client: TestClient) -> None:
    for path in ("/", "/nothing", "/static/app.css", "/api/jobs", "/healthz"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
    assert client.get("/").headers["cache-control"] == "no-store"


def test_pages_hold_no_script_or_style_of_their_own(client: TestClient) -> None:
    address = upload(client)
    ended(client, address)
    for path in ("/", address):
        page = client.get(path).text
        assert " style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count('<script src="/static/')
        assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_no_token_no_entry(visit: Visit) -> None:
    client = visit(host="0.0.0.0", token=TOKEN)
    for path in ("/", "/jobs/x", "/api/jobs", "/template.xlsx", "/compare", "/metrics"):
        assert client.get(path).status_code == 401
    assert client.post("/api/jobs", files={"file": ("a.xlsx", TINY)}).status_code == 401
    assert client.get("/healthz").status_code == 200
    assert TOKEN not in client.get("/").text


def test_the_token_opens_by_form_address_and_header(visit: Visit) -> None:
    client = visit(host="0.0.0.0", token=TOKEN)
    assert client.post("/login", data={"token": "wrong"}).status_code == 401
    assert client.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    answer = client.get(f"/login?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    key = next(c for c in answer.headers.get_list("set-cookie") if "planner_key" in c)
    assert TOKEN not in key
    assert "HttpOnly; SameSite=Lax" in key
    assert client.get("/").status_code == 200
    client.cookies.clear()
    assert client.post("/login", data={"token": TOKEN}).status_code == 303


def test_guessing_tokens_is_stopped_and_locks_nobody_out(visit: Visit) -> None:
    client = visit(host="0.0.0.0", token=TOKEN)
    wrong = [client.post("/login", data={"token": str(n)}).status_code for n in range(12)]
    assert wrong == [401] * 10 + [429] * 2
    right = client.get("/", headers={"authorization": f"Bearer {TOKEN}"})
    assert right.status_code == 200


def test_an_open_address_needs_a_token(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs a token"):
        Config(data_dir=tmp_path, host="0.0.0.0")


def test_uploads_a_minute_are_limited(visit: Visit) -> None:
    client = visit(rate=3)
    files = {"file": ("a.xlsx", b"x")}
    got = [client.post("/api/jobs", files=files).status_code for _ in range(5)]
    assert got == [422, 422, 422, 429, 429]


def test_the_queue_is_limited(visit: Visit) -> None:
    client = visit(max_queue=0)
    answer = client.post("/jobs", files={"file": ("a.xlsx", TINY)})
    assert answer.status_code == 429
    assert "the queue is full" in answer.text


def test_the_disk_space_is_limited(visit: Visit) -> None:
    client = visit(quota=1000)
    answer = client.post("/jobs", files={"file": ("a.xlsx", TINY)})
    assert answer.status_code == 507
    assert "disk space" in answer.text


def test_options_are_checked_and_cut(client: TestClient) -> None:
    files = {"file": ("a.xlsx", TINY)}
    for bad in ({"time_limit": "nan"}, {"time_limit": "-1"}, {"goals": "fun"}, {"x": "1"}):
        assert client.post("/api/jobs", files=files, data=bad).status_code == 422
    job = client.post("/api/jobs", files=files, data={"time_limit": "1e9"}).json()
    assert job["options"]["time_limit"] == 600


@pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")
def test_files_are_for_the_servers_user_only(client: TestClient, tmp_path: Path) -> None:
    for folder in ("data", "data/jobs", "data/incoming"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700


def test_the_log_tells_no_secrets_and_no_contents(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    client = visit(host="0.0.0.0", token=TOKEN)
    client.get(f"/login?token={TOKEN}")
    ended(client, upload(client, name="Secret merger.xlsx"))
    text = caplog.text
    assert '"path": "/login"' in text
    for secret in (TOKEN, "Secret merger", "Third"):
        assert secret not in "".join(line for line in text.splitlines() if "planner.web" in line)
