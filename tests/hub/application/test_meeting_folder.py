"""A good folder becomes a plan; a bad one says everything that is wrong, and where."""

import hashlib
import json
import re
import unicodedata
from pathlib import Path

import pytest

from hub.application.folder_wording import CODES, describe
from hub.application.intake import AcceptedPaper, Submission
from hub.application.meeting_folder import read_folder
from hub.application.roster import Roster
from hub.application.rule_packs import STANDARD_PACKS
from hub.domain.vocabulary import (
    Absence,
    Base,
    Form,
    Group,
    Opinions,
    Option,
    PastSession,
    Person,
    PollKind,
    QueueMode,
    Registration,
    Role,
    SignInMode,
    SpeechKind,
    TieRule,
)
from tests.hub.application.meeting_folders import (
    LAYOUT,
    MEETING,
    intake,
    make,
    problems,
    read,
    written_at,
)

ITEM_TITLE = 'title = "Bảng giá đất"'
TWIN = '{ id = "an", name = "X", title = "Y", short = "Z" },'
QUESTION = 'question = "Thông qua bảng giá đất"'


def test_a_good_folder_becomes_a_plan(tmp_path: Path) -> None:
    plan = read(make(tmp_path)).plan
    assert (plan.meeting, plan.room, plan.starts_at) == ("phien-11", "a2", 1795741200000)
    assert (plan.chair_title, plan.rule_pack) == ("Chủ tịch", "ubnd")
    assert plan.persons == (
        Person("an", votes=True),
        Person("binh", votes=True),
        Person("chi", votes=False, role=Role.GUEST),
    )
    assert [seat.person for seat in plan.seats] == ["an", "", "chi", ""]
    assert [(item.item, item.number) for item in plan.items] == [("item-1", 1), ("khac", 2)]
    assert plan.items[0].draft == "Dòng một.\nDòng hai."
    (poll,) = plan.polls
    assert (poll.poll, poll.kind) == ("item-1-poll-1", PollKind.ROLL_CALL)
    assert poll.settings.majority.base is Base.MEMBERS


def test_papers_are_fixed_by_the_bytes_that_were_accepted(tmp_path: Path) -> None:
    (paper,) = read(make(tmp_path)).papers
    assert paper.accepted.pdf == b"%PDF-a!"
    assert paper.paper.file == "documents/item-1-paper-1-v1.pdf"
    assert paper.paper.sha256 == hashlib.sha256(paper.accepted.pdf).hexdigest()
    assert (paper.paper.size, paper.paper.pages) == (7, 3)


def test_the_roster_is_canonical_and_fixed_by_the_plan(tmp_path: Path) -> None:
    meeting = read(make(tmp_path))
    assert meeting.plan.roster_sha256 == hashlib.sha256(meeting.roster).hexdigest()
    assert meeting.roster.startswith('{"persons":[{"id":"an","name":"Trần An",'.encode())
    assert len(json.loads(meeting.roster)["persons"]) == 3
    assert Roster.parse(meeting.roster).of("chi").short == "KM"


def test_text_becomes_nfc(tmp_path: Path) -> None:
    folder = make(tmp_path, ("Bảng giá đất", unicodedata.normalize("NFD", "Bảng giá đất")))
    assert read(folder).plan.items[0].title == "Bảng giá đất"


def test_a_file_name_stored_decomposed_is_found(tmp_path: Path) -> None:
    folder = make(tmp_path, ("papers/a.pdf", "papers/đề án.pdf"))
    (folder / "papers" / unicodedata.normalize("NFD", "đề án.pdf")).write_bytes(b"%PDF-b")
    assert read(folder).papers[0].accepted.pdf == b"%PDF-b!"


def test_a_poll_may_override_its_settings(tmp_path: Path) -> None:
    rule = f'{QUESTION}\nnumerator = 2\ndenominator = 3\nstrict = false\ncitation = "Quy chế"'
    folder = make(tmp_path, (QUESTION, f'{rule}\npress = "first"\nduration_s = 0'))
    settings = read(folder).plan.polls[0].settings
    assert (settings.majority.numerator, settings.majority.denominator) == (2, 3)
    assert settings.majority.citation == "Quy chế"
    assert not settings.majority.verified
    assert settings.duration_ms is None


PINS = (
    ('chair = "an"', 'chair = "an"\nsign_in = "pin-here"'),
    ('short = "CT" }', 'short = "CT", pin = "1234" }'),
    ('short = "CVP" }', 'short = "CVP", pin = "020304" }'),
    ('short = "KM" }', 'short = "KM", pin = "0000" }'),
)


def test_pins_are_read_where_the_meeting_asks_for_them_and_stand_nowhere_else(
    tmp_path: Path,
) -> None:
    meeting = read(make(tmp_path, *PINS))
    assert meeting.plan.sign_in is SignInMode.PIN_HERE
    assert meeting.pins == {"an": "1234", "binh": "020304", "chi": "0000"}
    assert b"020304" not in meeting.roster
    assert "020304" not in repr(meeting)


def test_pins_are_left_alone_where_nobody_asks_for_them(tmp_path: Path) -> None:
    meeting = read(make(tmp_path, *PINS[1:]))
    assert meeting.plan.sign_in is SignInMode.ASSIGNMENT
    assert meeting.pins == {}


def test_a_person_without_a_pin_is_a_problem_and_no_problem_tells_a_pin(tmp_path: Path) -> None:
    changes = (PINS[0], ('short = "CT" }', 'short = "CT", pin = "12a4" }'), PINS[3])
    found = problems(make(tmp_path, *changes))
    assert [problem.code for problem in found] == ["bad-pin", "pin-missing"]
    assert not any("12a4" in describe(problem, "vi") for problem in found)


DUNG = '{ id = "dung", name = "Hồ Dung", title = "Phó", short = "HD", for = "binh" }'
SUBSTITUTES = ("guests = [", f"substitutes = [{DUNG}]\nguests = [")


def test_substitutes_and_absences_are_part_of_the_plan(tmp_path: Path) -> None:
    away = ('short = "CVP" }', 'short = "CVP", absence = "excused" }')
    tellers = ('secretary = "binh"', 'secretary = "binh"\ntellers = ["an", "chi"]')
    plan = read(make(tmp_path, SUBSTITUTES, away, tellers)).plan
    assert plan.persons[1] == Person("binh", votes=True, absence=Absence.EXCUSED)
    substitute = Person("dung", votes=False, role=Role.SUBSTITUTE, stands_for="binh")
    assert plan.persons[2] == substitute
    assert plan.tellers == ("an", "chi")


GROUPS = """
deputies = ["binh"]
agencies = ["Sở Tài chính", "Sở Xây dựng"]
speech_mode = "groups"
"""
GROUPS_TABLES = """
[[groups]]
id = "to-1"
label = "Tổ 1"
budget_minutes = 20
[[groups]]
id = "to-2"
label = "Tổ 2"
[[before]]
date = 2026-10-27
minutes = 305
votes = 7
seconds_per_vote = 140
paper = true
[[before]]
date = 2026-09-25
minutes = 290
"""
SPEAKING = """minutes = 30
speaker = "chi"
expected_papers = 2
opinions = { agree = 9, other = 1 }
registered = [{ person = "binh", kind = "debate" }, { person = "chi" }]
"""


def test_speaking_groups_agencies_and_earlier_sessions_are_part_of_the_plan(
    tmp_path: Path,
) -> None:
    changes = (
        ("minutes = 30", SPEAKING),
        ('secretary = "binh"', f'secretary = "binh"{GROUPS}'),
        ('short = "CVP" }', 'short = "CVP", group = "to-2" }'),
        ('rule_pack = "ubnd"', f'rule_pack = "ubnd"{GROUPS_TABLES}'),
    )
    plan = read(make(tmp_path, *changes)).plan
    assert plan.deputies == ("binh",)
    assert plan.agencies == ("Sở Tài chính", "Sở Xây dựng")
    assert plan.groups == (Group("to-1", "Tổ 1", 1_200_000), Group("to-2", "Tổ 2"))
    assert [person.group for person in plan.persons] == ["", "to-2", ""]
    assert plan.before == (
        PastSession("2026-10-27", 305, 7, 140, paper=True),
        PastSession("2026-09-25", 290),
    )
    assert (plan.norms.mode, plan.norms.presentation_ms) == (QueueMode.GROUPS, 600_000)
    item = plan.items[0]
    assert (item.speaker, item.expected_papers, item.opinions) == ("chi", 2, Opinions(9, 1, 0))
    assert item.registered == (Registration("binh", SpeechKind.DEBATE), Registration("chi"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('secretary = "binh"', 'secretary = "binh"\ndeputies = ["chi"]'), "not-a-member"),
        (('secretary = "binh"', 'secretary = "binh"\nspeech_mode = "x"'), "unknown-value"),
        (('secretary = "binh"', 'secretary = "binh"\nagencies = ["A", "A"]'), "duplicate-id"),
        (('secretary = "binh"', 'secretary = "binh"\nagencies = [""]'), "empty-text"),
        (('secretary = "binh"', 'secretary = "binh"\nagencies = [1]'), "wrong-type"),
        (('short = "CVP" }', 'short = "CVP", group = "to-9" }'), "unknown-group"),
        (('{ id = "chi"', f'{TWIN.replace("an", "chair", 1)}{{ id = "chi"'), "reserved-id"),
        (("minutes = 30", 'minutes = 30\nspeaker = "x"'), "unknown-person"),
        (("minutes = 30", "minutes = 30\nexpected_papers = -1"), "number-out-of-range"),
        (("minutes = 30", "minutes = 30\nopinions = { other = 1 }"), "missing-key"),
        (("minutes = 30", 'minutes = 30\nregistered = [{ person = "x" }]'), "unknown-person"),
        (
            ("minutes = 30", 'minutes = 30\nregistered = [{person="an"}, {person="an"}]'),
            "duplicate-id",
        ),
        (
            ("minutes = 30", 'minutes = 30\nregistered = [{person="an", kind="presentation"}]'),
            "unknown-value",
        ),
        (
            ("[[items]]", '[[groups]]\nid="a"\nlabel="A"\n[[groups]]\nid="a"\nlabel="B"\n[[items]]'),
            "duplicate-id",
        ),
        (("[[items]]", "[[before]]\nminutes = 3\n[[items]]"), "missing-key"),
        (("[[items]]", "[[before]]\ndate = 2026-01-01\nminutes = 0\n[[items]]"), "number-out-of-range"),
    ],
)  # fmt: skip
def test_a_slip_about_speaking_and_groups_is_told(
    tmp_path: Path, change: tuple[str, str], code: str
) -> None:
    assert [problem.code for problem in problems(make(tmp_path, change))] == [code]


ELECTION = f"""{QUESTION}
kind = "paper"
form = "options"
places = 2
excluded = ["an"]
options = [
  {{ id = "em", name = "Vũ Em", title = "Giám đốc Sở" }},
  {{ id = "binh" }},
  {{ name = "Lò Giang", short = "LG" }},
]"""


def test_an_election_has_candidates_whose_names_go_to_the_roster(tmp_path: Path) -> None:
    meeting = read(make(tmp_path, (QUESTION, ELECTION)))
    (poll,) = meeting.plan.polls
    assert (poll.form, poll.kind, poll.places, poll.picks) == (Form.OPTIONS, PollKind.PAPER, 2, 2)
    assert poll.options == (Option("em", ""), Option("binh", ""), Option("item-1-poll-1-3", ""))
    assert poll.excluded == ("an",)
    names = Roster.parse(meeting.roster)
    assert [names.of(option.option).name for option in poll.options] == [
        "Vũ Em",
        "Lê Bình",
        "Lò Giang",
    ]
    assert meeting.plan.roster_sha256 == hashlib.sha256(meeting.roster).hexdigest()
    settings = poll.settings
    assert (settings.majority.base, settings.tie) == (Base.CAST, TieRule.NONE)


def test_things_to_choose_have_labels(tmp_path: Path) -> None:
    options = 'form = "options"\npicks = 2\noptions = [{ label = "Thứ hai" }, { label = "Thứ ba" }]'
    (poll,) = read(make(tmp_path, (QUESTION, f"{QUESTION}\n{options}"))).plan.polls
    assert [option.label for option in poll.options] == ["Thứ hai", "Thứ ba"]
    assert (poll.picks, poll.places) == (2, 1)


def test_a_confidence_vote_takes_its_shares_from_the_rule_pack(tmp_path: Path) -> None:
    asked = 'form = "confidence"\noptions = [{ id = "an" }]'
    changes = ((QUESTION, f"{QUESTION}\n{asked}"), ('"ubnd"', '"hdnd"'))
    (poll,) = read(make(tmp_path, *changes)).plan.polls
    assert poll.settings.confidence is not None
    assert poll.settings.majority.citation == "Nghị quyết số 96/2023/QH15"
    assert poll.settings.majority.base is Base.MEMBERS


def test_a_package_and_a_draft(tmp_path: Path) -> None:
    asked = f'{QUESTION}\npackage = ["khac"]\ndrafted = true'
    (poll,) = read(make(tmp_path, (QUESTION, asked))).plan.polls
    assert (poll.package, poll.drafted) == (("khac",), True)


def test_questions_asked_in_the_session_are_judged_by_the_rule_pack(tmp_path: Path) -> None:
    plan = read(make(tmp_path)).plan
    assert plan.defaults == plan.polls[0].settings


OPTIONS = 'form = "options"\noptions'


@pytest.mark.parametrize(
    ("added", "code"),
    [
        ('package = ["item-1"]', "unknown-item"),
        ('package = ["item-9"]', "unknown-item"),
        ('excluded = ["chi"]', "not-a-member"),
        ('excluded = ["an", "an"]', "duplicate-id"),
        ('form = "confidence"\noptions = [{ id = "an" }]', "no-confidence-rule"),
        (f"{OPTIONS} = []", "no-options"),
        ('form = "options"', "no-options"),
        (f'{OPTIONS} = [{{ label = "A" }}, {{ label = "B", name = "C" }}]', "label-or-name"),
        (f'{OPTIONS} = [{{ label = "A" }}, {{ id = "x" }}]', "label-or-name"),
        (f'{OPTIONS} = [{{ id = "an", name = "Ai khác" }}]', "duplicate-id"),
        (f'{OPTIONS} = [{{ id = "a", label = "A" }}, {{ id = "a", label = "B" }}]', "duplicate-id"),
        (f'picks = 2\n{OPTIONS} = [{{ label = "A" }}]', "number-out-of-range"),
        ('options = [{ label = "A" }]', "unknown-key"),
        ("plus = 1", "rule-without-citation"),
        ('abstention = "ignored"', "unknown-value"),
    ],
)
def test_a_poll_that_does_not_fit_is_one_problem(tmp_path: Path, added: str, code: str) -> None:
    found = problems(make(tmp_path, (QUESTION, f"{QUESTION}\n{added}")))
    assert [problem.code for problem in found] == [code]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        (ITEM_TITLE, "", "item-without-title", "[[items]]"),
        (ITEM_TITLE, 'title = "  "', "item-without-title", 'title = "  "'),
        ('seat = "03"', 'seat = "01"', "duplicate-seat", '{ seat = "01", person = "chi" },'),
        ('seat = "03"', 'seat = "09"', "unknown-seat", '{ seat = "09", person = "chi" },'),
        ('"03", person = "chi"', '"03", person = "an"', "person-on-two-seats", None),
        ('"03", person = "chi"', '"03", person = "dung"', "unknown-person", None),
        ('"ubnd"', '"quoc-hoi"', "unknown-rule-pack", 'rule_pack = "quoc-hoi"'),
        (QUESTION, f"{QUESTION}\nquorom = 1", "unknown-key", "quorom = 1"),
        (QUESTION, f'{QUESTION}\npress = "never"', "unknown-value", 'press = "never"'),
        (QUESTION, f'{QUESTION}\nkind = "secret"', "secret-poll-unsupported", 'kind = "secret"'),
        (QUESTION, f"{QUESTION}\nnumerator = 2", "rule-without-citation", "[[items.polls]]"),
        ("guests = [", f"guests = [\n{TWIN}", "duplicate-id", TWIN),
        (
            'secretary = "binh"',
            'secretary = "binh"\ntellers = ["ai"]',
            "unknown-person",
            'tellers = ["ai"]',
        ),
        (
            SUBSTITUTES[0],
            SUBSTITUTES[1].replace('for = "binh"', 'for = "chi"'),
            "not-a-member",
            None,
        ),
        ('short = "CT" }', 'short = "CT", absence = "late" }', "unknown-value", None),
        ('chair = "an"', 'chair = "an"\nsign_in = "face"', "unknown-value", 'sign_in = "face"'),
        ('id = "khac"', 'id = "item-1"', "duplicate-id", 'id = "item-1"'),
        ('id = "khac"', 'id = "Khác"', "invalid-id", 'id = "Khác"'),
        ('chair = "an"', 'chair = "chi"', "chair-not-a-member", 'chair = "chi"'),
        ("minutes = 30", "minutes = 601", "number-out-of-range", "minutes = 601"),
        ("minutes = 30", "minutes = 0", "number-out-of-range", "minutes = 0"),
        ("minutes = 30", "minutes = true", "wrong-type", "minutes = true"),
        ("08:00:00+07:00", "08:00:00", "start-without-offset", None),
        ('"Phòng A2"', '"a\\u0007"', "control-character", None),
        ("papers/a.pdf", "../a.pdf", "path-outside-folder", 'file = "../a.pdf"'),
        ("papers/a.pdf", "/etc/passwd", "path-outside-folder", 'file = "/etc/passwd"'),
        ("papers/a.pdf", "papers/b.pdf", "missing-file", 'file = "papers/b.pdf"'),
        ("papers/a.pdf", "papers", "not-a-file", 'file = "papers"'),
        ("papers/a.pdf", "x" * 400, "missing-file", None),
        ('place = "Phòng A2"', "place = Phòng A2", "malformed-toml", "place = Phòng A2"),
    ],
)
def test_one_fault_is_one_problem_at_its_line(
    tmp_path: Path, old: str, new: str, code: str, line: str | None
) -> None:
    folder = make(tmp_path, (old, new))
    (problem,) = problems(folder)
    assert problem.code == code
    if line is not None:
        assert written_at(folder, problem) == line


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty-file"), (b"<html>", "not-a-pdf"), (b"MAT", "paper-marked-secret")],
)
def test_a_refused_paper_is_a_problem_at_its_line(tmp_path: Path, data: bytes, code: str) -> None:
    folder = make(tmp_path)
    (folder / "papers" / "a.pdf").write_bytes(data)
    (problem,) = problems(folder)
    assert (problem.code, written_at(folder, problem)) == (code, 'file = "papers/a.pdf"')


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(b"%PDF-x")
    (tmp_path / "in").mkdir()
    folder = make(tmp_path / "in")
    (folder / "papers" / "a.pdf").unlink()
    (folder / "papers" / "a.pdf").symlink_to(outside)
    assert [p.code for p in problems(folder)] == ["path-outside-folder"]


def test_all_faults_are_reported_together_in_order(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        ('chair = "an"', 'chair = "x"'),
        ('seat = "03"', 'seat = "77"'),
        ('"ubnd"', '"none"'),
        (ITEM_TITLE, ""),
        ("papers/a.pdf", "papers/none.pdf"),
        ("minutes = 10", "minutes = 9999"),
    )
    found = problems(folder)
    assert [p.code for p in found] == [
        "chair-not-a-member",
        "unknown-seat",
        "unknown-rule-pack",
        "item-without-title",
        "missing-file",
        "number-out-of-range",
    ]
    assert [p.line for p in found] == sorted(p.line for p in found)


def test_a_folder_without_its_file_or_items_is_refused(tmp_path: Path) -> None:
    assert [p.code for p in problems(tmp_path)] == ["no-meeting-file"]
    folder = make(tmp_path)
    (folder / "meeting.toml").write_text(MEETING[: MEETING.index("[[items]]")], encoding="utf-8")
    assert [p.code for p in problems(folder)] == ["no-items"]


def test_an_empty_file_names_everything_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "meeting.toml").write_text("", encoding="utf-8")
    found = problems(tmp_path)
    assert {"title", "subject", "place", "chair", "body"} <= {p.facts.get("key") for p in found}
    assert {"no-items", "no-members"} <= {p.code for p in found}


def test_progress_is_told_paper_by_paper(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    read_folder(
        make(tmp_path), LAYOUT, [STANDARD_PACKS], "m", intake, lambda *step: told.append(step)
    )
    assert told == [(0, 1, "Tờ trình"), (1, 1, "")]


def test_every_problem_has_a_sentence_in_both_languages(tmp_path: Path) -> None:
    (problem,) = problems(make(tmp_path, ("papers/a.pdf", "papers/b.pdf")))
    line = problem.line
    assert describe(problem, "vi") == (
        f"meeting.toml:{line}: Không tìm thấy tệp “papers/b.pdf”. [missing-file]"
    )
    assert describe(problem, "en") == (
        f"meeting.toml:{line}: The file “papers/b.pdf” does not exist. [missing-file]"
    )


def test_a_scan_is_vouched_for_by_two_different_people(tmp_path: Path) -> None:
    old = 'file = "papers/a.pdf"'
    given: list[Submission] = []

    def listening(submission: Submission) -> AcceptedPaper:
        given.append(submission)
        return intake(submission)

    folder = make(tmp_path, (old, f'{old}\nseen_by = ["Lại Thu Hà", "Khổng Minh Đạt"]'))
    read_folder(folder, LAYOUT, [STANDARD_PACKS], "phien-11", listening, lambda *_: None)
    assert given[0].seen_by == ("Lại Thu Hà", "Khổng Minh Đạt")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ('["Lại Thu Hà"]', "witnesses-missing"),
        ('["Lại Thu Hà", "lại  thu hà"]', "witnesses-missing"),
        ('["Lại Thu Hà", ""]', "witnesses-missing"),
        ('"Lại Thu Hà"', "wrong-type"),
        (str([f"{n}" for n in range(11)]), "too-many"),
    ],
)
def test_one_person_alone_vouches_for_nothing(tmp_path: Path, value: str, code: str) -> None:
    old = 'file = "papers/a.pdf"'
    (problem,) = problems(make(tmp_path, (old, f"{old}\nseen_by = {value}")))
    assert problem.code == code


def test_every_code_in_the_sources_has_a_sentence() -> None:
    root = Path(__file__).parents[3] / "hub"
    sources = [
        *(root / "application").glob("folder_*.py"),
        *(root / "application").glob("toml_*.py"),
    ]
    names = ("meeting_folder.py", "rule_pack.py", "rule_packs.py")
    sources += [root / "application" / name for name in names]
    text = "".join(
        path.read_text(encoding="utf-8") for path in sources if "wording" not in path.name
    )
    used = set(re.findall(r'(?:wrong|add|FolderProblem)\(\s*"([a-z-]+)"', text))
    used |= set(re.findall(r'code = "([a-z-]+)"', text))
    port = (root / "application" / "intake.py").read_text(encoding="utf-8")
    used |= set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", port))
    assert len(used) > 35
    assert used <= CODES
