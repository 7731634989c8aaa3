"""Made-up meetings and bundles for the centre's tests, signed with a key of the test's own.

The full verifier has its own tests; `verify_sample` checks just enough to tell a forged bundle: the
manifest's signature by the room's key (which stands in for the CA file) and every file's hash.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hub.centre.examination import Finding, Verdict
from hub.domain import events
from hub.domain.tally import Result
from hub.domain.vocabulary import (
    Base,
    Choice,
    Interim,
    ItemPlan,
    MajorityRule,
    MeetingPlan,
    Outcome,
    Person,
    PollKind,
    PollPlan,
    PollSettings,
    PressRule,
    QuorumPolicy,
    QuorumRule,
    TieRule,
)
from protocol import bundle, record, shapes
from protocol.errors import RemoteProtocolError
from tests.support.bundles import first_difference

ROOM, MEETING = "phong-a2", "ubnd-2026-10"
START = 1_793_323_800_000  # 08:30, 30/10/2026 in Vietnam
MAJORITY = MajorityRule(
    Base.MEMBERS,
    1,
    2,
    strict=True,
    citation="Luật Tổ chức chính quyền địa phương 2025",
    verified=False,
)


def key(seed: int) -> Ed25519PrivateKey:
    """A fixed key, different for every seed."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(str(seed).encode()).digest())


ROOM_KEY, CENTRE_KEY, STRANGER = key(1), key(2), key(3)


def trust(folder: Path, room: str = ROOM, room_key: Ed25519PrivateKey = ROOM_KEY) -> Path:
    """A folder of trusted rooms with one room in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{room}.pem").write_bytes(room_key.public_key().public_bytes_raw())
    return folder


def verify_with(public: Ed25519PublicKey, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made by the key."""
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def verify_sample(path: Path, ca_pem: bytes) -> Verdict:
    """A small verifier; never raises for a bad file."""
    try:
        with zipfile.ZipFile(path) as file:
            content = {name: file.read(name) for name in file.namelist()}
        manifest_bytes = content.pop(bundle.MANIFEST)
        signature = content.pop(bundle.SIGNATURE)
        manifest = bundle.parse_manifest(manifest_bytes)
    except (zipfile.BadZipFile, KeyError, RemoteProtocolError) as error:
        return Verdict(sound=False, findings=(Finding("unreadable", str(error)),))
    public = Ed25519PublicKey.from_public_bytes(ca_pem)
    if not verify_with(public, manifest_bytes, signature):
        return Verdict(sound=False, findings=(Finding("bad-signature", bundle.MANIFEST),))
    wrong = first_difference(manifest, {file.path: file for file in listed(content)})
    if wrong is not None:
        return Verdict(sound=False, findings=(Finding("file-changed", wrong),))
    return Verdict(sound=True)


def listed(content: dict[str, bytes]) -> tuple[bundle.BundleFile, ...]:
    """The manifest's lines for some files."""
    return tuple(
        bundle.BundleFile(path, hashlib.sha256(data).hexdigest(), len(data))
        for path, data in sorted(content.items())
    )


def plan(title: str = "Phiên họp thường kỳ tháng 10 năm 2026", members: int = 21) -> MeetingPlan:
    """A committee's monthly meeting with three polls planned."""
    settings = PollSettings(
        MAJORITY,
        PressRule.LAST,
        60_000,
        Interim.CHAIR,
        TieRule.CHAIR_SIDE,
        QuorumPolicy.BLOCK,
    )
    questions = (
        "Thông qua kế hoạch vốn đầu tư công trung hạn 2026 – 2030",
        "Thông qua phương án di dời 38 hộ vùng sạt lở",
        "Thông qua đề án sáp nhập ba trung tâm y tế",
    )
    return MeetingPlan(
        meeting=MEETING,
        room=ROOM,
        room_name="Phòng họp không giấy A2",
        body_name="Ủy ban nhân dân tỉnh Lâm Hà",
        body_parent="",
        place="Trụ sở UBND tỉnh",
        title=title,
        subject="thường kỳ tháng 10",
        starts_at=START,
        chair="p01",
        secretary="g01",
        chair_title="Chủ tịch",
        rule_pack="committee",
        quorum=QuorumRule(2, 3, strict=False, citation="Quy chế làm việc", verified=False),
        persons=(
            *(Person(f"p{number:02}", votes=True) for number in range(1, members + 1)),
            Person("g01", votes=False),
            Person("g02", votes=False),
        ),
        seats=(),
        items=tuple(
            ItemPlan(f"i{number}", number, questions[number - 1], "Sở Tài chính", 20, "")
            for number in (1, 2, 3)
        ),
        papers=(),
        polls=tuple(
            PollPlan(
                f"b{number}", f"i{number}", questions[number - 1], PollKind.ROLL_CALL, settings
            )
            for number in (1, 2, 3)
        ),
        roster_sha256="0" * 64,
        defaults=settings,
    )


def result(yes: int, no: int, abstain: int, silent: int, outcome: Outcome) -> Result:
    """A count among 21 members."""
    present = yes + no + abstain + silent
    return Result(yes, no, abstain, silent, 21 - present, 21, 21, 11, outcome)


def session(title: str = "Phiên họp thường kỳ tháng 10 năm 2026") -> list[events.Event]:
    """A whole session: 20 of 21 members and a guest; one poll carried, one lost, one void."""
    people = [f"p{number:02}" for number in range(1, 21)] + ["g01"]
    cast = [
        events.BallotCast("b1", person, "s01", "seat-01", (Choice.FOR,), "b", "{}", "00")
        for person in people[:19]
    ]
    return [
        events.MeetingConvened(plan(title)),
        *(events.PersonSignedIn(person, "s01", "seat-01", "assignment") for person in people),
        events.SessionOpened(20, 21),
        *cast,
        events.PollClosed("b1", "chair", result(19, 1, 0, 0, Outcome.CARRIED)),
        events.PollClosed("b2", "time", result(9, 8, 2, 1, Outcome.NOT_CARRIED)),
        events.PollClosed("b3", "chair", result(10, 10, 0, 0, Outcome.VOTE_AGAIN)),
        events.PollVoided("b3", "device-failure", "g01"),
        events.SessionClosed(),
    ]


def records(happened: Iterable[events.Event]) -> list[record.Record]:
    """The events as records of one chain, a minute apart."""
    chain: list[record.Record] = []
    prev = record.GENESIS
    for seq, event in enumerate(happened, start=1):
        body = shapes.to_json(event)
        assert isinstance(body, dict)
        at = START + seq * 60_000
        chain.append(record.Record(seq, at, type(event).__name__, "hub", body, prev))
        prev = record.line_hash(record.line(chain[-1]))
    return chain


def write_bundle(
    path: Path,
    happened: Sequence[events.Event] | None = None,
    *,
    room: str = ROOM,
    signer: Ed25519PrivateKey = ROOM_KEY,
    padding: bytes = b"%PDF-1.7 minutes",
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> str:
    """Write a bundle of `happened` to `path` and return its SHA-256.

    `padding` is its minutes, `more` are further files by path.
    """
    lines = [record.line(each) for each in records(session() if happened is None else happened)]
    content = {bundle.LOG: b"".join(line + b"\n" for line in lines), bundle.MINUTES: padding}
    content.update(more)
    head = bundle.BundleHead(len(lines), record.line_hash(lines[-1]))
    manifest = bundle.BundleManifest(bundle.FORMAT, room, MEETING, head, listed(content))
    data = bundle.dump_manifest(manifest)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(bundle.MANIFEST, data)
        file.writestr(bundle.SIGNATURE, signer.sign(data))
        for name, part in content.items():
            file.writestr(name, part)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def altered(path: Path, target: Path) -> str:
    """A copy of a bundle with one byte of its log changed, zip intact; returns its SHA-256."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = bytearray(source.read(name))
            if name == bundle.LOG:
                data[len(data) // 2] ^= 1
            copy.writestr(name, bytes(data))
    return hashlib.sha256(target.read_bytes()).hexdigest()
