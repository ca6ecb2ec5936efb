"""What the documentation site needs beside Markdown; mkdocs.yml names this file as a hook.

The README, the guide for contributors and the changelog become pages. Links out of the
documentation lead to the repository where `[project.urls]` of pyproject.toml names one, else they
become text.
"""

import posixpath
import re
import tomllib
from pathlib import Path

from jupyter_client import KernelManager
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#\s]+)(#[^)]*)?\)")

_PICTURE = re.compile(r'<img [^>]*src="(?P<source>[^":]+\.(?:png|svg))"[^>]*>')
"""A picture of our own."""


def on_config(config: MkDocsConfig) -> None:
    """The addresses of the project."""
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"].get("urls", {})
    config.repo_url = urls.get("Repository")
    config.site_url = urls.get("Documentation")


def on_startup(**_: object) -> None:
    """Notebooks run over an encrypted connection; Jupyter warns of the default, plain TCP."""
    if encryption := KernelManager.class_traits().get("transport_encryption"):
        encryption.default_value = "auto"


def on_files(files: Files, config: MkDocsConfig) -> None:
    """The pages that stand at the root of the repository."""
    for source, page in PAGES.items():
        text = (ROOT / source).read_text("utf-8")
        files.append(File.generated(config, page, content=text))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Links as they are on the site."""
    sources = {page: source for source, page in PAGES.items()}
    source = sources.get(page.file.src_uri, f"docs/{page.file.src_uri}")

    def link(found: re.Match[str]) -> str:
        mark, text, target, place = found.groups()
        if "://" in target or target.startswith("mailto:"):
            return found[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        inside = PAGES.get(path, path.removeprefix("docs/"))
        if path in PAGES or path.startswith("docs/"):
            here = posixpath.relpath(inside, posixpath.dirname(page.file.src_uri) or ".")
            return f"{mark}[{text}]({here}{place or ''})"
        if config.repo_url:
            return f"{mark}[{text}]({config.repo_url.rstrip('/')}/blob/main/{path})"
        return text

    return _LINK.sub(link, markdown)


def on_page_content(html: str, **_: object) -> str:
    """A picture leads to itself alone, where a phone shows it as large as it is."""
    return _PICTURE.sub(r'<a href="\g<source>">\g<0></a>', html)
