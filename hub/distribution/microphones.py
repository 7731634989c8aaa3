"""Microphones without a hall: a driver that notes what it was told, for rehearsals and demos."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from hub.application.ports import MicrophoneError

log = logging.getLogger(__name__)


class SimulatedMicrophones:
    """`Microphones` whose seats that are on stand in a file, as a JSON list in order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._on: set[str] = set()

    @property
    def on(self) -> frozenset[str]:
        """The seats that are on."""
        return frozenset(self._on)

    def switch(self, seat: str, *, on: bool) -> None:
        """Note it in the log and in the file; `microphone-stuck` if that cannot be written."""
        now_on = self._on | {seat} if on else self._on - {seat}
        part = self._path.with_name(f".{self._path.name}.part")
        try:
            part.write_text(json.dumps(sorted(now_on)), encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            raise MicrophoneError("microphone-stuck", str(error)) from error
        if now_on != self._on:
            log.info("microphone of %s %s", seat, "on" if on else "off")
        self._on = now_on
