"""`phienhop-verify`: the command line of the auditor."""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from audit.check import verify_bundle
from audit.machine import refusal_json, report_json
from audit.minutes_reader import read_text
from audit.report import report_lines
from audit.wording import Language, Words
from protocol.errors import RemoteProtocolError
from protocol.verifier.report import Report

SOUND, NOT_SOUND, WRONG_USAGE = 0, 1, 2
QUIET_S = 1.0  # what takes less needs no progress

_DESCRIPTION = """\
Check the bundle of a meeting (hồ sơ phiên họp điện tử) without the hub that made it.

Checks the hub's signature and every certificate, each file, the chain of records; then lives the meeting
through again: attendance, quorum, every ballot and its signature, every count; and compares the results
with those announced and with the minutes. Nothing is written or unpacked.
"""
_EPILOG = """\
examples:
  phienhop-verify bundle.zip                       the report, in Vietnamese
  phienhop-verify bundle.zip --language en         in English
  phienhop-verify bundle.zip --ca room-ca.pem      also: is it really that room's?
  phienhop-verify bundle.zip --json | jq .first    for a script

Without --ca the root certificate inside the bundle is taken on trust: compare the fingerprint in the report
with the one the room shows. Someone who holds the room's keys can only be caught by what terminals and other
people kept: the last hash and the check codes of the polls. Compare those too.

exit status: 0 sound; 1 not sound, the first line names the first bad record or file; 2 wrong usage.
"""


class Progress:
    """Says on standard error how far the audit is, once it has taken longer than `QUIET_S`."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._speaks = threading.Event()
        self._timer = threading.Timer(QUIET_S, self._speaks.set)
        self._timer.daemon = True
        self._last = ""

    def __enter__(self) -> Progress:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._last:
            print(file=sys.stderr)

    def __call__(self, step: str, done: int, of: int) -> None:
        """Tell of a step, at most once for every hundredth of it."""
        if not self._speaks.is_set():
            return
        line = self._words.say(f"step-{step}", done=done - done % max(1, of // 100), of=of)
        if line != self._last:
            self._last = line
            print(f"\r{line}", end="", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    options = _parser().parse_args(arguments)
    words = Words(Language(options.language))
    try:
        trusted = options.ca.read_bytes() if options.ca else None
        with Progress(words) as progress:
            report = verify_bundle(options.bundle, trusted, read_text=read_text, progress=progress)
    except RemoteProtocolError as error:
        return _refuse(options.bundle, error, words, as_json=options.json)
    except OSError as error:
        facts = {"path": str(error.filename or options.bundle), "what": error.strerror or ""}
        print(words.say("not-opened", **facts), file=sys.stderr)
        return WRONG_USAGE
    try:
        _show(report, words, as_json=options.json)
        sys.stdout.flush()
    except BrokenPipeError:  # a reader like `head` has seen enough; the verdict stands
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return SOUND if report.sound else NOT_SOUND


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="phienhop-verify",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("bundle", metavar="BUNDLE", type=Path, help="the bundle's zip file")
    parser.add_argument("--ca", type=Path, help="the room's root certificate (PEM) as you know it")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON value")
    parser.add_argument(
        "--language", choices=[*Language], default=Language.VI, help="of the report (default: vi)"
    )
    return parser


def _refuse(path: Path, error: RemoteProtocolError, words: Words, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(refusal_json(error.code, error.detail), ensure_ascii=False, indent=2))
    else:
        what = words.code(error.code, {"detail": error.detail})
        print(words.say("refused", path=str(path), what=what))
    return NOT_SOUND


def _show(report: Report, words: Words, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(report_json(report), ensure_ascii=False, indent=2))
        return
    for line in report_lines(report, words):
        print(line)


if __name__ == "__main__":
    sys.exit(main())
