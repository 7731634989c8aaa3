"""`phienhop-hub check-paper`: would this file be taken? Told before it is put into a meeting folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from hub.application.intake import Intake, IntakeError, Submission
from hub.application.paper_wording import Language, acceptance, refusal
from hub.distribution.document_intake import IntakeLimits, accept_paper, find_tools

ACCEPTED = "accepted"  # in the place of a refusal's code

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the next one (empty at the end)."""


class Verdict(Struct, frozen=True):
    """What would become of one file. `pages` is 0 and `stripped` empty of one that is refused."""

    file: str
    accepted: bool
    code: str
    reason: str
    pages: int = 0
    stripped: tuple[str, ...] = ()


def intake_here() -> Intake:
    """Intake with the usual limits and what is installed on this machine."""
    return partial(accept_paper, limits=IntakeLimits(), tools=find_tools())


def check_papers(
    papers: Iterable[Submission], intake: Intake, language: Language, progress: Progress
) -> Iterator[Verdict]:
    """A verdict on each file, in order; none of them stops the rest."""
    given = list(papers)
    for done, paper in enumerate(given):
        progress(done, len(given), paper.path.name)
        yield _verdict(paper, intake, language)
    progress(len(given), len(given), "")


def _verdict(paper: Submission, intake: Intake, language: Language) -> Verdict:
    file = str(paper.path)
    try:
        if problem := _unusable(paper.path):
            raise IntakeError(problem)
        accepted = intake(paper)
    except IntakeError as error:
        return _refused(file, error, paper.path, language)
    except OSError:
        return _refused(file, IntakeError("unreadable-file"), paper.path, language)
    return Verdict(
        file,
        accepted=True,
        code=ACCEPTED,
        reason=acceptance(accepted, language),
        pages=accepted.pages,
        stripped=accepted.stripped,
    )


def _unusable(path: Path) -> str:
    """Why the path is no file to look into; empty if it is one. A pipe would make us wait for ever."""
    try:
        if not path.exists():
            return "missing-file"
    except (OSError, ValueError):  # a name no disk could hold
        return "missing-file"
    return "" if path.is_file() else "not-a-file"


def _refused(file: str, error: IntakeError, path: Path, language: Language) -> Verdict:
    reason = refusal(error, path.name, language)
    return Verdict(file, accepted=False, code=error.code, reason=reason)
