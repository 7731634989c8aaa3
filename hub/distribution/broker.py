"""mosquitto as a child of the hub: started, watched, restarted at once when it dies, never left behind.

The child is started through `setpriv --pdeathsig`, so the kernel ends it together with the hub however
the hub ends. That signal belongs to the thread which starts the child: start it from the main thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from firmware_config.errors import SetupError
from firmware_config.host import find, why_not_free

log = logging.getLogger(__name__)

PORT_LIMIT = 1.0  # seconds the port may still be held by the broker before
START_LIMIT = 10.0  # seconds until a broker must accept connections; it takes 20 ms
STOP_LIMIT = 3.0  # seconds a broker gets to end by itself
PROBE_INTERVAL = 0.02  # seconds between two attempts to connect to a starting broker
SLOWEST_RESTART = 2.0  # seconds between restarts of a broker that keeps dying
STEADY = 10.0  # seconds after which a broker counts as having worked
LONGEST_LINE = 256 * 1024  # bytes; an MQTT text in a line of log has at most 64 KiB
KEPT_LINES = 20  # the end of mosquitto's log, for the error when it does not start


class BrokerError(SetupError):
    """The broker does not run: `mosquitto-missing`, `setpriv-missing`, `port-busy`,
    `broker-refused-config` or `broker-silent`.
    """


class BrokerEvent(StrEnum):
    """What happens to the broker after it first ran."""

    DIED = "died"
    RESTARTED = "restarted"
    FAILED = "failed"  # did not come back; tried again after a pause


class BrokerLaunch(Struct, frozen=True):
    """How to start mosquitto: its configuration, where that makes it listen, where programs are."""

    configuration: Path
    address: str
    port: int
    search_path: str


class Broker:
    """The supervised broker. `on_event` hears of every death and restart, `on_line` every line that
    mosquitto logs; neither may raise.
    """

    def __init__(
        self,
        launch: BrokerLaunch,
        on_event: Callable[[BrokerEvent], None],
        on_line: Callable[[str], None],
    ) -> None:
        self._launch = launch
        self._on_event = on_event
        self._on_line = on_line
        self._process: Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._watch: asyncio.Task[None] | None = None
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)

    @property
    def pid(self) -> int | None:
        """Process id of the running mosquitto."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """Start mosquitto and return once it accepts connections, or raise a `BrokerError`."""
        await self._start_process()
        self._watch = asyncio.create_task(self._restart_forever(), name="broker")

    def reload(self) -> None:
        """Have mosquitto read its access list, revocation list and certificate again."""
        if self.pid is not None and self._process is not None:
            self._process.send_signal(signal.SIGHUP)

    async def stop(self) -> None:
        """End mosquitto and stop watching it; may be called twice."""
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        await self._end_process()

    async def _restart_forever(self) -> None:
        loop = asyncio.get_running_loop()
        pause = 0.0
        while True:
            since = loop.time()
            if self._process is not None:
                await self._process.wait()
                self._on_event(BrokerEvent.DIED)
                log.warning("mosquitto ended, status %s", self._process.returncode)
            pause = 0.0 if loop.time() - since > STEADY else pause
            await asyncio.sleep(pause)
            pause = min(SLOWEST_RESTART, pause * 2 or 0.1)
            await self._restart()

    async def _restart(self) -> None:
        await self._end_process()
        try:
            await self._start_process()
        except (BrokerError, OSError) as error:
            log.error("mosquitto does not start: %s", error)
            self._on_event(BrokerEvent.FAILED)
        else:
            self._on_event(BrokerEvent.RESTARTED)

    async def _start_process(self) -> None:
        setpriv = self._program("setpriv")
        mosquitto = self._program("mosquitto")
        await self._until_port_is_free()
        self._lines.clear()
        self._process = await asyncio.create_subprocess_exec(
            *(setpriv, "--pdeathsig", "KILL", "--"),
            *(mosquitto, "-c", self._launch.configuration),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
            limit=LONGEST_LINE,
        )
        self._reader = asyncio.create_task(self._read_log(self._process), name="broker-log")
        try:
            await self._until_it_listens(self._process)
        except BaseException:
            await self._end_process()
            raise

    def _program(self, name: str) -> Path:
        found = find(name, self._launch.search_path)
        if found is None:
            raise BrokerError(f"{name}-missing", self._launch.search_path)
        return found

    async def _until_port_is_free(self) -> None:
        """Refuse a port somebody else holds: connecting to it would look like success.

        The broker of a hub killed just now takes a moment to be gone.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PORT_LIMIT
        while reason := why_not_free(self._launch.address, self._launch.port):
            if loop.time() > deadline:
                raise BrokerError("port-busy", f"{self._place}: {reason}")
            await asyncio.sleep(PROBE_INTERVAL)

    @property
    def _place(self) -> str:
        return f"{self._launch.address} port {self._launch.port}"

    async def _until_it_listens(self, process: Process) -> None:
        ended = asyncio.create_task(process.wait())
        try:
            async with asyncio.timeout(START_LIMIT):
                while not await self._accepts():
                    await asyncio.wait((ended,), timeout=PROBE_INTERVAL)
                    if ended.done():
                        raise await self._why_it_ended()
        except TimeoutError as error:
            raise BrokerError("broker-silent", self._place) from error
        finally:
            ended.cancel()

    async def _accepts(self) -> bool:
        try:
            _, writer = await asyncio.open_connection(self._launch.address, self._launch.port)
        except OSError:
            return False
        writer.transport.abort()
        return True

    async def _why_it_ended(self) -> BrokerError:
        if self._reader is not None:
            await self._reader
        said = "; ".join(self._lines)
        code = "port-busy" if "Address already in use" in said else "broker-refused-config"
        return BrokerError(code, said or self._place)

    async def _read_log(self, process: Process) -> None:
        if process.stderr is None:
            return
        async for line in process.stderr:
            text = line.decode("utf-8", "replace").rstrip()
            self._lines.append(text)
            log.debug("mosquitto: %s", text)
            self._on_line(text)

    async def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(STOP_LIMIT):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
        if self._reader is not None:
            await self._reader
