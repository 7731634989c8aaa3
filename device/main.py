"""Terminals without a screen: any number in one process, for rehearsals, load and soak tests."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from device.clock import Clock
from device.control import actions, serve
from device.discovery import Discovery
from device.station import Face, Station
from firmware_config.errors import SetupError
from firmware_config.schema import Language, TerminalConfig, load_terminal
from firmware_config.wording import sentence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run terminals until interrupted, or until standard input ends with `--control`."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=options.log, stream=sys.stderr, format="%(levelname)s %(message)s")
    try:
        configs = _configs(options.settings)
        asyncio.run(_run(configs, control=options.control))
    except (SetupError, OSError) as error:
        words = sentence(error, Language(options.language))
        print(f"phienhop-terminals: {words}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _configs(paths: Sequence[Path]) -> list[TerminalConfig]:
    configs = [load_terminal(path) for path in paths]
    for config, path in zip(configs, paths, strict=True):
        if config.room != configs[0].room:
            raise SetupError("other-rooms-terminal", f"{path}: {config.room}")
    return configs


async def _run(configs: Sequence[TerminalConfig], *, control: bool) -> None:
    first = configs[0]
    fallback = (first.hub.host, first.hub.port) if first.hub.host else None
    clock = Clock()
    async with Discovery(first.room, first.interfaces, fallback) as discovery:
        stations = [Station(config, clock, discovery.candidates, Face()) for config in configs]
        tasks = [asyncio.create_task(station.run()) for station in stations]
        try:
            if control:
                runners = {str(station.config.device): station.runner for station in stations}
                await serve(actions(runners))
            else:
                await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="phienhop-terminals",
        description="Run seat terminals without a screen: same core, same connections, no window.",
        epilog="All terminals of one call belong to the same room.",
    )
    parser.add_argument("settings", nargs="+", type=Path, metavar="terminal.toml")
    parser.add_argument(
        "--control", action="store_true", help="take commands as lines of JSON on standard input"
    )
    parser.add_argument("--language", choices=[*Language], default=Language.VIETNAMESE)
    parser.add_argument(
        "--log",
        choices=("DEBUG", "INFO", "WARNING", "ERROR"),
        default="WARNING",
        help="log level (default WARNING)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
