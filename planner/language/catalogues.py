"""Makes and updates the catalogues: ``python -m planner.language.catalogues [CODE ...]``.

Without a code, every catalogue gets the new texts, untranslated, and loses those that are no longer
used; a code without a catalogue gets one. These texts are found in the code:

* the argument of a call of `phrase`, `say`, `words` or `self`, also by a name or a table of the
  module;
* the noun of `count`, which has a plural;
* the help and the metavar of an option of the command, and the docstring of a command;
* the argument of ``t(...)`` in a template of the page.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from planner.language.words import HEADERS, HERE, LANGUAGES, SOME_HEADERS, catalogue
from planner.phrase import paragraphs

_SAYING = ("Phrase", "phrase", "say", "self", "words")
_HELPING = ("help", "metavar")
_OPTIONS = ("option", "argument")
_COMMANDS = ("command", "group")
_TEMPLATE = re.compile(r"""\bt\(\s*(["'])(.+?)\1""")
_HEAD = """\
# Texts of planner in {language}.
# Entries with msgctxt "page" are what the web page says where the workbook says it differently."""

Texts = dict[str, str]
"""English text → that of its plural, "" if it has none."""


def _sources() -> Iterator[tuple[Path, str]]:
    package = HERE.parent
    found = [*package.rglob("*.py"), *package.rglob("*.html")]
    yield from ((path, path.read_text("utf-8")) for path in sorted(found))


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in the code.

    Args:
        texts: Every text that is said.
        constants: Every text.
        patterns: What texts can be put together.
    """

    texts: Texts
    constants: set[str]
    patterns: tuple[re.Pattern[str], ...]


@cache
def _written() -> _Written:
    from jinja2 import Environment

    found: Texts = {}
    constants: set[str] = set()
    patterns: set[str] = set()
    for path, source in _sources():
        if path.suffix == ".html":
            said = {text: "" for _, text in _TEMPLATE.findall(source) if not text.endswith(" ")}
            tokens = Environment(autoescape=True).lex(source)
            constants |= {text[1:-1] for _, kind, text in tokens if kind == "string"}
        else:
            nodes = [*ast.walk(ast.parse(source))]
            said = _said(nodes)
            values = (one.value for one in nodes if isinstance(one, ast.Constant))
            constants |= said.keys() | {value for value in values if isinstance(value, str)}
            patterns |= {_pattern(one) for one in nodes if isinstance(one, ast.JoinedStr)}
        for text, plural in said.items():
            found[text] = plural or found.get(text, "")
    possible = tuple(re.compile(one) for one in patterns if len(one) > len(_ANY) + 2)
    return _Written(found, constants, possible)


def spoken(code: str) -> Texts:
    """Texts of a module: those in a call, in a name, or in a table."""
    return _said([*ast.walk(ast.parse(code))])


def _said(nodes: Sequence[ast.AST]) -> Texts:
    named: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in (one for whole in targets for one in ast.walk(whole)):
                if isinstance(target, ast.Name):
                    named.setdefault(target.id, set()).update(_texts(node.value, {}))
    found: Texts = {}
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in _SAYING and call.args:
            found |= {text: found.get(text, "") for text in _texts(call.args[0], named)}
        elif name == "count" and len(call.args) == 2:
            found |= {noun: noun + "s" for noun in _texts(call.args[1], named)}
    return found | dict.fromkeys(_helping(nodes), "")


def _helping(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Yields the help of commands and their options, each paragraph in one line."""
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _OPTIONS:
            for one in node.keywords:
                yield from _texts(one.value, {}) if one.arg in _HELPING else ()
        elif isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
            yield from paragraphs(ast.get_docstring(node) or "")


def _makes_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") in _COMMANDS


def _texts(node: ast.AST, named: dict[str, set[str]]) -> set[str]:
    """Texts in an expression and in the names in it; neither arguments of inner calls, nor keys."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) and node.value else set()
    if isinstance(node, ast.Name):
        return named.get(node.id, set())
    return {text for one in _inside(node) for text in _texts(one, named)}


def _inside(node: ast.AST) -> list[ast.expr] | list[ast.AST]:
    match node:
        case ast.Call(func=ast.Attribute(attr="get", value=table), args=args):
            return [table, *args[1:]]
        case ast.Call() | ast.JoinedStr() | ast.Compare():
            return []
        case ast.Subscript(value=table):
            return [table]
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.Dict(values=values):
            return list(values)
    return list(ast.iter_child_nodes(node))


def entries(code: str) -> Iterator[Message]:
    """What a catalogue holds."""
    yield from (one for one in _read(code) if one.id)


def _read(code: str) -> Catalog:
    return _parsed(catalogue(code).read_bytes(), code)


@cache
def _parsed(data: bytes, code: str) -> Catalog:
    return read_po(BytesIO(data), locale=code)


def key(message: Message) -> str:
    """The English text of an entry, in the singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    """What an entry says: one text, or one for each number of things; "" is not translated."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def wanted() -> dict[tuple[str, str], str]:
    """Context and text of every entry a catalogue has → the plural, "" if there is none.

    Texts that only come together when planner runs, as the header of a column that stands in a
    table of another module, are known from the other catalogues.
    """
    others = [one for code in LANGUAGES if code != "en" for one in entries(code)]
    found = {("", text): plural for text, plural in _written().texts.items()}
    for one in others:
        found.setdefault((one.context or "", key(one)), one.id[1] if one.pluralizable else "")
    return found


def missing(code: str) -> set[str]:
    """Texts without a translation, or without one of their plurals."""
    known = {(one.context or "", key(one)): one for one in entries(code)}
    found = set()
    for (context, text), plural in wanted().items():
        entry = known.get((context, text))
        if entry is None or not all(forms(entry)) or (plural and not entry.pluralizable):
            found.add(text)
    return found


def obsolete(code: str) -> set[str]:
    """Entries whose text stands nowhere in the code any more."""
    written = _written()
    return {
        key(one)
        for one in entries(code)
        if key(one) not in written.constants
        and not any(pattern.fullmatch(key(one)) for pattern in written.patterns)
    }


_ANY = r"[a-z{}]+"


def _pattern(node: ast.JoinedStr) -> str:
    parts = (
        re.escape(str(one.value)) if isinstance(one, ast.Constant) else _ANY for one in node.values
    )
    return "".join(parts)


def unlike(code: str) -> set[str]:
    """Texts whose translation has other fields than they have."""
    return {
        key(one)
        for one in entries(code)
        for said in forms(one)
        if one.context != HEADERS and _fields(said) != _fields(key(one))
    }


def _fields(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name})


def update(code: str) -> None:
    """Make a catalogue fit the code."""
    path = catalogue(code)
    before = _read(code) if path.is_file() else Catalog(locale=code)
    known = [one for one in before if one.id]
    made = Catalog(locale=code, fuzzy=False, project="planner", version="1", charset="utf-8")
    made.header_comment = _HEAD.format(language=Locale.parse(code).get_language_name("en"))
    made.creation_date = before.creation_date
    gone = obsolete(code) if known else set()
    for (context, text), plural in wanted().items():
        if text not in gone:
            made.add((text, plural) if plural else text, context=context or None)
    for one in known:
        own = made.get(key(one), one.context)
        if own is not None and own.pluralizable == one.pluralizable:
            own.string, own.user_comments = one.string, one.user_comments
    made.add(SOME_HEADERS, context=HEADERS)
    for one in made:
        one.flags.discard("python-format")  # a per cent sign is one
    with path.open("wb") as file:
        write_po(file, made, width=100, sort_output=True, no_location=True)


def main(codes: list[str]) -> None:
    """Update the catalogues of languages, or of all."""
    for code in codes or sorted(path.stem for path in HERE.glob("*.po")):
        update(code)
        sys.stdout.write(f"{catalogue(code).name}: {len(missing(code))} without translation\n")


if __name__ == "__main__":
    main(sys.argv[1:])
