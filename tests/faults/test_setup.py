"""What stands in the way at the start is one clear sentence with a code, and nothing half-made is left."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from firmware_config.folder import RoomFolder
from hub.store.meetings import MeetingFolder
from protocol.identifiers import DeviceId
from tests.hub.distribution.pdf_maker import text_pdf
from tests.support.hall import (
    CHAIR,
    LIMIT,
    MEETING,
    ROOT,
    call,
    import_meeting,
    kept_meeting,
    stage_room,
    terminal_settings,
    until,
    write_folder,
)

pytestmark = pytest.mark.faults

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room with an imported meeting, its meeting folder, and a second room."""
    root = tmp_path_factory.mktemp("made")
    import_meeting(stage_room(root / "room"), write_folder(root / "folder"))
    stage_room(root / "other")
    return root


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(made, tmp_path / "site"))


def room_of(site: Path) -> RoomFolder:
    return RoomFolder(site / "room")


def hub(site: Path, *arguments: str | Path, **environment: str) -> Done:
    settings = room_of(site).hub_settings
    return call("hub.main", "--settings", settings, *arguments, environment=environment)


def import_as(site: Path, meeting: str = "moi") -> Done:
    return hub(site, "import", site / "folder", "--meeting", meeting)


def terminals(site: Path, *names: str) -> Done:
    return call("device.main", *(terminal_settings(room_of(site), name) for name in names))


def tree(root: Path) -> dict[str, str]:
    """Every file below `root` with the hash of its content."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    found = {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    found.update({f"{path.relative_to(root)}/": "" for path in root.rglob("*/")})
    return found


def says(done: Done, code: str, vietnamese: str = "") -> None:
    """A sentence with `code` in brackets on standard error, status 1, no traceback."""
    assert done.returncode == 1, (done.returncode, done.stderr)
    assert "Traceback" not in done.stderr, done.stderr
    assert f"[{code}]" in done.stderr, done.stderr
    assert vietnamese in done.stderr, done.stderr
    assert done.stdout == ""


# ── settings and choice of meeting ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("room = ", "file"),
        ('room = "phong-thu"\nname = "x"\nspeed = 3\n', "speed"),
        ('room = "Phòng"\nname = "x"\n', "room"),
        ('room = "phong-thu"\nname = "x"\n[broker]\nport = "cao"\n', "broker.port"),
    ],
)
def test_a_broken_hub_toml(site: Path, text: str, named: str) -> None:
    room_of(site).hub_settings.write_text(text, encoding="utf-8")
    done = hub(site, "status")
    says(done, "settings-refused", "Tệp thiết lập có lỗi")
    assert named in done.stderr


def test_no_hub_toml(site: Path) -> None:
    room_of(site).hub_settings.unlink()
    says(hub(site, "run"), "settings-refused")


def test_an_unknown_meeting(site: Path) -> None:
    before = tree(site)
    says(hub(site, "run", "--meeting", "khong-co"), "unknown-meeting", "Không có phiên họp")
    assert tree(site) == before


def test_a_meeting_id_that_cannot_be_one(site: Path) -> None:
    says(hub(site, "run", "--meeting", "../phiên"), "invalid-identifier", "Mã chỉ gồm")
    says(import_as(site, "Phiên họp"), "invalid-identifier", "--meeting")


def test_no_meeting_at_all(site: Path) -> None:
    shutil.rmtree(room_of(site).hub / "data")
    says(hub(site, "run"), "no-meeting", "Chưa có phiên họp nào")


def test_a_meeting_imported_twice(site: Path) -> None:
    before = tree(site)
    says(import_as(site, MEETING), "meeting-exists", "đã có")
    assert tree(site) == before


@pytest.mark.parametrize(
    "arguments", [[], ["hold"], ["import"], ["run", "--room", "x"], ["--language", "fr", "status"]]
)
def test_wrong_usage_is_status_2(site: Path, arguments: list[str]) -> None:
    assert hub(site, *arguments).returncode == 2


def test_english_at_a_switch(site: Path) -> None:
    done = hub(site, "--language", "en", "run", "--meeting", "khong-co")
    says(done, "unknown-meeting", "There is no meeting with this id")


# ── the broker ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.broker
def test_a_busy_port(site: Path) -> None:
    settings = room_of(site).hub_settings.read_text(encoding="utf-8")
    port = int(settings.partition("port = ")[2].split()[0])
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port))
        holder.listen()
        says(hub(site, "run"), "port-busy", "đang bị chương trình khác dùng")


def test_no_mosquitto(site: Path, tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    setpriv = shutil.which("setpriv")
    assert setpriv
    (programs / "setpriv").symlink_to(setpriv)
    says(hub(site, "run", PATH=str(programs)), "mosquitto-missing", "apt install mosquitto")


# ── identities ──────────────────────────────────────────────────────────────────────────────────────


def swap_identity(site: Path) -> None:
    shutil.rmtree(room_of(site).hub_identity)
    shutil.copytree(site / "other" / "hub" / "identity", room_of(site).hub_identity)


def swap_hub_certificate(site: Path) -> None:
    shutil.copy(site / "other" / "hub" / "identity" / "hub.pem", room_of(site).hub_identity)


def swap_broker_certificate(site: Path) -> None:
    shutil.copy(site / "other" / "hub" / "identity" / "broker.pem", room_of(site).hub_identity)


def swap_roles(site: Path) -> None:
    identity = room_of(site).hub_identity
    shutil.copy(identity / "devices" / "chair.pem", identity / "hub.pem")


def other_room_in_settings(site: Path) -> None:
    settings = room_of(site).hub_settings
    text = settings.read_text(encoding="utf-8").replace('"phong-thu"', '"phong-khac"')
    settings.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "spoil",
    [swap_hub_certificate, swap_broker_certificate, swap_roles, other_room_in_settings],
)
def test_a_hub_with_a_certificate_of_another_room(
    site: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(site)
    done = hub(site, "run")
    says(done, "foreign-certificate", "không do phòng họp này cấp")
    assert ".pem" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("hub.key", None, "key-missing"),
        ("hub.key", b"", "key-malformed"),
        ("hub.pem", None, "certificate-unreadable"),
        ("hub.pem", b"x", "malformed"),
        ("ca.pem", None, "certificate-unreadable"),
        ("ca.pem", b"", "malformed"),
        ("devices/chair.pem", b"x", "malformed"),
    ],
)
def test_an_unreadable_identity_of_the_hub(
    site: Path, name: str, content: bytes | None, code: str
) -> None:
    path = room_of(site).hub_identity / name
    path.unlink() if content is None else path.write_bytes(content)
    done = hub(site, "run")
    says(done, code)
    assert Path(name).name in done.stderr or "ca.pem" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("device.key", None, "key-missing"),
        ("device.key", b"", "key-malformed"),
        ("device.pem", None, "key-malformed"),
        ("hub.pem", b"x", "malformed"),
        ("ca.pem", None, "certificate-unreadable"),
    ],
)
def test_an_unreadable_identity_of_a_terminal(
    site: Path, name: str, content: bytes | None, code: str
) -> None:
    path = room_of(site).terminal(DeviceId("seat-01")) / "identity" / name
    path.unlink() if content is None else path.write_bytes(content)
    says(terminals(site, "seat-01"), code)


@pytest.mark.parametrize("foreign", ["room", "device", "role", "hub"])
def test_a_terminal_with_the_certificate_of_another(site: Path, foreign: str) -> None:
    ours = room_of(site)
    seat = ours.terminal(DeviceId("seat-01")) / "identity"
    source = {
        "room": RoomFolder(site / "other").terminal(DeviceId("seat-01")) / "identity",
        "device": ours.terminal(DeviceId("seat-02")) / "identity",
        "role": ours.terminal(DeviceId(CHAIR)) / "identity",
        "hub": RoomFolder(site / "other").terminal(DeviceId("seat-01")) / "identity",
    }[foreign]
    names = ["hub.pem"] if foreign == "hub" else ["device.pem", "device.key"]
    for name in names:
        shutil.copy(source / name, seat)
    says(terminals(site, "seat-01"), "foreign-certificate", "không do phòng họp này cấp")


def test_terminals_of_two_rooms_in_one_call(site: Path) -> None:
    settings = terminal_settings(room_of(site), "seat-02")
    text = settings.read_text(encoding="utf-8").replace('"phong-thu"', '"phong-khac"')
    settings.write_text(text, encoding="utf-8")
    says(terminals(site, "seat-01", "seat-02"), "other-rooms-terminal", "cùng một phòng họp")


def test_a_network_address_that_is_not_this_machines(site: Path) -> None:
    settings = terminal_settings(room_of(site), "seat-01")
    text = settings.read_text(encoding="utf-8").replace("127.0.0.1", "192.0.2.1", 1)
    settings.write_text(text, encoding="utf-8")
    says(terminals(site, "seat-01"), "no-such-interface")


def test_a_window_program_with_the_settings_of_another_role(site: Path) -> None:
    done = call("ui.run", "wall", terminal_settings(room_of(site), "seat-01"))
    says(done, "wrong-role", "vai trò khác")


# ── what is kept ────────────────────────────────────────────────────────────────────────────────────


def damage(meeting: MeetingFolder, how: str) -> None:
    if how == "no database":
        meeting.record.write_bytes(b"x" * 8192)
    elif how == "cut off":
        meeting.record.write_bytes(meeting.record.read_bytes()[:6000])
    elif how == "roster gone":
        meeting.roster.unlink()
    elif how == "roster broken":
        meeting.roster.write_bytes(b"{")
    elif how == "manifest broken":
        next(meeting.sealed.glob("*/manifest.json")).write_bytes(b"[]")
    elif how == "paper gone":
        shutil.rmtree(next(meeting.sealed.iterdir()))
    elif how == "keys broken":
        meeting.keys.write_bytes(b"x" * 8192)
    else:
        data = meeting.record.read_bytes()
        changed = data.replace(b"dai-bieu-07", b"dai-bieu-77")
        assert changed != data
        meeting.record.write_bytes(changed)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("no database", "record-damaged"),
        ("cut off", "record-damaged"),
        ("a byte changed", "chain-broken"),
        ("roster gone", "file-unusable"),
        ("roster broken", "roster-malformed"),
        ("manifest broken", "unexpected-shape"),
        ("paper gone", "file-unusable"),
        ("keys broken", "record-damaged"),
    ],
)
def test_a_damaged_meeting_is_not_held(site: Path, how: str, code: str) -> None:
    damage(kept_meeting(room_of(site)), how)
    says(hub(site, "run", "--meeting", MEETING), code)


# ── folders that are not in order ───────────────────────────────────────────────────────────────────


def edit(site: Path, old: str, new: str) -> None:
    path = site / "folder" / "meeting.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def paper(site: Path, content: bytes | None) -> None:
    path = site / "folder" / "papers" / "to-trinh.pdf"
    path.unlink() if content is None else path.write_bytes(content)


FOLDERS: dict[str, Callable[[Path], None]] = {
    "no-meeting-file": lambda site: (site / "folder" / "meeting.toml").unlink(),
    "malformed-toml": lambda site: edit(site, "title = ", "title == "),
    "missing-file": lambda site: paper(site, None),
    "empty-file": lambda site: paper(site, b""),
    "not-a-pdf": lambda site: paper(
        site, b"<!doctype html><title>x</title><p>T\xe1\xbb\x9d tr\xc3\xacnh"
    ),
    "unreadable-pdf": lambda site: paper(site, b"%PDF-1.7\n" + b"\xff" * 900),
    "paper-marked-secret": lambda site: paper(site, text_pdf("MẬT", "Tờ trình", "Số: 12/TTr")),
    "duplicate-seat": lambda site: edit(site, 'seat = "03"', 'seat = "02"'),
    "unknown-seat": lambda site: edit(site, 'seat = "03"', 'seat = "99"'),
    "person-on-two-seats": lambda site: edit(
        site, 'person = "dai-bieu-03"', 'person = "dai-bieu-02"'
    ),
    "unknown-rule-pack": lambda site: edit(site, '"ubnd"', '"khong-co"'),
    "unknown-value": lambda site: edit(site, "duration_s = 0", 'press = "middle"'),
    "item-without-title": lambda site: edit(site, '[[items]]\ntitle = "Tờ trình"', "[[items]]"),
    "chair-not-a-member": lambda site: edit(site, 'chair = "dai-bieu-01"', 'chair = "ai-do"'),
    "secret-poll-unsupported": lambda site: edit(site, "duration_s = 0", 'kind = "secret"'),
}


@pytest.mark.parametrize("code", FOLDERS)
def test_a_folder_that_is_not_in_order_leaves_nothing(site: Path, code: str) -> None:
    FOLDERS[code](site)
    before = tree(site)
    done = import_as(site)
    says(done, code)
    first = done.stderr.splitlines()[0]
    assert first.startswith("meeting.toml:")
    assert first.count(f"[{code}]") == 1
    assert first.count("meeting.toml:") == 1
    assert tree(site) == before


def test_every_problem_of_a_folder_is_told_at_once(site: Path) -> None:
    paper(site, None)
    edit(site, 'seat = "03"', 'seat = "02"')
    edit(site, '"ubnd"', '"khong-co"')
    done = import_as(site)
    for code in ("missing-file", "duplicate-seat", "unknown-rule-pack"):
        says(done, code)


# ── full disks ──────────────────────────────────────────────────────────────────────────────────────


def on_small_disk(place: Path, kib: int, *command: str | Path) -> Done:
    """Run a command for which `place`, an empty folder, is a disk of its own; then list what is there."""
    script = (
        'mount -t tmpfs -o "size=$2k" none "$1" || exit 9; place=$1; shift 2; '
        '"$@"; status=$?; find "$place" -mindepth 1; exit "$status"'
    )
    unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if os.geteuid() != 0:
        unshare.append("--map-root-user")
    done = subprocess.run(
        [*unshare, "sh", "-c", script, "sh", str(place), str(kib), *map(str, command)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=4 * LIMIT,
        check=False,
    )
    if done.returncode == 9:
        pytest.skip(f"this machine allows no mounts: {done.stderr}")
    return done


@pytest.mark.parametrize("kib", [4, 24, 48, 64])
def test_a_full_disk_during_import(site: Path, kib: int) -> None:
    data = room_of(site).hub / "data"
    shutil.rmtree(data)
    data.mkdir()
    command = [sys.executable, "-m", "hub.main", "--settings", room_of(site).hub_settings]
    done = on_small_disk(data, kib, *command, "import", site / "folder", "--meeting", "moi")
    assert done.stdout.splitlines() == [str(data / "meetings")]
    done.stdout = ""
    says(done, "disk-full", "Đĩa đã đầy")


@pytest.mark.broker
def test_a_full_disk_during_a_session(site: Path) -> None:
    """The session itself is `full_disk_session`, run where the hub's data lies on a small disk."""
    data = room_of(site).hub / "data"
    kept = Path(shutil.move(data, site / "kept"))
    data.mkdir()
    script = [sys.executable, "-m", "tests.faults.full_disk_session"]
    done = on_small_disk(data, 64 * 1024, *script, site, kept)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_import_leaves_nothing_of_a_meeting(
    site: Path, tmp_path: Path, number: signal.Signals
) -> None:
    before = tree(site)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "hub.main", "--settings", room_of(site).hub_settings, "import"]
    importing = subprocess.Popen(
        [*command, site / "folder", "--meeting", "moi"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)},
    )
    asyncio.run(until(lambda: any_below(scratch)))  # a paper is being looked at
    importing.send_signal(number)
    status = importing.wait(LIMIT)
    assert tree(site) == before
    if number is not signal.SIGKILL:
        assert status == 130
        assert not list(scratch.iterdir())


async def any_below(folder: Path) -> bool:
    return await asyncio.to_thread(lambda: any(folder.iterdir()))
