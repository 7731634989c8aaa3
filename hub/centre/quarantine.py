"""Bundles that failed verification, kept for whoever has to find out why. Bounded, oldest out first."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from hub.centre.examination import Finding
from protocol import canonical, shapes

MAX_FILES = 20  # enough to see a pattern, few enough that junk cannot fill the disk
MAX_BYTES = 1024 * 1024 * 1024  # a few large bundles


class Quarantine(Struct, frozen=True):
    """A folder of `<sha256>.zip`, each with its findings beside it as `<sha256>.json`."""

    root: Path
    max_files: int = MAX_FILES
    max_bytes: int = MAX_BYTES

    def put(self, path: Path, sha256: str, findings: tuple[Finding, ...]) -> None:
        """Move a refused file here, or drop it if it alone exceeds the limit."""
        self.root.mkdir(parents=True, exist_ok=True)
        if path.stat().st_size > self.max_bytes:
            path.unlink()
            return
        self._report(sha256).write_bytes(canonical.dump(shapes.to_json(findings)))
        path.replace(self.root / f"{sha256}.zip")
        self._trim()

    def held(self) -> tuple[Path, ...]:
        """The kept files, oldest first."""
        files = self.root.glob("*.zip")
        return tuple(sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.name)))

    def _report(self, sha256: str) -> Path:
        return self.root / f"{sha256}.json"

    def _trim(self) -> None:
        held = list(self.held())
        while len(held) > self.max_files or _size(held) > self.max_bytes:
            oldest = held.pop(0)
            oldest.unlink()
            self._report(oldest.stem).unlink(missing_ok=True)


def _size(files: list[Path]) -> int:
    return sum(file.stat().st_size for file in files)
