"""Figures with their baselines: the median of several runs, as a table and as `bench.json`."""

from __future__ import annotations

import json
import platform
import statistics
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct


class Figure(Struct, frozen=True):
    """One metric: what was measured in each run, and the baseline measured between those runs."""

    name: str
    unit: str
    values: Sequence[float]
    baselines: Sequence[float]
    note: str = ""  # what a reader of the table must know

    @property
    def value(self) -> float:
        return statistics.median(self.values)

    @property
    def baseline(self) -> float:
        return statistics.median(self.baselines)

    @property
    def ratio(self) -> float:
        """Value over baseline: for times and sizes small is good, for rates large is."""
        return self.value / self.baseline if self.baseline else 0.0


class Wish(Struct, frozen=True):
    """Which figures are wanted: those whose names begin with `prefix`."""

    prefix: str

    def __call__(self, *names: str) -> bool:
        return any(
            name.startswith(self.prefix) or self.prefix.startswith(f"{name}.") for name in names
        )


def percentile(samples: Iterable[float], percent: int) -> float:
    """The smallest sample that `percent` of all samples do not exceed."""
    ordered = sorted(samples)
    return ordered[max(1, -(-len(ordered) * percent // 100)) - 1]


def report(figures: Iterable[Figure]) -> dict[str, Any]:
    """The content of `bench.json`."""
    metrics = {
        each.name: {
            "value": round(each.value, 4),
            "unit": each.unit,
            "baseline": round(each.baseline, 4),
            "ratio": round(each.ratio, 3),
            "runs": len(each.values),
            **({"note": each.note} if each.note else {}),
        }
        for each in figures
    }
    return {"machine": machine(), "metrics": metrics}


def table(figures: Iterable[Figure]) -> str:
    """The same for people."""
    head = f"{'metric':36} {'value':>10} {'baseline':>10} {'ratio':>7}  unit  runs"
    rows = [
        f"{each.name:36} {each.value:10.3f} {each.baseline:10.3f} {each.ratio:7.2f}  "
        f"{each.unit:4}  {len(each.values)}  {each.note}".rstrip()
        for each in figures
    ]
    return "\n".join([head, *rows])


def machine() -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "cpu": _cpu_model(),
        "cores": len(_lines("/proc/cpuinfo", "processor")),
        "memory_mb": int(_lines("/proc/meminfo", "MemTotal")[0].split()[0]) // 1024,
        "kernel": platform.release(),
        "python": platform.python_version(),
        "mosquitto": _version("mosquitto", "-h"),
        "nginx": _version("/usr/sbin/nginx", "-v"),
    }


def _cpu_model() -> str:
    models = _lines("/proc/cpuinfo", "model name") or _lines("/proc/cpuinfo", "Model")
    return models[0] if models else platform.machine()


def _lines(path: str, key: str) -> list[str]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [line.partition(":")[2].strip() for line in lines if line.startswith(key)]


def _version(*command: str) -> str:
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return (said.stdout + said.stderr).partition("\n")[0].strip()


def write(path: Path, figures: Iterable[Figure]) -> None:
    """Write `bench.json`."""
    text = json.dumps(report(figures), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
