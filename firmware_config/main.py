"""`phienhop-tech`: what the technician does to a room before anybody meets in it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from firmware_config.centre import CentrePlan, join_centre, provision_centre
from firmware_config.certificates import TERMINALS, Role
from firmware_config.check import Machine, check_all, settings_file
from firmware_config.errors import SetupError
from firmware_config.folder import RoomFolder
from firmware_config.layout import Device, device
from firmware_config.provision import RoomPlan, issue_devices, missing_devices, provision_room
from firmware_config.revoke import revoke_devices
from firmware_config.schema import Language, load_hub
from firmware_config.system import now
from firmware_config.wording import finding_text, sentence
from protocol.identifiers import DeviceId, RoomId

Command = Callable[[argparse.Namespace], int]

MOST_CONSOLES = 9  # of a kind: every one hears all that the chair may know of the room


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 failed with a sentence, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        return command(options)
    except SetupError as error:
        print(sentence(error, options.language), file=sys.stderr)
        return 1


def _init(options: argparse.Namespace) -> int:
    seats = tuple(
        device(f"seat-{number:02}", Role.SEAT, f"Ghế {number}")
        for number in range(1, options.seats + 1)
    )
    others = (
        *_numbered("chair", Role.CHAIR, "Chủ tọa", options.consoles),
        *_numbered("secretary", Role.SECRETARY, "Thư ký", options.secretaries),
        device("wall", Role.WALL, "Màn hình chung"),
    )
    plan = RoomPlan(
        RoomId(options.room), options.name, options.address, options.port, (*seats, *others)
    )
    folder = provision_room(options.directory, plan, now())
    print(folder.root)
    for entry in plan.devices:
        print(folder.terminal(entry.id))
    return 0


def _numbered(name: str, role: Role, label: str, count: int) -> Iterator[Device]:
    """`name`, `name-2` and so on, `count` of them."""
    if count:
        yield device(name, role, label)
    for number in range(2, count + 1):
        yield device(f"{name}-{number}", role, f"{label} {number}")


def _issue(options: argparse.Namespace) -> int:
    folder = RoomFolder(options.directory)
    wanted = tuple(device(name, options.role) for name in options.device)
    room = load_hub(folder.hub_settings).room
    missing = missing_devices(folder, wanted)
    if not options.dry_run:
        issue_devices(folder, room, missing, now())
    for entry in wanted:
        print("+" if entry in missing else "=", folder.terminal(entry.id))
    return 0


def _revoke(options: argparse.Namespace) -> int:
    wanted = tuple(DeviceId(name) for name in options.device)
    revoked = revoke_devices(RoomFolder(options.directory), wanted, now())
    for name in wanted:
        print("-" if name in revoked else "=", name)
    return 0


def _init_centre(options: argparse.Namespace) -> int:
    names = tuple(options.host or (options.address,))
    plan = CentrePlan(RoomId(options.id), options.name, options.address, options.port, names)
    print(provision_centre(options.directory, plan, now()).root)
    return 0


def _join(options: argparse.Namespace) -> int:
    join_centre(RoomFolder(options.room), RoomFolder(options.centre), options.host)
    return 0


def _check(options: argparse.Namespace) -> int:
    config = load_hub(settings_file(options.directory))
    findings = check_all(Machine(config, now(), os.environ.get("PATH", "")))
    if options.json:
        rows = [{"name": f.name, "passed": f.passed, "facts": dict(f.facts)} for f in findings]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print("✓" if finding.passed else "✗", finding_text(finding, options.language))
    return 0 if all(finding.passed for finding in findings) else 1


def _demo(_options: argparse.Namespace) -> int:
    demo = import_module("firmware_config.demo.main")  # it brings typesetting and PDFs along
    status: int = demo.main()
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="phienhop-tech", description="Set up and check a room.")
    parser.add_argument(
        "--language", type=Language, default=Language.VIETNAMESE, help="vi (default) or en"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_init(commands.add_parser("init", help="make a room: authority, hub, broker, terminals"))
    for name in ("issue", "pair"):
        _add_issue(commands.add_parser(name, help="make identities of further terminals"))
    _add_revoke(commands.add_parser("revoke", help="shut a lost or stolen terminal out"))
    _add_init_centre(commands.add_parser("init-centre", help="make a central server's folder"))
    _add_join(commands.add_parser("join", help="let a room send its records to a centre"))
    check = commands.add_parser("check", help="look whether this hub machine is ready")
    check.add_argument("directory", type=Path, help="folder of the room or hub, or its hub.toml")
    check.add_argument("--json", action="store_true", help="findings for programs")
    check.set_defaults(command=_check)
    demo = commands.add_parser(
        "demo",
        help="hold a whole session on this machine",
        description="Hold a whole session on this machine. HEADLESS=1, OUT=dir and SEATS=n in the "
        "environment as for `make demo`.",
    )
    demo.set_defaults(command=_demo)
    return parser


def _add_init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", type=Path, help="new folder of the room")
    parser.add_argument("--room", required=True, help="id of the room, for example hoi-truong-1")
    parser.add_argument("--name", required=True, help="name of the room, as people read it")
    parser.add_argument("--address", default="127.0.0.1", help="the hub's IP address in the room")
    parser.add_argument("--port", type=_port, default=8883, help="port of the broker (8883)")
    parser.add_argument("--seats", type=_seats, default=0, help="how many seats to make (0)")
    parser.add_argument(
        "--consoles", type=_consoles, default=1, help="how many chair's consoles to make (1)"
    )
    parser.add_argument(
        "--secretaries", type=_secretaries, default=0, help="how many secretary's consoles (0)"
    )
    parser.set_defaults(command=_init)


def _add_issue(parser: argparse.ArgumentParser) -> None:
    parser.description = "Make the identities that are missing; existing ones are kept (=)."
    parser.add_argument("directory", type=Path, help="folder of the room")
    parser.add_argument("device", nargs="+", help="ids, for example seat-07 seat-08")
    parser.add_argument(
        "--role",
        type=Role,
        choices=TERMINALS,
        default=Role.SEAT,
        help="seat, chair, secretary or wall",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be made (+)")
    parser.set_defaults(command=_issue)


def _add_revoke(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Shut terminals out (-); those already shut out are told (=). A running hub that reads this "
        "folder obeys within a second; one elsewhere needs the new hub/identity/crl.pem. A revoked id "
        "is never issued again: give the new terminal an id of its own."
    )
    parser.add_argument("directory", type=Path, help="folder of the room")
    parser.add_argument("device", nargs="+", help="ids, for example seat-07")
    parser.set_defaults(command=_revoke)


def _add_init_centre(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", type=Path, help="new folder of the central server")
    parser.add_argument("--id", required=True, help="id of the centre, for example trung-tam")
    parser.add_argument("--name", required=True, help="its name, as people read it")
    parser.add_argument("--address", default="127.0.0.1", help="IP address it listens on")
    parser.add_argument("--port", type=_port, default=8443, help="port of HTTPS (8443)")
    parser.add_argument("--host", action="append", help="name or address it is called by; repeat")
    parser.set_defaults(command=_init_centre)


def _add_join(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("room", type=Path, help="folder of the room")
    parser.add_argument("centre", type=Path, help="folder of the central server")
    parser.add_argument("--host", required=True, help="name or address the room calls it by")
    parser.set_defaults(command=_join)


def _port(text: str) -> int:
    return _number(text, 1, 65535)


def _seats(text: str) -> int:
    return _number(text, 0, 500)


def _consoles(text: str) -> int:
    return _number(text, 1, MOST_CONSOLES)


def _secretaries(text: str) -> int:
    return _number(text, 0, MOST_CONSOLES)


def _number(text: str, low: int, high: int) -> int:
    value = int(text)
    if not low <= value <= high:
        raise argparse.ArgumentTypeError(f"from {low} to {high}")
    return value


if __name__ == "__main__":
    sys.exit(main())
