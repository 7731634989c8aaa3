"""Whatever stops the hub is told in a sentence of two languages."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

import hub
from firmware_config import wording as machine
from firmware_config.errors import CertificateError
from firmware_config.schema import Language
from hub.application.ports import StorageError
from hub.domain.errors import DomainError
from hub.wording import SENTENCES, sentence
from protocol.record import BrokenChainError

RAISED = re.compile(
    r"(?:StorageError|HubError|ServerError|BrokerError|AnnounceError)\(\s*\"([a-z-]+)\""
)


def test_every_code_that_stops_the_hub_has_a_sentence() -> None:
    sources = Path(hub.__file__).parent.rglob("*.py")
    raised = {code for path in sources for code in RAISED.findall(path.read_text(encoding="utf-8"))}
    assert {"meeting-exists", "unknown-meeting", "broker-silent"} <= raised
    assert raised <= SENTENCES.keys() | machine.ERRORS.keys()


def test_codes_of_sqlite_have_sentences() -> None:
    source = Path(hub.__file__).parent / "store" / "event_log.py"
    codes = set(re.findall(r"\"SQLITE_\w+\": \"([a-z-]+)\"", source.read_text(encoding="utf-8")))
    assert "disk-full" in codes
    assert codes <= SENTENCES.keys()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StorageError("disk-full", "database or disk is full"), "disk-full"),
        (CertificateError("expired", "hub.pem"), "expired"),
        (BrokenChainError("chain-broken", 7), "chain-broken"),
        (DomainError("roster-malformed", reason="x"), "roster-malformed"),
        (DomainError("pins-malformed", reason="x"), "pins-malformed"),
        (OSError(errno.ENOSPC, "No space left on device", "/x"), "disk-full"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), "file-unusable"),
    ],
)
def test_a_sentence_carries_code_and_detail_in_both_languages(error: Exception, code: str) -> None:
    vietnamese, english = (sentence(error, language) for language in Language)
    assert vietnamese != english
    for text in (vietnamese, english):
        assert f"[{code}]" in text
        assert not text.startswith(code)


def test_the_place_of_the_damage_is_named() -> None:
    assert "record 7" in sentence(BrokenChainError("chain-broken", 7), Language.VIETNAMESE)
