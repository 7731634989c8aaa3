"""The demo's meeting folder, made when it is first needed and kept as long as it is whole.

A monthly session of the people's committee of an invented province: `meeting.toml`, ten short papers,
one of more than 300 pages and one scan of more than 20 MB. The same recipe gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import astuple

from firmware_config.demo.long_paper import project_blocks
from firmware_config.demo.paper_text import Block, read_paper
from firmware_config.demo.scanned_paper import scanned_pdf
from firmware_config.demo.typesetting import to_pdf

_HERE = Path(__file__).parent
_TEXTS = _HERE / "papers"
_MANIFEST = "manifest.json"
_LONG, _SCAN = "07-", "12-"

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with papers done, papers in all, and the file being made (empty at the end)."""


class DemoSizes(Struct, frozen=True):
    """How large the two large papers are."""

    projects: int  # one page each
    scanned_pages: int  # more than 5 MB each; few, since reading scans is slow


FULL = DemoSizes(projects=310, scanned_pages=4)
SMALL = DemoSizes(projects=12, scanned_pages=1)


class DemoFolderError(Exception):
    """The folder cannot be made: `fonts-missing`, or `folder-not-ours` where other files stand."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


def make_folder(target: Path, fonts: Path, progress: Progress, sizes: DemoSizes = FULL) -> None:
    """Make the folder at `target`, or leave it if it is already what would be made.

    `fonts` holds the Liberation Serif TTFs. A half-made folder never stands at `target`.
    """
    recipe = _recipe(sizes)
    if _is_current(target, recipe):
        return
    if target.exists() and not _manifest(target) and any(target.iterdir()):
        raise DemoFolderError("folder-not-ours", target)
    if not (fonts / "LiberationSerif-Regular.ttf").is_file():
        raise DemoFolderError("fonts-missing", fonts)
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    (partial / "papers").mkdir(parents=True)
    shutil.copyfile(_HERE / "meeting.toml", partial / "meeting.toml")
    _make_papers(partial / "papers", fonts, progress, sizes)
    _seal(partial, recipe)
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)


def _make_papers(folder: Path, fonts: Path, progress: Progress, sizes: DemoSizes) -> None:
    texts = sorted(_TEXTS.glob("*.toml"))
    for done, text in enumerate(texts):
        name = _file_name(text)
        progress(done, len(texts), name)
        (folder / name).write_bytes(_paper(text, fonts, sizes))
    progress(len(texts), len(texts), "")


def _file_name(text: Path) -> str:
    scanned = "-ban-quet" if text.name.startswith(_SCAN) else ""
    return f"{text.stem}{scanned}.pdf"


def _paper(text: Path, fonts: Path, sizes: DemoSizes) -> bytes:
    paper: Block = read_paper(text)
    if text.name.startswith(_SCAN):
        return scanned_pdf(paper, sizes.scanned_pages, fonts)
    if text.name.startswith(_LONG):
        paper["body"] = [*_list(paper["body"]), *project_blocks(sizes.projects)]
    return to_pdf(paper, fonts)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _recipe(sizes: DemoSizes) -> str:
    """A digest of everything that decides the folder's bytes but the fonts."""
    digest = hashlib.sha256(repr(astuple(sizes)).encode())
    for path in sorted([*_HERE.glob("*.py"), *_HERE.glob("*.toml"), *_TEXTS.glob("*.t*")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _seal(folder: Path, recipe: str) -> None:
    files = {str(p.relative_to(folder)): _sha256(p) for p in _files(folder)}
    text = json.dumps({"recipe": recipe, "files": files}, indent=1, sort_keys=True)
    (folder / _MANIFEST).write_text(text + "\n", encoding="utf-8")


def _is_current(target: Path, recipe: str) -> bool:
    manifest = _manifest(target)
    if manifest.get("recipe") != recipe:
        return False
    return manifest.get("files") == {str(p.relative_to(target)): _sha256(p) for p in _files(target)}


def _manifest(folder: Path) -> dict[str, object]:
    try:
        read = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _files(folder: Path) -> Iterator[Path]:
    return (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != _MANIFEST)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
