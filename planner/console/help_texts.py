"""Help in the language of the terminal: what click writes, said in `spoken` words."""

import copy
from collections.abc import Iterator
from textwrap import shorten

import click
from click.formatting import HelpFormatter

from planner.console.speech import spoken
from planner.language.words import Words
from planner.phrase import paragraphs, phrase

_OF_CLICK = (
    phrase("[OPTIONS]"),
    phrase("COMMAND [ARGS]..."),
    phrase("Show this message and exit."),
    phrase("Show the version and exit."),
)
"""Texts of click itself."""


class SpokenCommand(click.Command):
    """A command whose help is in the language of the terminal."""

    def format_usage(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """Writes the usage line."""
        words = spoken()
        pieces = " ".join(words(piece) for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{words('Usage')}: ")

    def format_help_text(self, _ctx: click.Context, formatter: HelpFormatter) -> None:
        """Writes what the command is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(_said(self.help or "", spoken())))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence, or its beginning."""
        said = next(_said(self.help or "", spoken()), "").removesuffix(".")
        return shorten(said, limit, placeholder=" …")

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """Writes the options."""
        words = spoken()
        options = (one for one in self.get_params(ctx) if isinstance(one, click.Option))
        records = (_translated(one, words).get_help_record(ctx) for one in options)
        required = f"[{words('required')}]"
        rows = [
            (name, text.replace("[required]", required)) for name, text in filter(None, records)
        ]
        with formatter.section(words("Options")):
            formatter.write_dl(rows)


class SpokenGroup(SpokenCommand, click.Group):
    """A command with commands below it."""

    command_class = SpokenCommand
    group_class = type

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """Writes the options, then the commands."""
        SpokenCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """Writes the commands, in the order of the alphabet."""
        known = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        limit = formatter.width - 6 - max(len(name) for name, _ in known)
        words = spoken()
        with formatter.section(words("Commands")):
            formatter.write_dl([(name, one.get_short_help_str(limit)) for name, one in known])


def _translated(option: click.Option, words: Words) -> click.Option:
    """A copy of an option that says its help in another language."""
    said = copy.copy(option)
    said.metavar = option.metavar and words(option.metavar)
    said.help = words(" ".join((option.help or "").split()))
    return said


def _said(text: str, words: Words) -> Iterator[str]:
    """The paragraphs of a docstring."""
    return (words(one) for one in paragraphs(text))
