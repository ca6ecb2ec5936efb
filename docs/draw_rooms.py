"""Draws docs/rooms-*.svg from the imports of the code: python docs/draw_rooms.py.

A room is a package or a module right below `planner` or `models`. A line is an import, from the
upper to the lower room; one that other lines already lead along is left out. Rooms that import each
other share a box.
"""

import re
import sys
from html import escape
from pathlib import Path
from types import SimpleNamespace

import grimp

FOLDER = Path(__file__).parent
PACKAGES = ("planner", "models")
_LETTER, _LINE, _PAD = 9, 24, 10

Rooms = dict[str, set[str]]


def imports(package: str) -> Rooms:
    """For each room of the package, the rooms it imports; `models` is one room to `planner`."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    rooms: Rooms = {}
    for module in sorted(graph.modules):
        room = _room(module, package)
        if room is not None:
            others = {_room(m, package) for m in graph.find_modules_directly_imported_by(module)}
            rooms.setdefault(room, set()).update(o for o in others if o not in (None, room))
    return rooms


def _room(module: str, package: str) -> str | None:
    top, *below = module.split(".")
    if top != package:
        return top if top == "models" else None
    return below[0] if below else None


def boxes(rooms: Rooms) -> dict[str, str]:
    """For each room, the names of those it shares a box with, one a line."""
    reach = {room: _reached(rooms, room) | {room} for room in rooms}
    return {a: "\n".join(sorted(b for b in reach[a] if a in reach.get(b, ()))) for a in rooms}


def links(rooms: Rooms) -> list[tuple[str, str]]:
    """Which box imports which, without what other links already lead along."""
    box = boxes(rooms)
    all_links: Rooms = {name: set() for name in box.values()}
    for room, others in rooms.items():
        all_links[box[room]] |= {box.get(other, other) for other in others} - {box[room]}
    found = []
    for name, direct in all_links.items():
        implied = {far for near in direct for far in _reached(all_links, near)}
        found += [(name, other) for other in direct - implied]
    return sorted(found)


def _reached(rooms: Rooms, start: str) -> set[str]:
    """All rooms that a room leads to."""
    seen: set[str] = set()
    ahead = [*rooms.get(start, ())]
    while ahead:
        if (room := ahead.pop()) not in seen:
            seen.add(room)
            ahead += rooms.get(room, ())
    return seen


def titles(package: str) -> list[str]:
    """What the lines of the drawing say when they are pointed at."""
    return [_title(*link) for link in links(imports(package))]


def current(package: str, picture: str) -> bool:
    """Whether a drawing shows all rooms and lines of the package, and no others."""
    rooms = imports(package)
    names = {name for box in boxes(rooms).values() for name in box.split("\n")}
    names |= {name for link in links(rooms) for box in link for name in box.split("\n")}
    drawn = set(re.findall("<text[^>]*>([^<]*)</text>", picture))
    return drawn == names and re.findall("<title>([^<]*)</title>", picture) == titles(package)


def _title(first: str, second: str) -> str:
    return f"{first} → {second}".replace("\n", ", ")


def _laid_out(rooms: Rooms) -> tuple[list[SimpleNamespace], dict[tuple[str, str], list]]:
    """The boxes with their places, and the points of each link (Sugiyama, Tagawa, Toda 1981)."""
    from grandalf.graphs import Edge, Graph, Vertex
    from grandalf.layouts import SugiyamaLayout

    pairs = links(rooms)
    names = sorted({*boxes(rooms).values(), *(name for pair in pairs for name in pair)})
    vertices = {name: Vertex(name) for name in names}
    for name, vertex in vertices.items():
        lines = name.split("\n")
        wide = _LETTER * max(map(len, lines)) + 2 * _PAD
        vertex.view = SimpleNamespace(w=wide, h=_LINE * len(lines), name=name, xy=(0, 0))
    edges = [Edge(vertices[a], vertices[b]) for a, b in pairs]
    for edge in edges:
        edge.view = SimpleNamespace(points=[])
        edge.view.setpath = lambda points, view=edge.view: setattr(view, "points", points)
    right = 0.0
    for part in Graph([*vertices.values()], edges).C:
        layout = SugiyamaLayout(part)
        layout.xspace, layout.yspace = 14, 34
        layout.init_all()
        layout.draw(6)
        views = [vertex.view for vertex in part.V()]
        shift = right - min(view.xy[0] - view.w / 2 for view in views)
        for view in views:
            view.xy = (view.xy[0] + shift, view.xy[1])
        for edge in part.E():
            edge.view.points = [(x + shift, y) for x, y in edge.view.points]
        right = max(view.xy[0] + view.w / 2 for view in views) + 3 * _PAD
    paths = {pair: edge.view.points for pair, edge in zip(pairs, edges, strict=True)}
    return [vertex.view for vertex in vertices.values()], paths


def drawing(package: str) -> str:
    """The rooms of a package as a picture."""
    views, paths = _laid_out(imports(package))
    points = [point for path in paths.values() for point in path]
    xs = [x for x, _ in points] + [v.xy[0] + side * v.w / 2 for v in views for side in (-1, 1)]
    ys = [y for _, y in points] + [v.xy[1] + side * v.h / 2 for v in views for side in (-1, 1)]
    x, y = min(xs) - _PAD, min(ys) - _PAD
    width, height = max(xs) - x + _PAD, max(ys) - y + _PAD
    view = f'viewBox="{x:.0f} {y:.0f} {width:.0f} {height:.0f}" width="{width:.0f}"'
    font = 'font-family="sans-serif" font-size="13"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {view} {font}>',
        f'<rect x="{x:.0f}" y="{y:.0f}" width="100%" height="100%" fill="#fff"/>',
    ]
    for pair, path in paths.items():
        way = " ".join(f"{x:.0f},{y:.0f}" for x, y in path)
        title = f"<title>{escape(_title(*pair))}</title>"
        lines.append(f'<polyline fill="none" stroke="#78909c" points="{way}">{title}</polyline>')
    return "\n".join([*lines, *map(_box, views), "</svg>", ""])


def _box(view: SimpleNamespace) -> str:
    x, y = view.xy
    left, top = x - view.w / 2, y - view.h / 2
    where = f'x="{left:.0f}" y="{top:.0f}" width="{view.w}" height="{view.h}"'
    texts = [
        f'<text x="{x:.0f}" y="{top + 16 + _LINE * k:.0f}" text-anchor="middle">{name}</text>'
        for k, name in enumerate(view.name.split("\n"))
    ]
    return "\n".join([f'<rect {where} rx="5" fill="#e0f2f1" stroke="#00897b"/>', *texts])


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER.parent))  # the code beside this file, wherever it is run
    for package in PACKAGES:
        target = FOLDER / f"rooms-{package}.svg"
        if not current(package, target.read_text("utf-8")):  # the same rooms have many drawings
            target.write_text(drawing(package), "utf-8", newline="\n")
