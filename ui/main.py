"""`phienhop-seat`, `phienhop-chair`, `phienhop-wall`: a terminal with its window, in one asyncio loop."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from firmware_config.errors import SetupError
from firmware_config.schema import Language, TerminalConfig, TerminalRole, load_terminal
from firmware_config.wording import sentence
from ui.window import prepare_window

SIZES = {
    TerminalRole.SEAT: (1280, 800),
    TerminalRole.CHAIR: (1280, 800),
    TerminalRole.WALL: (1920, 1080),
}
_PROGRAMS = {role: role for role in TerminalRole} | {TerminalRole.SECRETARY: TerminalRole.CHAIR}


def seat(arguments: Sequence[str] | None = None) -> int:
    """A delegate's seat."""
    return _main(TerminalRole.SEAT, arguments)


def chair(arguments: Sequence[str] | None = None) -> int:
    """The chair's console, or the secretary's."""
    return _main(TerminalRole.CHAIR, arguments)


def wall(arguments: Sequence[str] | None = None) -> int:
    """The wall display."""
    return _main(TerminalRole.WALL, arguments)


def _main(role: TerminalRole, arguments: Sequence[str] | None) -> int:
    options = _parser(role).parse_args(arguments)
    logging.basicConfig(level=options.log, stream=sys.stderr, format="%(levelname)s %(message)s")
    language = Language.VIETNAMESE
    try:
        config = load_terminal(options.settings)
        language = config.screen.language
        if _PROGRAMS[config.role] is not role:
            raise SetupError("wrong-role", f"{options.settings}: {config.role}")
        width, height = SIZES[role]
        prepare_window(
            config.data / "kivy",
            width,
            height,
            offscreen=options.offscreen,
            fullscreen=config.screen.fullscreen and not options.windowed,
        )
        asyncio.run(_run(config, options))
    except (SetupError, OSError) as error:
        print(f"phienhop-{role}: {sentence(error, language)}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0
    return 0


async def _run(config: TerminalConfig, options: argparse.Namespace) -> None:
    from ui.window_terminal import (
        WindowTerminal,
    )  # imports Kivy, which reads the settings made above

    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel if task else sys.exit)
    async with AsyncExitStack() as stack:
        terminal = await WindowTerminal.open(stack, config, pins=options.pins)
        await terminal.run(control=options.control)


def _parser(role: TerminalRole) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"phienhop-{role}", description=_DESCRIPTIONS[role])
    parser.add_argument(
        "settings", nargs="?", type=Path, default=Path("terminal.toml"), metavar="terminal.toml"
    )
    parser.add_argument("--windowed", action="store_true", help="a window instead of full screen")
    parser.add_argument(
        "--offscreen",
        action="store_true",
        default=bool(os.environ.get("HEADLESS")),
        help="draw without a display",
    )
    parser.add_argument(
        "--pins", choices=("lgpio", "mock"), default="lgpio", help="how vote keys are reached"
    )
    parser.add_argument(
        "--control", action="store_true", help="take commands as lines of JSON on standard input"
    )
    parser.add_argument("--log", default="WARNING", help="log level (default WARNING)")
    return parser


_DESCRIPTIONS = {
    TerminalRole.SEAT: "A seat terminal: agenda, papers and the vote. Keys 1, 2, 3 vote, 4 asks to speak.",
    TerminalRole.CHAIR: "The chair's console: the next step, the room, the poll and its result.",
    TerminalRole.WALL: "The wall display: shows by itself what the hall needs to see.",
}
