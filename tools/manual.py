"""Hooks of mkdocs that add pages and sources outside docs/ to the manual, and adapt the links to them.

README, CONTRIBUTING and CHANGELOG are read in the repository as often as in the manual; they stay where they are and
are added to the built manual under ``project/``, with every example that a page links to.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
PROJECT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
LINK = re.compile(r"(\]\()([^)#:\s]+)((?:#[^)\s]*)?\))")
"""A Markdown link: the text before its target, the target without its anchor, and the rest."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the project, and the sources that any page links to."""
    for name in PROJECT:
        files.append(File.generated(config, f"project/{name}", abs_src_path=str(ROOT / name)))
    pages = [(f"docs/{file.src_uri}", file.content_string) for file in files.documentation_pages()
             if file.src_uri.removeprefix("project/") not in PROJECT]
    pages += [(name, (ROOT / name).read_text("utf-8")) for name in PROJECT]
    targets = {posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
               for page, text in pages for _, target, _ in LINK.findall(text)}
    for target in sorted(targets):
        if not target.startswith("docs/") and target not in PROJECT and (ROOT / target).is_file():
            files.append(File.generated(config, f"project/{target}", abs_src_path=str(ROOT / target)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links between files of the repository into links between pages of the manual."""
    here = page.file.src_uri
    source = here.removeprefix("project/") if here.startswith("project/") else f"docs/{here}"

    def redirected(match: re.Match[str]) -> str:
        before, target, rest = match.groups()
        linked = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        there = linked.removeprefix("docs/") if linked.startswith("docs/") else f"project/{linked}"
        if files.get_file_from_path(there) is None:
            there = f"{there}/README.md"                    # a folder is read through its index
        return f"{before}{posixpath.relpath(there, posixpath.dirname(here))}{rest}"

    return LINK.sub(redirected, markdown)
