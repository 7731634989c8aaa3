"""The command line of `phienhop-hub`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from hub.application.archive import Kind

LANGUAGES = ("vi", "en")
CHECK_PAPER = "check-paper"  # needs no settings, so that a clerk's machine can do it


def parser() -> argparse.ArgumentParser:
    """The command line; `does` of what it reads names the subcommand."""
    top = argparse.ArgumentParser(
        prog="phienhop-hub",
        description="The room hub: imports a meeting, holds it with the terminals of the room, counts "
        "its polls, writes its minutes and bundle, and sends them to the central server.",
    )
    top.add_argument("--settings", type=Path, default=Path("hub.toml"), help="hub.toml")
    top.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    top.add_argument("--log", default="INFO", help="log level (default INFO)")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_import(
        commands.add_parser("import", help="validate a meeting folder and keep the meeting")
    )
    _add_check(
        commands.add_parser(
            CHECK_PAPER,
            help="say beforehand whether files would be taken as papers",
        )
    )
    running = commands.add_parser("run", help="hold a meeting, or serve as the central server")
    running.add_argument("--meeting", help="id (default: the one that is not over)")
    running.add_argument("--ready", action="store_true", help="print `ready` once serving")
    running.set_defaults(does="run")
    listing = commands.add_parser("status", help="list the meetings kept here")
    listing.set_defaults(does="status")
    _add_release(commands.add_parser("release", help="hand out a new paper, or replace one"))
    _add_recall(commands.add_parser("recall", help="take a paper away from everybody"))
    listing = commands.add_parser("papers", help="list the papers of a meeting")
    listing.add_argument("--meeting", help="id (default: the one that is not over)")
    listing.add_argument("--json", action="store_true", help="as JSON, for scripts")
    listing.set_defaults(does="papers")
    _add_packs(commands.add_parser("rule-packs", help="list the rule packs and their problems"))
    _add_search(commands.add_parser("search", help="search papers, minutes and conclusions"))
    return top


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="folder with meeting.toml and the papers")
    parser.add_argument("--meeting", help="id of the meeting (default: the folder's name)")
    parser.set_defaults(does="import")


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Checks each file as an import would and keeps nothing. Exit status 0 if all would be taken, 1 "
        "otherwise; one that would not never stops the rest. Needs no settings."
    )
    parser.add_argument("file", type=Path, nargs="+", help="PDF, picture or office file")
    parser.add_argument(
        "--json",
        action="store_true",
        help="print an array of {file, accepted, code, reason, pages, stripped}",
    )
    parser.add_argument(
        "--password", action="store_true", help="ask for a password that opens the PDFs"
    )
    parser.add_argument(
        "--seen-by",
        action="append",
        default=[],
        metavar="NAME",
        help="somebody who looked at every page for secrecy marks; twice for two people",
    )
    parser.set_defaults(does=CHECK_PAPER)


def _add_release(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Takes a file in as an import would and hands it out at once, in the session too. With the id of "
        "a paper that is there it replaces that one: the old version is kept, and everybody who has it is "
        "told which pages changed."
    )
    parser.add_argument("file", type=Path, help="PDF, picture or office file")
    parser.add_argument("--paper", required=True, help="id of the paper")
    parser.add_argument("--item", default="", help="id of its agenda item (a new paper needs one)")
    parser.add_argument("--title", default="", help="title (a new paper needs one)")
    parser.add_argument(
        "--seen-by",
        action="append",
        default=[],
        metavar="NAME",
        help="somebody who looked at every page for secrecy marks; twice for two people",
    )
    parser.add_argument("--meeting", help="id (default: the one that is not over)")
    parser.set_defaults(does="release")


def _add_recall(parser: argparse.ArgumentParser) -> None:
    parser.description = "Destroys the paper's key; seats drop what they hold. It cannot be undone."
    parser.add_argument("paper", help="id of the paper")
    parser.add_argument("--reason", required=True, help="why, for the record")
    parser.add_argument("--meeting", help="id (default: the one that is not over)")
    parser.set_defaults(does="recall")


def _add_packs(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Lists every rule pack in the order in which they are searched: those in `rule-packs` of the data "
        "folder, those of the settings, those that were shipped. Exit status 1 if a file cannot be used."
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for scripts")
    parser.set_defaults(does="rule-packs")


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.description = "Accents are not needed; pages with the words as typed come first."
    parser.add_argument("words", nargs="+", help="words; as a phrase first, then all of them")
    parser.add_argument("--body", default="", help="part of the name of the body (cơ quan)")
    parser.add_argument(
        "--from", dest="since", type=date.fromisoformat, help="first day, YYYY-MM-DD"
    )
    parser.add_argument("--to", dest="until", type=date.fromisoformat, help="last day, YYYY-MM-DD")
    parser.add_argument(
        "--kind", choices=[kind.value for kind in Kind], help="only these documents"
    )
    parser.add_argument("--person", help="only what this person may see, by id")
    parser.add_argument("--json", action="store_true", help='{"more", "hits": [{"meeting", …}]}')
    parser.set_defaults(does="search")
