"""What every other test takes for granted about the tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("audit", "device", "firmware_config", "hub", "protocol", "transport", "ui")
PURE = {"protocol": {"protocol"}, "hub/domain": {"hub"}}
VALUES = "msgspec"  # makes immutable values (decision 23); it touches nothing outside of them
LONGEST_MODULE, LONGEST_FUNCTION = 500, 50
TABLES = {  # data rather than code: words by key
    "ui/wording/vi.py",
    "ui/wording/en.py",
    "ui/wording/errors.py",
    "audit/wording.py",
    "audit/finding_words.py",
    "hub/application/folder_wording.py",
}


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("folder", PURE)
def test_a_pure_package_imports_the_standard_library_and_values_alone(folder: str) -> None:
    allowed = PURE[folder] | {VALUES} | sys.stdlib_module_names
    outside = {
        name_of(path): imported(path) - allowed
        for path in (ROOT / folder).rglob("*.py")
        if imported(path) - allowed
    }

    assert outside == {}


def test_no_module_is_longer_than_one_can_hold_in_mind() -> None:
    long = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources()
        if name_of(path) not in TABLES
    }

    assert {path: lines for path, lines in long.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{name_of(path)}:{node.name}"] = lines

    assert long == {}


def test_every_command_is_in_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name for name in project["project"]["scripts"] if name not in readme] == []


def test_every_pin_is_one_the_extras_can_ask_for() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.split(r"[<>=;\[ ]", each)[0].lower().replace("_", "-") for each in asked}
    pinned = {line.split("==")[0].lower() for line in pins.splitlines() if "==" in line}

    assert names - pinned == set()
    assert "://" not in pins


def test_the_tree_names_no_machine_and_no_registry() -> None:
    tracked = subprocess.run(
        ["git", "grep", "-nIE", r"pypi\.org|npmjs|deb\.debian|/root/|/home/[a-z]+/", "--", "."],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in tracked.stdout.splitlines() if "test_structure.py" not in line]

    assert lines == []
