"""Where a hub might be: addresses heard by mDNS, and the one the technician wrote down.

A candidate is a hint and no more. Anybody on the network can announce anything, also under the hub's
own name, so every address is offered and only pinned TLS decides. IPv4, as the rooms' networks are.
"""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Sequence
from types import TracebackType
from typing import TypeAlias

from zeroconf import InterfaceChoice, IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from firmware_config.errors import SetupError

SERVICE = "_phienhop._tcp.local."
VERSION = "1"  # of what the TXT record says
MAX_INSTANCES = 16  # a room has one hub, perhaps a spare; the rest is noise or malice
MAX_ADDRESSES = 8  # of one instance: its network cards
RESOLVE_MS = 3000  # three mDNS questions with growing pauses

Address: TypeAlias = tuple[str, int]


class DiscoveryError(SetupError):
    """`no-such-interface`: none of this machine's interfaces has the configured address."""


class Discovery:
    """Listens for hubs of `room` while entered.

    `interfaces` are IPv4 addresses of this machine, none means all. `changed` is set whenever the
    candidates change; clear it before reading them.
    """

    def __init__(self, room: str, interfaces: Sequence[str], fallback: Address | None) -> None:
        self._room = room
        self._interfaces = list(interfaces)
        self._fallback = fallback
        self._found: dict[str, tuple[Address, ...]] = {}
        self._resolving: dict[str, asyncio.Task[None]] = {}
        self._zeroconf: AsyncZeroconf | None = None
        self.changed = asyncio.Event()

    def candidates(self) -> tuple[Address, ...]:
        """All addresses to try in turn, those heard of first; the fallback comes last."""
        heard = [address for addresses in self._found.values() for address in addresses]
        if self._fallback is not None:
            heard.append(self._fallback)
        return tuple(dict.fromkeys(heard))

    async def __aenter__(self) -> Discovery:
        try:
            choice = self._interfaces or InterfaceChoice.All
            self._zeroconf = AsyncZeroconf(interfaces=choice, ip_version=IPVersion.V4Only)
        except (OSError, ValueError, RuntimeError) as error:
            if isinstance(error, OSError) and error.errno not in (
                errno.ENODEV,
                errno.EADDRNOTAVAIL,
            ):
                raise
            raise DiscoveryError("no-such-interface", ", ".join(self._interfaces)) from error
        self._browser = AsyncServiceBrowser(
            self._zeroconf.zeroconf, SERVICE, handlers=[self._notice]
        )
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for task in self._resolving.values():
            task.cancel()
        await asyncio.gather(*self._resolving.values(), return_exceptions=True)
        if self._zeroconf is not None:
            await self._browser.async_cancel()
            await self._zeroconf.async_close()

    async def refresh(self) -> None:
        """Look at this machine's interfaces again: the network may have come up after the program."""
        if self._zeroconf is not None:
            await self._zeroconf.async_update_interfaces()

    def _notice(
        self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange
    ) -> None:
        """The browser heard something; the argument names are zeroconf's."""
        if task := self._resolving.pop(name, None):
            task.cancel()
        if state_change is ServiceStateChange.Removed:
            self._put(name, ())
        elif len(self._resolving) < MAX_INSTANCES:
            info = AsyncServiceInfo(service_type, name)
            self._resolving[name] = asyncio.create_task(self._resolve(zeroconf, info))

    async def _resolve(self, zeroconf: Zeroconf, info: AsyncServiceInfo) -> None:
        """Ask for addresses and TXT of an instance; one that does not answer is forgotten."""
        answered = await info.async_request(zeroconf, RESOLVE_MS)
        said = info.decoded_properties
        ours = answered and said.get("room") == self._room and said.get("v") == VERSION
        addresses = info.parsed_addresses(IPVersion.V4Only)[:MAX_ADDRESSES] if ours else []
        self._put(info.name, tuple((address, info.port or 0) for address in addresses if info.port))
        self._resolving.pop(info.name, None)

    def _put(self, name: str, addresses: tuple[Address, ...]) -> None:
        before = self.candidates()
        if not addresses:
            self._found.pop(name, None)
        elif name in self._found or len(self._found) < MAX_INSTANCES:
            known = addresses + self._found.get(name, ())  # a liar must not hide who spoke before
            self._found[name] = tuple(dict.fromkeys(known))[:MAX_ADDRESSES]
        if self.candidates() != before:
            self.changed.set()
