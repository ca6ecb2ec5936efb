"""Says the messages of the command, in the language it has to speak.

Once a workbook is read it is the workbook's language; until then that of the terminal, if there
is a catalogue of it, as the environment says it (``LC_ALL``, ``LC_MESSAGES``, ``LANG``).
"""

import unicodedata

import click
from babel.core import default_locale

from planner.language.words import ENGLISH, LANGUAGES, Words, language_named

_KEPT = "\n\t"


def spoken() -> Words:
    """The language spoken now."""
    context = click.get_current_context(silent=True)
    found = context and context.find_root().find_object(Words)
    return found or LANGUAGES.get(language_named(default_locale("LC_MESSAGES") or ""), ENGLISH)


def speak(code: str) -> None:
    """Sets the language of all later messages, by its code."""
    context = click.get_current_context(silent=True)
    if context is not None:
        context.find_root().obj = LANGUAGES[code]


def say(text: str, *, err: bool = False) -> None:
    """Prints a text, a phrase in the language spoken.

    Parts of it may come from a workbook: it is without control characters.
    """
    click.echo("".join(map(_harmless, spoken()(text))), err=err)


def _harmless(character: str) -> str:
    control = unicodedata.category(character) in ("Cc", "Cf") and character not in _KEPT
    return "\N{REPLACEMENT CHARACTER}" if control else character
