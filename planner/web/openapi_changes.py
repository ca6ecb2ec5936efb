"""The description of how a plan is changed, named and shared, in OpenAPI 3.1."""

from typing import Any

from planner.phrase import phrase
from planner.web.openapi_parts import JOB_ID, body, job_answer, refusals

_TEXT = {"type": "string"}
_WANTED = {
    "type": "object",
    "required": ["subject", "of", "field", "text"],
    "additionalProperties": False,
    "properties": {
        "subject": {"enum": ["task", "person", "project"]},
        "of": {"type": "string", "description": phrase("A task's ID, or somebody's name.")},
        "field": {"type": "string", "description": phrase("What is to say something else.")},
        "text": {
            "type": "string",
            "maxLength": 300,
            "description": phrase("As typed into the cell."),
        },
        "formula": {
            "enum": ["keep", "replace"],
            "description": phrase("One that stands in the cell."),
        },
    },
}
_EDIT = {
    "type": "object",
    "properties": {
        **dict.fromkeys(
            ("subject", "of", "field", "text", "formula", "id", "before", "after"), _TEXT
        ),
        "cell": {"type": "string", "description": phrase("Missing where the change was not made.")},
        "issues": {"type": "array", "items": {"$ref": "#/components/schemas/Issue"}},
    },
}
_EDITS = {
    "type": "object",
    "properties": {
        "edits": {"type": "array", "items": _EDIT},
        "breaks": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    **dict.fromkeys(("rule", "when"), _TEXT),
                    "tasks": {"type": "array", "items": _TEXT},
                },
            },
        },
    },
}
_LINK = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("token", "address", "person"), _TEXT),
        "until": {"type": "string", "format": "date-time"},
        "money": {"type": "boolean"},
    },
}
_NEW_LINK = {
    "type": "object",
    "required": ["days"],
    "additionalProperties": False,
    "properties": {
        "days": {"type": "integer", "description": phrase("From 1 to 365.")},
        "money": {"type": "boolean"},
        "person": {
            "type": "string",
            "description": phrase("Whose list and calendar; blank: the plan."),
        },
    },
}
_LIMIT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"time_limit": {"type": "number", "exclusiveMinimum": 0}},
}
_NAMED = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "maxLength": 80},
        "remark": {"type": "string", "maxLength": 500},
    },
}
_TOKEN = {"name": "token", "in": "path", "required": True, "schema": _TEXT}


def _json(text: str, schema: object) -> dict[str, Any]:
    return {"description": text, **body("application/json", schema)}


def _taken(schema: object) -> dict[str, Any]:
    return {"required": True, **body("application/json", schema)}


_LINKS = {"type": "array", "items": _LINK}

PATHS: dict[str, Any] = {
    "/api/jobs/{job}/edits": {
        "parameters": [JOB_ID],
        "get": {
            "summary": phrase(
                "The changes to a plan's workbook, and what the plan breaks with them."
            ),
            "responses": {"200": _json(phrase("The changes."), _EDITS), **refusals(404)},
        },
        "post": {
            "summary": phrase("Change cells of a plan's workbook."),
            "requestBody": _taken(
                {
                    "type": "object",
                    "required": ["edits"],
                    "additionalProperties": False,
                    "properties": {"edits": {"type": "array", "items": _WANTED}},
                }
            ),
            "responses": {
                "200": _json(phrase("All changes."), _EDITS),
                **refusals(404, 408, 409, 413, 422, 429),
            },
        },
        "delete": {
            "summary": phrase("Take all changes back."),
            "responses": {"200": _json(phrase("None are left."), _EDITS), **refusals(404)},
        },
    },
    "/api/jobs/{job}/replan": {
        "parameters": [JOB_ID],
        "post": {
            "summary": phrase("Plan with the changes, near the plan there is, as a new job."),
            "requestBody": body("application/json", _LIMIT),
            "responses": {
                "202": job_answer(phrase("The new job.")),
                **refusals(404, 408, 409, 413, 422, 429, 507),
            },
        },
    },
    "/api/jobs/{job}/describe": {
        "parameters": [JOB_ID],
        "post": {
            "summary": phrase("Say what a run is called, and what there is to say of it."),
            "requestBody": _taken(_NAMED),
            "responses": {"200": job_answer(phrase("The job.")), **refusals(404, 408, 413, 422)},
        },
    },
    "/api/jobs/{job}/links": {
        "parameters": [JOB_ID],
        "get": {
            "summary": phrase("The links by which others read a plan."),
            "responses": {
                "200": _json(phrase("Those that have not ended."), _LINKS),
                **refusals(404),
            },
        },
        "post": {
            "summary": phrase("Make a link to read a plan, or somebody's list and calendar."),
            "requestBody": _taken(_NEW_LINK),
            "responses": {
                "201": _json(phrase("All links."), _LINKS),
                **refusals(404, 408, 409, 413, 422, 429),
            },
        },
    },
    "/api/jobs/{job}/links/{token}": {
        "parameters": [JOB_ID, _TOKEN],
        "delete": {
            "summary": phrase("Take a link back."),
            "responses": {"204": {"description": phrase("It leads nowhere.")}, **refusals(404)},
        },
    },
}
