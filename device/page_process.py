"""The parent's end of `device.page_worker`: starts the child, talks to it, ends it.

Everything shared is anonymous memory passed by file descriptor: nothing has a name, nothing is left
behind when either side is killed, and no plaintext touches a disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import mmap
import os
import socket
import sys
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct

from device.pages import Box

SLOTS = 6  # the page shown, two after, one before, one to jump back to, one being drawn
TALK = SLOTS  # and one more for what the child writes in words
MAX_PIXELS = 10_000_000  # A4 at 2560 pixels, the widest screen of a seat, is 9.3 million
SLOT_BYTES = -(-MAX_PIXELS * 3 // mmap.PAGESIZE) * mmap.PAGESIZE
_MAX_PACKET = 4096  # answers are some dozen bytes
_FAREWELL_SECONDS = 1.0  # an idle child ends within milliseconds
_PACKAGES = Path(__file__).resolve().parent.parent


class WorkerDiedError(Exception):
    """The child ended, hung or talked nonsense, and is gone now."""


class PageRefusedError(Exception):
    """The child lives and says no; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Limits(Struct, frozen=True):
    """What one child may use. A scanned page at full width takes 0.2 s of a PC, 1 s of a small board."""

    cpu_seconds: int = 10  # for one command
    wall_seconds: float = 30.0  # for one command, on a machine busy with other things
    address_space: int = 1 << 30  # bytes; of 2 GiB on the smallest terminal


class Worker(Protocol):
    """A child that draws, one command at a time; each may raise `PageRefusedError` or `WorkerDiedError`."""

    @property
    def alive(self) -> bool:
        """False once the child is known to be gone."""
        ...

    async def open(self, document: int, kind: str, source: int) -> None:
        """Open the file behind descriptor `source` as `document`; `kind` is "pdf" or "image".

        The descriptor is passed on before the first wait and may be closed after that.
        """
        ...

    async def draw(
        self, document: int, page: int, width: int, slot: int, clip: Box
    ) -> tuple[int, int]:
        """Draw a page, or the part in `clip`, into a slot; returns real width and height in pixels."""
        ...

    async def tell(self, do: str, document: int, **places: int) -> int:
        """Have an answer in words (`read`, `outline`…) written into the slot `TALK`; returns its bytes."""
        ...

    async def mark(self, document: int, notes: int) -> int:
        """Have a PDF of the noted pages written into the slot `TALK`; `notes` is a descriptor of JSON."""
        ...

    async def close(self, document: int) -> None:
        """Let go of a document and of what was decoded for it."""
        ...

    async def stop(self) -> None:
        """End the child, by force if need be."""
        ...


class SharedSlots:
    """Memory for `SLOTS` drawn pages, written by the child and read here. Untouched pages cost nothing."""

    def __init__(self) -> None:
        self.descriptor = os.memfd_create("pages")
        os.ftruncate(self.descriptor, (SLOTS + 1) * SLOT_BYTES)
        self._memory = mmap.mmap(self.descriptor, 0)

    def told(self, size: int) -> bytes:
        """What the child wrote into the slot `TALK`, which is empty afterwards."""
        data = self._memory[TALK * SLOT_BYTES : TALK * SLOT_BYTES + size]
        self.erase(TALK)
        return data

    def pixels(self, slot: int, width: int, height: int) -> memoryview:
        """The RGB bytes in a slot; valid until the slot is drawn into again. Release it after use.

        Writable although nobody should: texture uploads refuse read-only buffers.
        """
        start = slot * SLOT_BYTES
        with memoryview(self._memory) as whole:
            return whole[start : start + width * height * 3]

    def erase(self, slot: int) -> None:
        """Give the slot's memory back to the system; what it showed is gone."""
        self._memory.madvise(mmap.MADV_REMOVE, slot * SLOT_BYTES, SLOT_BYTES)

    def close(self) -> None:
        """Give everything back; a picture that a screen still holds goes when the screen lets go."""
        with contextlib.suppress(BufferError):
            self._memory.close()
        os.close(self.descriptor)


def memory_file(source: bytes | bytearray | memoryview) -> int:
    """A descriptor of an anonymous file in memory with the bytes of `source`, sealed against change."""
    descriptor = os.memfd_create("paper", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with memoryview(source) as rest, os.fdopen(descriptor, "wb", closefd=False) as file:
        file.write(rest)
    seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
    return descriptor


class PageProcess:
    """A running child; made by `launch`."""

    def __init__(
        self, process: asyncio.subprocess.Process, link: socket.socket, limits: Limits
    ) -> None:
        self._process = process
        self._link = link
        self._limits = limits

    @classmethod
    async def launch(cls, limits: Limits, slots: int) -> PageProcess:
        """Start a child that draws into the memory behind `slots`; `WorkerDiedError` if it cannot start."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(0)
        with contextlib.ExitStack() as undo:
            undo.enter_context(ours)
            with theirs:
                child = cls(await _spawn(theirs, limits), ours, limits)
            undo.pop_all()
        try:
            await child._call(slots, do="map")
        except asyncio.CancelledError:
            await child.stop()
            raise
        return child

    @property
    def alive(self) -> bool:
        """False once the child is known to be gone."""
        return self._process.returncode is None and self._link.fileno() >= 0

    async def open(self, document: int, kind: str, source: int) -> None:
        """See `Worker`."""
        await self._call(source, do="open", document=document, kind=kind)

    async def draw(
        self, document: int, page: int, width: int, slot: int, clip: Box
    ) -> tuple[int, int]:
        """See `Worker`."""
        answer = await self._call(
            None, do="draw", document=document, page=page, width=width, slot=slot, clip=clip
        )
        match answer:
            case {"width": int(across), "height": int(down)} if 0 < across * down * 3 <= SLOT_BYTES:
                return across, down
        await self._kill()
        raise WorkerDiedError("talks nonsense")

    async def tell(self, do: str, document: int, **places: int) -> int:
        """See `Worker`."""
        return await self._told(None, do=do, document=document, **places)

    async def mark(self, document: int, notes: int) -> int:
        """See `Worker`."""
        return await self._told(notes, do="mark", document=document)

    async def close(self, document: int) -> None:
        """See `Worker`."""
        await self._call(None, do="close", document=document)

    async def stop(self) -> None:
        """Close the socket, at which an idle child ends; then by force."""
        self._link.close()
        try:
            async with asyncio.timeout(_FAREWELL_SECONDS):
                await self._process.wait()
        except TimeoutError:
            await self._kill()

    async def _told(self, descriptor: int | None, **command: object) -> int:
        """One command answered in the slot `TALK`: how many bytes."""
        answer = await self._call(descriptor, slot=TALK, **command)
        match answer:
            case {"bytes": int(size)} if 0 <= size <= SLOT_BYTES:
                return size
        await self._kill()
        raise WorkerDiedError("talks nonsense")

    async def _call(self, descriptor: int | None, **command: object) -> dict[str, Any]:
        """One command and its answer."""
        packet = json.dumps(command).encode()
        try:
            socket.send_fds(self._link, [packet], [] if descriptor is None else [descriptor])
            async with asyncio.timeout(self._limits.wall_seconds):
                loop = asyncio.get_running_loop()
                answer: dict[str, Any] = json.loads(await loop.sock_recv(self._link, _MAX_PACKET))
        except (OSError, TimeoutError, ValueError) as error:  # an empty packet is no JSON either
            await self._kill()
            raise WorkerDiedError(str(error)) from error
        if "fault" in answer:
            raise PageRefusedError(str(answer["fault"]))
        return answer

    async def _kill(self) -> None:
        self._link.close()
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


async def _spawn(link: socket.socket, limits: Limits) -> asyncio.subprocess.Process:
    """A child with `link` as its standard input."""
    numbers = (SLOT_BYTES, limits.cpu_seconds, limits.address_space)
    command = [sys.executable, "-B", "-m", "device.page_worker", *map(str, numbers)]
    return await asyncio.create_subprocess_exec(
        *command, stdin=link.fileno(), stdout=asyncio.subprocess.DEVNULL, cwd=_PACKAGES
    )
