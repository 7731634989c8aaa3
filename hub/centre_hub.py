"""A hub in role `centre`: receives the bundles of many rooms, verifies them, signs for them, lists them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from audit.bundle_file import BundleRefusedError
from audit.check import unheard, verify_bundle
from audit.minutes_reader import read_text
from firmware_config.keys import Signer
from firmware_config.schema import HubConfig
from hub import system
from hub.centre.app import CentreSettings, Means, centre_app, open_archive
from hub.centre.examination import Finding, Verdict
from hub.centre.server import Address, serving

VERIFIERS = 1  # processes; the receiver lets no more through at a time


async def run_centre(config: HubConfig, on_ready: Callable[[], None]) -> None:
    """Serve until cancelled."""
    trusted = config.https.trusted_rooms
    if trusted is None:
        raise ValueError("role centre without trusted rooms")
    settings = CentreSettings(config.data / "centre", trusted, config.room, config.name)
    signer = Signer.load(config.identity / "hub.key", config.identity / "hub.pem")
    with ProcessPoolExecutor(VERIFIERS, get_context("spawn"), leave_with_parent) as executor:
        means = Means(signer.sign, verdict, executor, system.now_ms)
        archive = open_archive(settings, means)
        try:
            address = Address(
                config.https.address,
                config.https.port,
                config.identity / "https.pem",
                config.identity / "https.key",
            )
            async with serving(centre_app(settings, means, archive), address):
                on_ready()
                await asyncio.Event().wait()
        finally:
            archive.close()


def leave_with_parent() -> None:
    """In a verifier: end when the centre is killed; the pool's worker would wait for work forever."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, name="parent-watch", daemon=True).start()


def verdict(bundle: Path, ca_pem: bytes) -> Verdict:
    """The auditor's judgement of an uploaded bundle; runs in a process of its own."""
    try:
        report = verify_bundle(bundle, ca_pem, read_text=read_text, progress=unheard)
    except (BundleRefusedError, OSError) as error:
        return Verdict(sound=False, findings=(Finding(getattr(error, "code", "unreadable"), ""),))
    findings = tuple(Finding(found.code, str(found.where)) for found in report.findings)
    return Verdict(report.sound, findings)
