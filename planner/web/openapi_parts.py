"""Parts that the descriptions of all operations of the API share."""

from typing import Any

from planner.phrase import phrase

JOB_ID = {"name": "job", "in": "path", "required": True, "schema": {"type": "string"}}
_BAD = {
    "description": phrase("Why not."),
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def job_answer(text: str) -> dict[str, Any]:
    """An answer with a job."""
    return {
        "description": text,
        **body("application/json", {"$ref": "#/components/schemas/Job"}),
    }


def refusals(*codes: int) -> dict[str, Any]:
    """The refusals of an operation, with those of every request."""
    return {str(code): _BAD for code in (401, 403, 421, *codes)}


def body(kind: str, schema: object) -> dict[str, Any]:
    """The content of a request or an answer."""
    return {"content": {kind: {"schema": schema}}}
