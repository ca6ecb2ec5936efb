"""The Gantt chart as PNG and PDF, drawn from its SVG by resvg; needs the extra ``pictures``.

A PDF has the chart at the width of the paper, in as many pages as its rows take, each with the
axis and the names.
"""

import io
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from planner.errors import OutputError
from planner.export.drawing import gantt
from planner.export.svg import pages, picture, size
from planner.language.words import ENGLISH, Words
from planner.phrase import phrase
from planner.plan import Plan

if TYPE_CHECKING:
    from PIL.Image import Image

Paper = Literal["A4", "A3"]
_MILLIMETRES: dict[Paper, tuple[int, int]] = {"A4": (297, 210), "A3": (420, 297)}
"""Width and height in landscape."""
_MARGIN = 10
_DOTS = 200
"""Dots of an inch of paper."""
_INCH = 25.4
_ZOOM = 2.0
_MOST_PIXELS = 16_000
"""Width or height of a PNG beyond which it is made smaller: more than viewers open."""
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="16">Ag</text></svg>'
)


def gantt_png(plan: Plan, words: Words = ENGLISH) -> bytes:
    """The whole chart as one PNG.

    Raises:
        OutputError: without the extra ``pictures``, or where no font is installed.
    """
    chart = gantt(plan, words)
    svg = picture(chart, plan.project.name)
    zoom = min(_ZOOM, _MOST_PIXELS / max(size(chart, plan.project.name, len(chart.rows))))
    return _drawn(svg, zoom=zoom)


def gantt_pdf(plan: Plan, words: Words = ENGLISH, paper: Paper = "A4") -> bytes:
    """The chart as a PDF of landscape pages.

    Raises:
        OutputError: without the extra ``pictures``, or where no font is installed.
    """
    width, height = _MILLIMETRES[paper]
    inner = width - 2 * _MARGIN, height - 2 * _MARGIN
    chart = gantt(plan, words)
    drawn = [
        _page(_drawn(svg, width=_pixels(inner[0])), width, height)
        for svg in pages(chart, plan.project.name, inner[1] / inner[0])
    ]
    stream = io.BytesIO()
    first, *others = drawn
    first.save(stream, "PDF", save_all=True, append_images=others, resolution=_DOTS,
               creationDate=None, modDate=None)  # fmt: skip
    return stream.getvalue()


def _pixels(millimetres: float) -> int:
    return round(millimetres / _INCH * _DOTS)


def _page(data: bytes, width: int, height: int) -> "Image":
    """A picture on a white page."""
    from PIL import Image

    page = Image.new("RGB", (_pixels(width), _pixels(height)), "white")
    page.paste(Image.open(io.BytesIO(data)).convert("RGB"), (_pixels(_MARGIN), _pixels(_MARGIN)))
    return page


def _drawn(svg: str, *, zoom: float | None = None, width: int | None = None) -> bytes:
    font = _font()
    return _resvg(svg, zoom=zoom, width=width, font_family=font, sans_serif_family=font)


def _resvg(svg: str, **how: Any) -> bytes:
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise OutputError(
            phrase(
                "PNG and PDF need another package: pip install 'crewplan[pictures]'; "
                "--svg needs nothing"
            )
        ) from error
    return bytes(svg_to_bytes(svg_string=svg, **how))


@cache
def _font() -> str:
    """A font that is there and draws letters."""
    for name in _families():
        if _resvg(_PROBE, font_family=name) != _resvg(_PROBE, skip_system_fonts=True):
            return name
    raise OutputError(
        phrase("no font was found to write the names with; install one, such as DejaVu Sans")
    )


def _families() -> Iterator[str]:
    """Fonts that computers have, those with most letters first."""
    yield from (
        "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial",
        "Roboto", "Ubuntu", "Cantarell", "FreeSans",
    )  # fmt: skip
