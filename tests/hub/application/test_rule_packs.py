"""Packs are dated data: found by id and day, refused with file, line and key when wrong."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.application.rule_pack import RulePackError
from hub.application.rule_packs import STANDARD_PACKS, find_pack, list_packs, load_pack
from hub.domain.tally import needed
from hub.domain.vocabulary import (
    Abstention,
    Base,
    Form,
    Interim,
    PressRule,
    QueueMode,
    QuorumPolicy,
    Release,
    SecondRound,
    SignInMode,
    SpeechNorms,
    TieRule,
)

DAY = date(2026, 11, 27)


def pack_file(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    text = (STANDARD_PACKS / "ubnd.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def codes(error: RulePackError) -> list[tuple[str, str, object]]:
    return [(p.code, p.file, p.facts.get("key")) for p in error.problems]


def test_the_committees_pack_says_what_the_law_says() -> None:
    pack = find_pack("ubnd", [STANDARD_PACKS], DAY)
    settings = pack.settings
    assert settings.majority.citation.endswith("số 72/2025/QH15")
    assert [needed(settings.majority, n) for n in (20, 21, 30)] == [11, 11, 16]
    assert (pack.quorum.numerator, pack.quorum.denominator, pack.quorum.strict) == (2, 3, False)
    assert settings.majority.base is Base.MEMBERS
    assert settings.press is PressRule.LAST
    assert settings.duration_ms == 30_000
    assert settings.interim is Interim.CHAIR
    assert settings.tie is TieRule.CHAIR_SIDE
    assert settings.quorum is QuorumPolicy.BLOCK
    assert not pack.verified
    assert pack.norms == replace(SpeechNorms(), citation=pack.norms.citation)
    assert "51/2024" in pack.norms.citation


@pytest.mark.parametrize("path", sorted(STANDARD_PACKS.glob("*.toml")), ids=lambda p: p.stem)
def test_every_shipped_pack_is_valid_under_its_file_name(path: Path) -> None:
    assert load_pack(path).id == path.stem


def test_a_technician_adds_a_pack_as_a_file(tmp_path: Path) -> None:
    pack_file(tmp_path, "xa.toml", ('id = "ubnd"', 'id = "ubnd-xa"'), ("= 30", "= 0"))
    pack = find_pack("ubnd-xa", [tmp_path, STANDARD_PACKS], DAY)
    assert pack.settings.duration_ms is None


def test_the_pack_in_force_on_the_day_is_chosen(tmp_path: Path) -> None:
    until = ("valid_from = 2025-06-16", "valid_from = 2015-01-01\nvalid_to = 2025-06-15")
    pack_file(tmp_path, "old.toml", until, ('"last"', '"first"'))
    packs = [tmp_path, STANDARD_PACKS]
    assert find_pack("ubnd", packs, date(2025, 6, 15)).settings.press is PressRule.FIRST
    assert find_pack("ubnd", packs, date(2025, 6, 16)).settings.press is PressRule.LAST
    with pytest.raises(RulePackError) as caught:
        find_pack("ubnd", packs, date(2014, 1, 1))
    assert codes(caught.value)[0][0] == "rule-pack-not-in-force"


def test_an_unknown_pack_is_refused() -> None:
    with pytest.raises(RulePackError) as caught:
        find_pack("quoc-hoi", [STANDARD_PACKS], DAY)
    assert codes(caught.value)[0][0] == "unknown-rule-pack"


def test_everything_wrong_in_a_pack_is_named_at_once(tmp_path: Path) -> None:
    path = pack_file(
        tmp_path,
        "bad.toml",
        ("numerator = 2", "numerator = 4"),
        ('base = "members"', 'base = "everybody"'),
        ("duration_s = 30", "duraton_s = 30"),
        ("verified = false", 'verified = "no"'),
    )
    with pytest.raises(RulePackError) as caught:
        load_pack(path)
    assert codes(caught.value) == [
        ("wrong-type", "bad.toml", "verified"),
        ("fraction-above-one", "bad.toml", "numerator"),
        ("unknown-value", "bad.toml", "base"),
        ("missing-key", "bad.toml", "duration_s"),
        ("unknown-key", "bad.toml", "duraton_s"),
    ]


def test_a_file_that_is_not_toml_is_named_with_its_line(tmp_path: Path) -> None:
    path = pack_file(tmp_path, "bad.toml", ('press = "last"', "press = last"))
    with pytest.raises(RulePackError) as caught:
        load_pack(path)
    (problem,) = caught.value.problems
    written = path.read_text(encoding="utf-8").splitlines()
    assert (problem.code, written[problem.line - 1]) == ("malformed-toml", "press = last")


def test_without_its_own_rule_an_election_needs_the_majority_of_the_ballots_cast() -> None:
    pack = find_pack("ubnd", [STANDARD_PACKS], DAY)
    election = pack.settings_of(Form.OPTIONS)
    assert election is not None
    assert election.majority.base is Base.CAST
    assert (election.majority.numerator, election.majority.strict) == (1, True)
    assert (election.tie, election.second_round) == (TieRule.NONE, SecondRound.SAME)
    assert pack.settings_of(Form.CONFIDENCE) is None
    assert pack.sign_in is SignInMode.ASSIGNMENT


def test_the_councils_pack_rates_confidence_as_the_national_assembly_decided() -> None:
    settings = find_pack("hdnd", [STANDARD_PACKS], DAY).settings_of(Form.CONFIDENCE)
    assert settings is not None
    assert settings.confidence is not None
    resign, dismiss = settings.confidence.resign, settings.confidence.dismiss
    assert (resign.numerator, resign.denominator, resign.strict) == (1, 2, True)
    assert (dismiss.numerator, dismiss.denominator, dismiss.strict) == (2, 3, False)
    assert settings.majority.citation == "Nghị quyết số 96/2023/QH15"
    assert not settings.majority.verified


def test_everything_a_pack_may_say_is_read(tmp_path: Path) -> None:
    more = """
[election]
numerator = 1
denominator = 3
strict = false
second_round = "relative"
citation = "Điều lệ"

[sign_in]
mode = "pin-anywhere"

[speech]"""
    path = pack_file(
        tmp_path,
        "all.toml",
        ('base = "members"', 'base = "members"\nplus = 1'),
        ('press = "last"', 'press = "last"\nabstention = "barring"\nrelease = "at-once"'),
        ("[speech]", more),
    )
    pack = load_pack(path)
    assert pack.settings.majority.plus == 1
    assert pack.settings.abstention is Abstention.BARRING
    assert pack.settings.release is Release.AT_ONCE
    assert pack.election.second_round is SecondRound.RELATIVE
    assert pack.election.majority.citation == "Điều lệ"
    assert pack.election.abstention is Abstention.COUNTED
    assert pack.sign_in is SignInMode.PIN_ANYWHERE


def test_the_list_has_every_file_the_spoilt_ones_with_their_problems(tmp_path: Path) -> None:
    pack_file(tmp_path, "b.toml", ('base = "members"', 'base = "all"'))
    pack_file(tmp_path, "a.toml", ('id = "ubnd"', 'id = "ubnd-xa"'))
    listed = list_packs([tmp_path, STANDARD_PACKS])
    assert [one.path.name for one in listed[:2]] == ["a.toml", "b.toml"]
    assert listed[0].pack is not None
    assert listed[0].pack.id == "ubnd-xa"
    assert listed[1].pack is None
    assert [problem.code for problem in listed[1].problems] == ["unknown-value"]
    assert len(listed) == 2 + len(list(STANDARD_PACKS.glob("*.toml")))


def test_norms_of_speech_are_those_of_the_file_and_usual_where_it_is_silent(tmp_path: Path) -> None:
    changes = (
        ("first = 420", "first = 300"),
        ('mode = "chair"', 'mode = "fifo"'),
        ("order = 60", ""),
    )
    norms = load_pack(pack_file(tmp_path, "xa.toml", *changes)).norms
    assert (norms.contribution_ms, norms.order_ms, norms.mode) == (300_000, 60_000, QueueMode.FIFO)


@pytest.mark.parametrize(
    "change",
    [
        ("first = 420", "first = 9"),
        ("first = 420", "thirst = 420"),
        ('mode = "chair"', 'mode = "x"'),
    ],
)
def test_a_slip_in_the_norms_of_speech_is_told(tmp_path: Path, change: tuple[str, str]) -> None:
    with pytest.raises(RulePackError) as caught:
        load_pack(pack_file(tmp_path, "xa.toml", change))
    assert len(caught.value.problems) == 1
