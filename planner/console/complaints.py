"""Messages of the commands on the standard error output."""

from planner.console import summary
from planner.console.speech import say, spoken
from planner.errors import InputError, Issue, PlannerError
from planner.interchange.place import CHANGED, LOST
from planner.phrase import phrase, verbatim


def complain(error: PlannerError | OSError) -> None:
    """Says on stderr what the user can do something about."""
    if isinstance(error, InputError):
        mention(error.issues)
        if any(issue.severity == "info" for issue in error.issues):
            say(phrase("How the sheets were read: planner check"), err=True)
    elif isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        say(verbatim(f"{place}{error.strerror or error}"), err=True)
    else:
        say(error.message, err=True)


def mention(issues: tuple[Issue, ...]) -> None:
    """Errors and warnings to stderr, without the notes; what became of an import in one line."""
    grave = [issue for issue in issues if issue.severity != "info"]
    imported = [issue for issue in grave if issue.code in (CHANGED, LOST)]
    rest = [issue for issue in grave if issue not in imported]
    if rest:
        say(summary.of_issues(rest, spoken()), err=True)
    if imported:
        say(summary.of_import(imported), err=True)
