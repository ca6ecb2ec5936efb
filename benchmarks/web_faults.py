"""Kills the page's server and its workers at random moments; nothing accepted may be lost.

``python -m benchmarks.web_faults [--kills 60] [--seed 1]`` works with the page all the while:
uploads workbooks, changes plans and adds tasks, shares plans, takes that back, mends cells,
and plans again from changes, so that plans branch. It kills (-9) the server, a worker or both,
starts the server again, and looks after each start whether what was accepted is there. In the end
it counts how the jobs ended.
"""

import argparse
import os
import random
import re
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

import httpx2

from planner.web.guard import OWNER_COOKIE
from planner.web.liveness import holder
from tests.planner.examples import tiny_workbook
from tests.web.helpers import TINY, ended, long_workbook
from tests.web.server import Server

_OWNER = "5eed" * 8
_BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}
_FAULTY = tiny_workbook(durations=("soon", "2d", "1d"))


@dataclass
class SaidOf:
    """What the server has said it did to one plan or reading, and what it may have done.

    `there` has to be there, `gone` must not be; what is in neither was asked for when it died.
    """

    there: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def doubt(self, what: str) -> None:
        """Nobody knows of this one."""
        self.there.discard(what)
        self.gone.discard(what)


class PageUser:
    """Somebody who works with the page and remembers what it said."""

    def __init__(self, server: Server, chance: random.Random) -> None:
        self._server, self._chance = server, chance
        self.jobs: list[str] = []
        self._changes: dict[str, SaidOf] = {}
        self._links: dict[str, SaidOf] = {}
        self._cells: dict[str, SaidOf] = {}
        self.accepted: Counter[str] = Counter()
        self.lost: list[str] = []

    def act(self) -> None:
        """Do one thing; what is cut off is in doubt."""
        acts: list[Callable[[], None]] = [self._upload, self._look, self._mend]
        with suppress(httpx2.TransportError):
            if self._planned():
                acts += 2 * [self._change, self._undo, self._share, self._revoke, self._replan]
            self._chance.choice(acts)()

    def check(self) -> None:
        """Look whether all is as the server said."""
        for name, known, seen in self._all():
            self.lost += [f"{name}: {one} is gone" for one in known.there - seen]
            self.lost += [f"{name}: {one} is back" for one in known.gone & seen]

    def _all(self) -> Iterator[tuple[str, SaidOf, set[str]]]:
        for job, known in self._changes.items():
            yield "change", known, self._changes_of(job)
        for job, known in self._links.items():
            yield "link", known, set(self._links_of(job))
        for reading, known in self._cells.items():
            yield "cell", known, set(re.findall(r"<td>(\d+d)</td>", self._get(reading)))

    def _upload(self) -> None:
        data = self._chance.choice([TINY, TINY, TINY, long_workbook()])
        self._accept(self._post("/jobs", {"time_limit": "2"}, {"file": ("work.xlsx", data)}))

    def _accept(self, answer: httpx2.Response) -> None:
        place = answer.headers.get("location", "")
        if place.startswith("/jobs/"):
            self.jobs.append(place.partition("#")[0])
            self.accepted["job"] += 1

    def _change(self) -> None:
        job = self._chance.choice(self._planned())
        known = self._changes.setdefault(job, SaidOf())
        number = str(self._chance.randint(100, 999))
        known.doubt(number)
        if self._chance.random() < 0.5:
            form = {"task": self._chance.choice("123"), "field": "priority", "text": number}
            answer = self._post(f"{job}/edits", form)
        else:
            answer = self._post(f"{job}/edits/task", {"name": f"Task {number}", "size": "2d"})
        if answer.status_code == 303 and number in self._changes_of(job):
            known.there.add(number)
            self.accepted["change"] += 1

    def _undo(self) -> None:
        job = self._chance.choice(self._planned())
        known = self._changes.setdefault(job, SaidOf())
        there = set(known.there)
        known.there.clear()
        if self._post(f"{job}/edits/undo", {"number": "0"}).status_code == 303:
            known.gone |= there
            self.accepted["undo"] += 1

    def _share(self) -> None:
        job = self._chance.choice(self._planned())
        known = self._links.setdefault(job, SaidOf())
        before = set(self._links_of(job))
        if self._post(f"{job}/links", {"days": "30"}).status_code == 303:
            known.there |= set(self._links_of(job)) - before
            self.accepted["link"] += 1

    def _revoke(self) -> None:
        job = self._chance.choice(self._planned())
        known = self._links.setdefault(job, SaidOf())
        if not known.there:
            return
        token = self._chance.choice(sorted(known.there))
        known.doubt(token)
        if self._post(f"{job}/links/revoke", {"token": token}).status_code == 303:
            known.gone.add(token)
            self.accepted["revoke"] += 1

    def _replan(self) -> None:
        job = self._chance.choice(self._planned())
        self._accept(self._post(f"{job}/replan", {}))

    def _look(self) -> None:
        if len(self._cells) < 3:
            answer = self._post("/readings", {}, {"file": ("faulty.xlsx", _FAULTY)})
            if answer.status_code == 303:
                self._cells[answer.headers["location"]] = SaidOf()
                self.accepted["reading"] += 1

    def _mend(self) -> None:
        if not self._cells:
            return
        reading = self._chance.choice(sorted(self._cells))
        known = self._cells[reading]
        known.there.clear()  # the cell is to say something else
        text = f"{self._chance.randint(2, 99)}d"
        known.doubt(text)
        if self._post(reading, {"shown": "Tasks", "m_C2": text}).status_code == 303:
            known.there = {text}
            self.accepted["cell"] += 1

    def _planned(self) -> list[str]:
        """The plans that can be changed."""
        jobs = self._client().get("/api/jobs").json()
        done = {f"/jobs/{job['id']}" for job in jobs if job["state"] == "done"}
        return [job for job in self.jobs if job in done]

    def _changes_of(self, job: str) -> set[str]:
        text = re.sub(r"<[^>]*>", " ", self._get(f"{job}/edits"))
        return set(re.findall(r"\b[1-9][0-9]{2}\b", text))

    def _links_of(self, job: str) -> list[str]:
        return re.findall(r'name="token" value="([^"]+)"', self._get(job))

    def _get(self, address: str) -> str:
        answer = self._client().get(address)
        if answer.status_code != 200:
            self.lost.append(f"{address}: {answer.status_code}")
        return answer.text

    def _post(self, address: str, form: dict[str, str], files: Any = None) -> httpx2.Response:
        return self._client().post(address, data=form, files=files)

    def _client(self) -> httpx2.Client:
        client = self._server.client
        client.headers.update(_BROWSER)
        client.cookies.set(OWNER_COOKIE, _OWNER)
        return client


def main() -> None:
    """Run it and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance, killed = random.Random(arguments.seed), Counter[str]()
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder) / "data", "--rate", "1000000") as server,
    ):
        user = PageUser(server, chance)
        for _ in range(arguments.kills):
            victim = chance.choice(["server", "worker", "both"])
            killed[victim] += 1
            deadly = Timer(chance.uniform(1, 8), kill, [server, victim])
            deadly.start()
            while deadly.is_alive():  # the last of them may be cut off
                user.act()
            deadly.join()
            if victim != "worker":
                server.start()
            user.check()
        states = Counter(state(server, job) for job in user.jobs)
        user.check()
    print(f"killed: {dict(killed)}; accepted: {dict(user.accepted)}; jobs: {dict(states)}")
    print(f"lost: {user.lost or 'nothing'}")


def kill(server: Server, victim: str) -> None:
    """End the server, every process that plans, or both."""
    if victim != "worker":
        server.process.kill()
        server.process.wait()
    if victim != "server":
        kill_workers(server.data)


def kill_workers(data: Path) -> None:
    """End every process that plans."""
    for lock in data.glob("jobs/*/lock"):
        if pid := holder(lock):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def state(server: Server, job: str) -> str:
    """How a job ended; a plan must be there where it says so."""
    told = ended(server.client, job, patience=600)
    if told["state"] != "done":
        return f"{told['state']}: {told['message']}"
    result = server.client.get(f"{job}/files/plan.xlsx")
    return "done" if result.content.startswith(b"PK") else "done without a plan"


if __name__ == "__main__":
    main()
