"""Answers one question to a finished plan, in a process of its own."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from planner import pipeline
from planner.plan import Answer, GoalValue, Plan
from planner.project import Asked, Project
from planner.web import checkpoint
from planner.web.checking import choice_of
from planner.web.config import Config
from planner.web.folder import DataFolder
from planner.web.job_records import INPUT
from planner.web.private import write_json
from planner.web.store import Job
from planner.web.worker import PLAN_JSON, options_of

SECONDS = 60.0
"""The most seconds of search for a question, over all changes that it tries."""


def asked_at(folder: Path, number: int) -> Path:
    """The file of a question."""
    return folder / f"asked-{number:03d}.json"


def answer_at(folder: Path, number: int) -> Path:
    """The file of its answer."""
    return folder / f"answer-{number:03d}.json"


def answer(config: Config, job: Job, number: int) -> None:
    """Answers the question in a job's folder and writes the answer beside it."""
    folder = DataFolder(config.data_dir).job(job.id)
    text = json.loads(asked_at(folder, number).read_bytes())["question"]
    write_json(answer_at(folder, number), asdict(_answered(config, job, folder, text)))


def _answered(config: Config, job: Job, folder: Path, text: str) -> Answer:
    from planner.whatif.advise import with_answers

    data = (folder / INPUT).read_bytes()
    choice = choice_of(job.options, datetime.fromtimestamp(job.started or job.created))
    project = pipeline.read_project(data, job.name, choice=choice)
    project = replace(project, asked=(Asked(text=text),))
    draft = checkpoint.load(folder)
    if draft is None:
        raise FileNotFoundError(checkpoint.NAME)
    options = replace(options_of(job, config), workers=1)
    plan = _plan(project, draft, options, folder)
    (told,) = with_answers(plan, draft, options, seconds=min(SECONDS, options.time_limit)).answers
    return told


def _plan(project: Project, draft: pipeline.Draft, options: pipeline.Options, folder: Path) -> Plan:
    """The plan of a draft, with the bounds that were proved when it was made."""
    plan = pipeline.solve(project, options, known=draft, stop=lambda: True)
    known = json.loads((folder / PLAN_JSON).read_bytes())
    goals = tuple(
        GoalValue(name=one["name"], unit=one["unit"], value=one["value"], bound=one["bound"])
        for one in known["goals"]
    )
    return replace(plan, goals=goals, status=known["status"])
