"""Installs what a checkout needs: system packages by apt, Python packages into `.venv`.

Run by the system's Python before anything is installed, so it uses the standard library alone and imports
nothing of this project. Idempotent: once everything is there it only looks, in a fraction of a second.
Where it cannot install (no Debian, no root and no sudo) it says exactly what is missing and ends with 1.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"
OLDEST, NEWEST = (3, 11), (3, 13)  # what all wheels exist for

RUN = (
    "mosquitto",
    "libegl1",
    "libgl1",
    "libgl1-mesa-dri",
    "libmtdev1",
    "libxcursor1",
    "libxi6",
    "libxrandr2",
    "libxss1",
    "libxfixes3",
)
CHECK = (*RUN, "chromium", "nginx-light", "poppler-utils")
PACKAGES = {"demo": RUN, "test": CHECK}
EXTRAS = {"demo": "hub,seat,audit", "test": "hub,seat,audit,dev"}


def main(arguments: Sequence[str]) -> int:
    """Install for `demo` or `test`; 0 done, 1 something cannot be had, 2 wrong usage."""
    if len(arguments) != 1 or arguments[0] not in PACKAGES:
        sys.stderr.write("usage: bootstrap.py demo|test\n")
        return 2
    purpose = arguments[0]
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(map(str, sys.version_info[:2]))
        return _fail("python-version", f"Python 3.11 to 3.13 is needed, this is {found}")
    try:
        return _system(purpose) or _python(purpose)
    except subprocess.CalledProcessError as error:
        return _fail(
            "install-failed", f"{' '.join(map(str, error.cmd[:4]))} … ended {error.returncode}"
        )


# ── system packages ─────────────────────────────────────────────────────────────────────────────


def _system(purpose: str) -> int:
    wanted = (*PACKAGES[purpose], *(() if _has_venv() else ("python3-venv",)))
    if shutil.which("dpkg-query") is None:
        return _elsewhere(wanted)
    missing = [name for name in wanted if not _installed(name)]
    if not missing:
        return 0
    apt = _apt()
    if apt is None:
        names = " ".join(missing)
        return _fail(
            "packages-missing", f"as root: apt-get install --no-install-recommends {names}"
        )
    _bar(0, len(missing) + 1, "apt-get update")
    _quiet([*apt, "update"])
    _follow(
        [*apt, "install", "-y", "--no-install-recommends", *missing],
        lambda line: line.startswith("Setting up ") and line.split()[2] in missing,
        len(missing) + 1,
        first=1,
    )
    return 0


def _elsewhere(wanted: Iterable[str]) -> int:
    """Not Debian: only programs can be looked for."""
    if shutil.which("mosquitto"):
        return 0
    names = ", ".join(wanted)
    return _fail("packages-missing", f"install mosquitto 2 and what Debian calls: {names}")


def _installed(package: str) -> bool:
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Status}", package],  # noqa: S607  the system's own, by PATH
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout == "install ok installed"


def _apt() -> list[str] | None:
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return quietly
    return ["sudo", *quietly] if shutil.which("sudo") else None


def _has_venv() -> bool:
    found = subprocess.run(
        [sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False
    )
    return found.returncode == 0


# ── Python packages ─────────────────────────────────────────────────────────────────────────────


def _python(purpose: str) -> int:
    pins = ROOT / "constraints.txt"
    wanted = _fingerprint(pins, purpose)
    if STAMP.exists() and wanted in STAMP.read_text(encoding="utf-8").splitlines():
        return 0
    if not (VENV / "bin" / "python").exists():
        _bar(0, 1, "virtual environment")
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    STAMP.unlink(missing_ok=True)
    pip: list[str | Path] = [
        VENV / "bin" / "python",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
    ]
    total = sum(1 for line in pins.read_text(encoding="utf-8").splitlines() if "==" in line)
    _follow(
        [*pip, "--constraint", pins, "--editable", f"{ROOT}[{EXTRAS[purpose]}]"],
        lambda line: line.startswith("Collecting "),
        total + 1,
        first=0,
    )
    covered = [wanted] if purpose == "demo" else [wanted, _fingerprint(pins, "demo")]
    STAMP.write_text("\n".join(covered) + "\n", encoding="utf-8")
    return 0


def _fingerprint(pins: Path, purpose: str) -> str:
    """Changes with anything that decides what is installed, the place of the checkout included."""
    content = pins.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    content += f"{purpose} {ROOT} {sys.version}".encode()
    return hashlib.sha256(content).hexdigest()


# ── telling ─────────────────────────────────────────────────────────────────────────────────────


def _follow(
    command: Sequence[str | Path], counts: Callable[[str], bool], total: int, first: int
) -> None:
    """Run a long command with a bar; what it said is shown only if it fails."""
    said: list[str] = []
    done = first
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as running:
        for line in running.stdout or ():
            said.append(line)
            if counts(line):
                done = min(done + 1, total - 1)
                _bar(done, total, line.strip()[:44])
    if running.returncode != 0:
        sys.stderr.write("\n" + "".join(said[-40:]))
        raise subprocess.CalledProcessError(running.returncode, [str(part) for part in command])
    _bar(total, total, "done")


def _quiet(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _bar(done: int, total: int, text: str) -> None:
    width = 28
    filled = width * done // max(1, total)
    end = "\n" if done >= total else ""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r  [{'█' * filled}{'·' * (width - filled)}] {text:44.44}{end}")
    elif end:
        sys.stderr.write(f"  [{'█' * width}] {text}\n")
    sys.stderr.flush()


def _fail(code: str, sentence: str) -> int:
    sys.stderr.write(f"\n{code}: {sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
