"""Puts results in their place without harming anything.

A target is settled before the solving starts, so that no long run is lost to a typing mistake. It
is written beside itself first, flushed to disk, read back, and only then put in place: at any time
the target is the old file or the new one, never a part.
"""

import os
import secrets
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from planner.errors import OutputError
from planner.phrase import Phrase, phrase, verbatim

NO_NOTE = Phrase("")
MARK = ".plan"
"""Results are called ``name.plan.xlsx``; a file so called is ours and may be replaced."""

_MOST = 1000
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A file to be written. `note` says why it is not the one first thought of, or nothing."""

    path: Path
    note: Phrase = NO_NOTE


def read_bytes(source: Path) -> bytes:
    """The content of an input file; of a folder, its CSV files in one archive.

    Raises:
        OSError: if it cannot be read.
        OutputError: if it is a folder without CSV files.
    """
    return _archived(source) if source.is_dir() else source.read_bytes()


def _archived(folder: Path) -> bytes:
    paths = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in (".csv", ".tsv")]
    if not paths:
        raise OutputError(
            phrase("{folder} is a folder without CSV files, give a workbook in it", folder=folder)
        )
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes())
    return target.getvalue()


def beside(source: Path) -> Path:
    """The name of a source's result: ``work.xlsx`` gives ``work.plan.xlsx``."""
    suffix = ".xlsm" if source.suffix.lower() == ".xlsm" else ".xlsx"
    return source.with_name(source.stem.removesuffix(MARK) + MARK + suffix)


def settle(wanted: Path, *, source: Path | None = None, force: bool = False) -> Target:
    """Decides, before the work, which file to write for `wanted`.

    A result of ours is replaced, any other file only with `force`, and the `source` never. Where
    the file is open in another program or write-protected a numbered neighbour is taken.

    Raises:
        OutputError: if nothing can or may be written there.
    """
    _check_folder(wanted)
    if wanted.is_dir():
        raise OutputError(phrase("{path} is a folder, name a file in it", path=wanted))
    if source is not None and _same(wanted, source):
        if not _ours(wanted):
            raise OutputError(
                phrase("{path} is the input and is never written over, choose another", path=wanted)
            )
        return _numbered(wanted, phrase("the input itself is never written over"))
    if not wanted.exists():
        return Target(path=wanted)
    if not (force or _ours(wanted)):
        raise OutputError(
            phrase("{path} exists, choose another name or add --force to replace it", path=wanted)
        )
    if not wanted.is_file():
        raise OutputError(phrase("{path} is not an ordinary file, choose another", path=wanted))
    if _locked(wanted):
        return _numbered(wanted, _held(wanted))
    return Target(path=wanted)


def workbook(wanted: Path) -> Path:
    """The name, if it is one for a workbook.

    Raises:
        OutputError: if spreadsheet programs would not open a workbook of this name.
    """
    if wanted.suffix.lower() not in _WORKBOOKS:
        raise OutputError(phrase("{path} is no name for a workbook, end it in .xlsx", path=wanted))
    return wanted


def suited(target: Target, suffix: str) -> Target:
    """The target with the suffix that its content needs; an existing file there is kept.

    This is for content with macros, which only the writing detects: too late to ask for another
    name.
    """
    if target.path.suffix.lower() == suffix:
        return target
    path = target.path.with_suffix(suffix)
    if path.exists() and not (_ours(path) and path.is_file() and not _locked(path)):
        return _numbered(path, phrase("{name} exists", name=path.name))
    return Target(path=path, note=target.note)


def over(source: Path) -> Target:
    """The input itself as the target; a numbered neighbour if it is locked.

    Raises:
        OutputError: if neither can be written.
    """
    _check_folder(source)
    if _locked(source):
        return _numbered(source, _held(source))
    return Target(path=source)


def back_up(source: Path, data: bytes) -> Target:
    """Keeps the content of a file beside it: ``work.xlsx`` gives ``work.backup.xlsx``.

    An earlier backup stays; the new one is then numbered.

    Raises:
        OutputError: if it cannot be written.
    """
    path = source.with_name(f"{source.stem}.backup{source.suffix}")
    earlier = path.exists()
    target = _numbered(path, phrase("an earlier backup is kept")) if earlier else Target(path=path)
    return write(target, data)


def write(target: Target, data: bytes, check: Callable[[Path], None] | None = None) -> Target:
    """Puts the data in place, all or nothing; gives back where it went.

    Args:
        target: As settled; should it have been locked since, a numbered neighbour is taken.
        data: The whole content.
        check: Reads the written file back; raises `OSError` or `ValueError` if it is not sound.

    Raises:
        OutputError: if it cannot be written.
    """
    draft = target.path.with_name(f".{secrets.token_hex(8)}.tmp")  # a long name may leave no room
    try:
        with draft.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if check is not None:
            check(draft)
        return _put(draft, target)
    except (OSError, ValueError) as error:
        raise OutputError(
            phrase("{path} cannot be written: {reason}", path=target.path, reason=_reason(error))
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _put(draft: Path, target: Target) -> Target:
    try:
        draft.replace(target.path)
    except PermissionError:
        if not target.path.exists():
            raise
        target = _numbered(target.path, phrase("{name} is open elsewhere", name=target.path.name))
        draft.replace(target.path)
    return target


def _check_folder(wanted: Path) -> None:
    folder = wanted.parent
    if not folder.is_dir():
        raise OutputError(
            phrase(
                "{path} cannot be written: there is no folder {folder}", path=wanted, folder=folder
            )
        )
    if not os.access(folder, os.W_OK):
        raise OutputError(
            phrase(
                "{path} cannot be written: the folder is write-protected, choose -o", path=wanted
            )
        )


def _ours(path: Path) -> bool:
    return path.stem.endswith(MARK)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _locked(path: Path) -> bool:
    """Whether another program holds the file, as far as can be seen, or it is write-protected."""
    signs = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    if any(sign.exists() for sign in signs):
        return True
    try:
        with path.open("r+b"):
            return False
    except OSError:
        return True


def _held(path: Path) -> Phrase:
    return phrase("{name} is open elsewhere or write-protected", name=path.name)


def _numbered(wanted: Path, reason: Phrase) -> Target:
    """The first free neighbour: ``name (2).xlsx``, ``name (3).xlsx`` and so on."""
    for number in range(2, _MOST):
        path = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
        if not path.exists():
            return Target(
                path=path,
                note=phrase("{reason}, so the result is in {name}", reason=reason, name=path.name),
            )
    raise OutputError(
        phrase("{path} and {n} neighbours exist, choose another name", path=wanted, n=_MOST)
    )


def _reason(error: Exception) -> Phrase:
    """Why something failed: of the operating system in its words, of ours in any language."""
    found = error.args[0] if error.args else ""
    if isinstance(found, Phrase):
        return found
    return verbatim((error.strerror if isinstance(error, OSError) else None) or str(error))
