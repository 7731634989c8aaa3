"""The raw baseline: whatever comes is answered at once, over the same link, by a broker set up alike.

Nothing is decided or kept, and a snapshot is as many bytes as it is told. What is left is what network, TLS,
broker, MQTT client and event loop cost. Told to check, it also verifies each ballot's signature and signs
each answer: what no hub can do without.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from functools import partial
from pathlib import Path

from firmware_config.broker import BrokerPlan, write_broker_files
from firmware_config.folder import RoomFolder
from firmware_config.keys import verify
from firmware_config.layout import HUB, load_layout
from firmware_config.schema import load_hub
from hub import system
from hub.distribution.broker import Broker, BrokerLaunch
from hub.identity import load_identity
from protocol import topics
from protocol.topics import Aspect, Said
from tests.bench.caller import ROOM
from tests.support.room import hub_settings
from transport.link import Link, LinkState, Phase

RECEIPT_BYTES = 475  # of the hub's receipt with its signature


class Echo:
    """Answers ballots with receipts, and commands with a snapshot and a receipt."""

    def __init__(self, folder: RoomFolder, port: int, ready: asyncio.Event) -> None:
        self._ready = ready
        self._checks = False
        identity = load_identity(folder.hub_identity, ROOM, system.now_ms())
        self._sign = identity.signer.sign
        self._keys = {each.device: each.public_key for each in identity.enrolled}
        address = ("127.0.0.1", port)
        settings = hub_settings(folder)
        self.link = Link(settings, lambda: (address,), self._hear, self._stand, system.jitter)

    def _stand(self, state: LinkState) -> None:
        if state.phase is Phase.ONLINE:
            self._ready.set()

    def _hear(self, topic: str, payload: bytes) -> None:
        device, said = topics.speaker(ROOM, topic)
        if said is Said.PRESENCE:
            return
        start = payload.index(b',"id":"') + 7
        number = payload[start : start + 36]
        if said is Said.COMMAND:
            self._obey(json.loads(payload)["body"])
        kind = b"welcome" if said is Said.HELLO else b"receipt"
        answer = b'\n{"at":1,"body":{"of":"%s"},"kind":"%s"}' % (number, kind)
        if self._checks and said is Said.BALLOT:
            ballot = json.loads(payload)["body"]
            signature = bytes.fromhex(ballot["signature"])
            if not verify(self._keys[device], ballot["statement"].encode(), signature):
                return
            answer = self._sign(answer).hex().encode() + answer
        self.link.publish(topics.to_device(ROOM, device), answer.rjust(RECEIPT_BYTES, b"0"))

    def _obey(self, command: dict[str, str]) -> None:
        if command["step"] == "check":
            self._checks = command["text"] == "on"
        else:
            self._show(command)

    def _show(self, command: dict[str, str]) -> None:
        """`text` says what the snapshot contains, and how long it is."""
        needle, size = command["text"].rsplit(" ", 1)
        snapshot = b'\n{"at":1,%s' % needle.encode()
        topic = topics.state(ROOM, Aspect.POLL)
        self.link.publish(topic, snapshot.ljust(int(size), b" "), retain=True)


async def serve(folder: RoomFolder, port: int) -> None:
    """Run a broker and the echo on it until terminated."""
    config = load_hub(folder.hub_settings)
    plan = BrokerPlan("127.0.0.1", port, config.identity.absolute())
    known = [each.id for each in load_layout(config.layout).devices]
    files = write_broker_files(folder.hub / "echo", plan, config.room, HUB, known)
    broker = Broker(
        BrokerLaunch(files, "127.0.0.1", port, os.environ["PATH"]),
        lambda _event: None,
        lambda _line: None,
    )
    ready, stopped = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    await broker.start()
    task = asyncio.create_task(Echo(folder, port, ready).link.run())
    try:
        await ready.wait()
        await asyncio.to_thread(partial(print, "ready", flush=True))
        await stopped.wait()
    finally:
        task.cancel()
        await broker.stop()


if __name__ == "__main__":
    asyncio.run(serve(RoomFolder(Path(sys.argv[1])), int(sys.argv[2])))
