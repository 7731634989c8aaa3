"""The server starts where it is told, says clearly why it cannot, and drops who says nothing."""

from __future__ import annotations

import asyncio
import socket
import ssl
from pathlib import Path

import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from hub.centre import server
from hub.centre.errors import ServerError
from hub.centre.server import Address, serving


async def refused(address: Address) -> str:
    """The code with which the server does not start."""
    with pytest.raises(ServerError) as caught:
        async with serving(Starlette(), address):
            pass
    return caught.value.code


async def test_a_busy_port_is_said(tls: tuple[Address, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = replace(tls[0], port=other.getsockname()[1])
        assert await refused(taken) == "port-busy"


async def test_an_address_of_another_machine_is_said(tls: tuple[Address, str]) -> None:
    assert await refused(replace(tls[0], host="192.0.2.1")) == "bad-address"


async def test_a_missing_certificate_is_said(tls: tuple[Address, str], tmp_path: Path) -> None:
    lost = replace(tls[0], certificate=tmp_path / "none.pem")
    assert await refused(lost) == "bad-server-certificate"


async def test_it_leaves_the_port_free_and_answers_without_delay(
    tls: tuple[Address, str],
) -> None:
    async with serving(Starlette(), tls[0]) as port:
        context = ssl.create_default_context(cadata=tls[1])
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
        writer.close()
    async with serving(Starlette(), replace(tls[0], port=port)) as again:
        assert again == port


async def test_accepted_connections_send_at_once(
    tls: tuple[Address, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    class Spy(server._PromptProtocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            accepted = transport.get_extra_info("socket")
            seen.append(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            super().connection_made(transport)

    monkeypatch.setattr(server, "_PromptProtocol", Spy)
    async with serving(Starlette(), tls[0]) as port:
        context = ssl.create_default_context(cadata=tls[1])
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
        writer.write(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        await reader.read()
        writer.close()
    assert seen
    assert all(seen)


@pytest.mark.parametrize("beginning", [b"", b"GET / HTTP/1.1\r\nhost: x\r\n"])
async def test_who_does_not_finish_a_request_head_is_dropped(
    tls: tuple[Address, str], monkeypatch: pytest.MonkeyPatch, beginning: bytes
) -> None:
    monkeypatch.setattr(server, "HEADERS_S", 0.05)
    async with serving(Starlette(), tls[0]) as port:
        context = ssl.create_default_context(cadata=tls[1])
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
        writer.write(beginning)
        async with asyncio.timeout(10):
            try:
                rest = await reader.read()
            except ConnectionError:
                rest = b""
        writer.close()
    assert rest == b""
