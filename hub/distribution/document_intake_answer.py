"""The answer of the intake's child process, which opened a stranger's file: believed where it is sound."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from hub.application.intake import AcceptedPaper, IntakeError, PageFacts, ReadBy
from protocol.transfer import CHUNK_BYTES

MAX_PREVIEW = CHUNK_BYTES  # it travels as one chunk
MAX_REPORT = 64 * 2**20  # bytes: the text of 5000 pages has a quarter
MAX_PDF = 400 * 2**20  # bytes, as the child may write
MAX_PAGES = 5000  # as the child allows

REFUSALS = frozenset(
    {
        "not-a-pdf",
        "password-required",
        "wrong-password",
        "too-many-pages",
        "no-pages",
        "page-too-large",
        "image-too-large",
        "paper-marked-secret",
        "unreadable-pdf",
        "unreadable-image",
    }
)
_FACTS = ("pages", "page", "limit")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def read_answer(scratch: Path, data: bytes) -> AcceptedPaper:
    """What the child wrote into `scratch` about the paper `data`.

    Raises `IntakeError`: the child's refusal, or `intake-crashed` if its answer makes no sense.
    """
    try:
        report = json.loads(_read(scratch / "report.json", MAX_REPORT))
        if "code" not in report:
            return _accepted(report, scratch, data)
        refusal = _refusal(report)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IntakeError("intake-crashed", status=0) from error
    raise refusal


def _refusal(report: Mapping[str, object]) -> IntakeError:
    code = str(report["code"])
    if code not in REFUSALS:
        raise ValueError("unknown refusal")
    facts = {key: value for key, value in report.items() if key in _FACTS}
    return IntakeError(code, **{key: int(str(value)) for key, value in facts.items()})


def _accepted(report: Mapping[str, object], scratch: Path, data: bytes) -> AcceptedPaper:
    pdf = _read(scratch / "clean.pdf", MAX_PDF) if report["changed"] else data
    preview = _read(scratch / "preview.jpg", MAX_PREVIEW)
    pages = report["pages"]
    if not isinstance(pages, list) or not 1 <= len(pages) <= MAX_PAGES:
        raise ValueError("number of pages")
    if not pdf[:1024].count(b"%PDF-") or not preview.startswith(b"\xff\xd8"):
        raise ValueError("not what it should be")
    return AcceptedPaper(
        pdf=pdf,
        pages=len(pages),
        preview=preview,
        stripped=_words(report["stripped"]),
        repaired=report["repaired"] is True,
        restrictions=_words(report["restrictions"]),
        facts=tuple(_facts(page) for page in pages),
        unread=tuple(n for n, page in enumerate(pages, 1) if page["unread"] is not False),
        signed=report["signed"] is True,
    )


def _facts(page: Mapping[str, object]) -> PageFacts:
    text = str(page["text"]).encode("utf-8", "replace").decode()  # without halves of characters
    facts = PageFacts(text, str(page["fingerprint"]), ReadBy(str(page["read_by"])))
    if not _FINGERPRINT.fullmatch(facts.fingerprint):
        raise ValueError("no fingerprint")
    return facts


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple(sorted(str(word) for word in value))


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError("longer than allowed")
    return data
