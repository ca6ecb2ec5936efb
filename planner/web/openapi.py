"""The description of the API for programs, in OpenAPI 3.1."""

from importlib import metadata
from typing import Any

from planner.choice import FORMS, ORDERS, UNITS
from planner.goals import GOALS
from planner.phrase import Phrase, phrase
from planner.web.openapi_changes import PATHS as CHANGES
from planner.web.openapi_parts import JOB_ID, body, job_answer, refusals
from planner.web.words import PageWords

_ISSUE = {
    "type": "object",
    "properties": {
        name: {"type": "string"}
        for name in ("severity", "code", "place", "sheet", "cell", "message", "got", "remedy")
    },
}
_JOB = {
    "type": "object",
    "required": ["id", "name", "state"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string", "description": phrase("The upload's file name.")},
        "title": {"type": "string", "description": phrase("What its owner calls it on the page.")},
        "remark": {
            "type": "string",
            "description": phrase("What its owner has to say of it there."),
        },
        "state": {"enum": ["queued", "running", "done", "cancelled", "failed"]},
        "position": {"type": ["integer", "null"], "description": phrase("In the queue, from 1.")},
        "cancel": {"type": "boolean", "description": phrase("Somebody asked to stop it.")},
        "attempts": {"type": "integer"},
        "created": {"type": ["string", "null"], "format": "date-time"},
        "started": {"type": ["string", "null"], "format": "date-time"},
        "finished": {"type": ["string", "null"], "format": "date-time"},
        "message": {
            "type": "string",
            "description": phrase("Why it failed, or what is noteworthy."),
        },
        "options": {"type": "object", "description": phrase("Those of Options, and `near`.")},
        "issues": {"type": "array", "items": {"$ref": "#/components/schemas/Issue"}},
        "columns": {"type": "array", "items": {"type": "object"}},
        "progress": {"type": ["object", "null"]},
        "result": {
            "type": ["object", "null"],
            "description": phrase("Finish, lateness, cost, goals."),
        },
    },
}
_OPTIONS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "time_limit": {"type": "number", "exclusiveMinimum": 0, "description": phrase("Seconds.")},
        "goals": {
            "type": "array",
            "items": {"enum": list(GOALS)},
            "uniqueItems": True,
            "description": phrase("Most important first; none: as the workbook says."),
        },
        "seed": {"type": "integer", "minimum": 0, "maximum": 2**31 - 1},
        "deterministic_limit": {"type": "number", "exclusiveMinimum": 0},
        "from_scratch": {
            "type": "boolean",
            "description": phrase("Neither near the published plan nor by the file's own dates."),
        },
        "write_back": {
            "type": "boolean",
            "description": phrase(
                "In plan.xlsx also put dates, people and % into the file's own columns."
            ),
        },
    },
}
_READ: dict[str, Any] = {
    "map": {
        "type": "array",
        "items": {"type": "string", "pattern": "[^=]=."},
        "description": phrase(
            "Our caption and the header it is read from, such as Duration=Size; "
            "Ignore=HEADER leaves a column out; HEADER may be a place, Tasks!C."
        ),
    },
    "sheet": {"type": "string", "maxLength": 300, "description": phrase("With the tasks.")},
    "header_row": {"type": "integer", "minimum": 1, "maximum": 1_048_576},
    "unit": {"enum": list(UNITS), "description": phrase("What bare numbers of durations count.")},
    "form": {"enum": list(FORMS), "description": phrase("Where the dates of the tasks stand.")},
    "dates": {"enum": list(ORDERS), "description": phrase("Dates that may be read both ways.")},
    "start": {"type": "string", "description": phrase("The project's, a date such as 2027-03-01.")},
    "status_date": {"type": "string", "description": phrase("Up to when progress is recorded.")},
    "forecast": {"type": "boolean", "description": phrase("Whether the finish is forecast.")},
}
"""Options on how the file is read."""
_OPTIONS["properties"] |= _READ
_PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "issues": {"type": "array", "items": {"$ref": "#/components/schemas/Issue"}},
    },
}
_FILE = {
    "name": "name",
    "in": "path",
    "required": True,
    "schema": {
        "enum": [
            *("plan.xlsx", "plan.json", "report.html", "calendars.zip", "notices.zip", "input"),
            "changed.xlsx",
        ]
    },
}
_UPLOAD = {
    "type": "object",
    "required": ["file"],
    "additionalProperties": False,
    "properties": {
        "file": {"type": "string", "contentMediaType": "application/octet-stream"},
        "time_limit": {"type": "string"},
        "goals": {"type": "string", "description": phrase("With commas.")},
        "seed": {"type": "string"},
        "deterministic_limit": {"type": "string"},
        "from_scratch": {"enum": ["true", "false"]},
        "write_back": {"enum": ["true", "false"]},
        **_READ,
        "header_row": {"type": "string"},
        "forecast": {"enum": ["true", "false"]},
    },
}


_QUESTION = {
    "type": "object",
    "required": ["question"],
    "additionalProperties": False,
    "properties": {"question": {"type": "string", "maxLength": 300}},
}
_ANSWER = {
    "type": "object",
    "properties": {
        "question": {"type": "string"},
        "waits": {
            "type": ["number", "null"],
            "description": phrase("Seconds so far; null: answered."),
        },
        "possible": {"type": ["boolean", "null"]},
        "text": {"type": "string"},
        "lines": {"type": "array", "items": {"type": "string"}},
        "proved": {"type": "boolean"},
    },
}


def _answers(text: str) -> dict[str, Any]:
    schema = {"type": "array", "items": _ANSWER}
    return {"description": text, **body("application/json", schema)}


_DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "planner",
        "version": metadata.version("crewplan"),
        "description": phrase("A workbook in, the same workbook with its plan out."),
    },
    "components": {
        "schemas": {"Issue": _ISSUE, "Job": _JOB, "Options": _OPTIONS, "Problem": _PROBLEM},
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
    "security": [{"token": []}, {}],
    "paths": {
        "/api/jobs": {
            "post": {
                "summary": phrase("Upload a workbook and plan it."),
                "requestBody": {"required": True, **body("multipart/form-data", _UPLOAD)},
                "responses": {
                    "202": job_answer(phrase("Accepted, on disk.")),
                    **refusals(400, 408, 413, 415, 422, 429, 507),
                },
            },
            "get": {
                "summary": phrase("Your jobs, the latest first."),
                "responses": {
                    "200": {
                        "description": phrase("At most 100."),
                        **body(
                            "application/json",
                            {"type": "array", "items": {"$ref": "#/components/schemas/Job"}},
                        ),
                    },
                    **refusals(),
                },
            },
        },
        "/api/jobs/{job}": {
            "parameters": [JOB_ID],
            "get": {
                "summary": phrase("How a job stands; ask again until its state is final."),
                "responses": {"200": job_answer(phrase("The job.")), **refusals(404)},
            },
            "delete": {
                "summary": phrase(
                    "Delete a job and its files: within an hour that can be undone, "
                    "and a second time is for good."
                ),
                "responses": {"204": {"description": phrase("Gone.")}, **refusals(404)},
            },
        },
        "/api/jobs/{job}/cancel": {
            "parameters": [JOB_ID],
            "post": {
                "summary": phrase("Stop a job and keep its best plan."),
                "responses": {"202": job_answer(phrase("It will stop.")), **refusals(404, 409)},
            },
        },
        "/api/jobs/{job}/again": {
            "parameters": [JOB_ID],
            "post": {
                "summary": phrase("Plan a job's workbook once more, as a new job."),
                "requestBody": body("application/json", {"$ref": "#/components/schemas/Options"}),
                "responses": {
                    "202": job_answer(phrase("The new job.")),
                    **refusals(404, 408, 413, 422, 429, 507),
                },
            },
        },
        "/api/jobs/{job}/best": {
            "parameters": [JOB_ID],
            "post": {
                "summary": phrase(
                    "Let a job that was cut off end with the best plan it had found."
                ),
                "responses": {"202": job_answer(phrase("It will end.")), **refusals(404, 409, 429)},
            },
        },
        "/api/jobs/{job}/publish": {
            "parameters": [JOB_ID],
            "post": {
                "summary": phrase(
                    "Note that people were told a job's plan; later ones stay near it."
                ),
                "responses": {"200": job_answer(phrase("It is noted.")), **refusals(404, 409, 429)},
            },
        },
        "/api/jobs/{job}/answers": {
            "parameters": [JOB_ID],
            "post": {
                "summary": phrase(
                    "Ask a question to a plan; ask for the answers until it has no waits."
                ),
                "requestBody": {"required": True, **body("application/json", _QUESTION)},
                "responses": {
                    "202": _answers(phrase("Taken; the questions so far.")),
                    **refusals(404, 408, 409, 413, 422, 429),
                },
            },
            "get": {
                "summary": phrase("The questions to a plan and their answers, the latest first."),
                "responses": {"200": _answers(phrase("The answers.")), **refusals(404)},
            },
        },
        **CHANGES,
        "/api/jobs/{job}/restore": {
            "parameters": [JOB_ID],
            "post": {
                "summary": phrase("Undo the deletion of a job."),
                "responses": {"200": job_answer(phrase("It is there again.")), **refusals(404)},
            },
        },
        "/api/jobs/{job}/events": {
            "parameters": [JOB_ID],
            "get": {
                "summary": phrase(
                    "Progress and states as server-sent events, until the job's end."
                ),
                "responses": {
                    "200": {
                        "description": phrase("A stream."),
                        "content": {"text/event-stream": {}},
                    },
                    **refusals(404),
                },
            },
        },
        "/api/jobs/{job}/files/{name}": {
            "parameters": [JOB_ID, _FILE],
            "get": {
                "summary": phrase("A result, or the uploaded workbook."),
                "responses": {
                    "200": {"description": phrase("The file."), "content": {"*/*": {}}},
                    **refusals(404),
                },
            },
        },
    },
}


def described(words: PageWords) -> dict[str, Any]:
    """The description in a language."""

    def said(part: Any) -> Any:
        if isinstance(part, Phrase):
            return words(part)
        if isinstance(part, list):
            return [said(one) for one in part]
        return {key: said(one) for key, one in part.items()} if isinstance(part, dict) else part

    found: dict[str, Any] = said(_DESCRIPTION)
    return found
