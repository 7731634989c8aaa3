"""A person's own notes on a paper as a PDF in a folder, where the settings name one.

This is the only way by which pages of a paper come to a disk unsealed; it is not offered unless whoever set
the terminal up chose a folder for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from device.effects import MarkPages
from device.inputs import Input, NotesExported
from protocol.transfer import Manifest

log = logging.getLogger(__name__)


class Marker(Protocol):
    """What draws notes on pages."""

    async def mark(self, paper: str, version: int, notes: bytes) -> bytes:
        """A PDF of the pages that have notes, with these drawn on them."""
        ...


class NotesExport:
    """Performs exports to `folder`; `lend` gives a paper open to be marked."""

    def __init__(
        self,
        folder: Path | None,
        lend: Callable[[Manifest], AbstractAsyncContextManager[Marker]],
        feed: Callable[[Input], None],
    ) -> None:
        self._folder = folder
        self._lend = lend
        self._feed = feed

    async def perform(self, effect: MarkPages) -> None:
        """Write the file whole or not at all, and tell its name or why there is none."""
        manifest = effect.manifest
        if self._folder is None:
            return
        name, fault = f"{manifest.paper}.v{manifest.version}.{effect.person}.pdf", ""
        try:
            async with self._lend(manifest) as desk:
                content = await desk.mark(manifest.paper, manifest.version, effect.written)
            await asyncio.to_thread(_write, self._folder / name, content)
        except Exception as error:
            fault = "disk-error" if isinstance(error, OSError) else getattr(error, "code", "")
            if not fault:
                raise
            log.error("notes on %s are not exported: %s", manifest.paper, error)
            name = ""
        self._feed(NotesExported(effect.person, manifest.paper, name, fault))


def _write(target: Path, content: bytes) -> None:
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
