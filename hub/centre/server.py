"""An HTTPS server inside the running event loop, for an app of this hub."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import h11
import uvicorn
from msgspec import Struct
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from hub.centre.errors import ServerError

_LOG = logging.getLogger(__name__)
MAX_CONNECTIONS = 128  # some browsers with six each, every room of a province at once
HEADERS_S = 10.0  # a request's head fits one packet
GRACEFUL_S = 2  # a download of a page; an upload cut off is sent again
BACKLOG = 64


class Address(Struct, frozen=True):
    """Where to listen and with which certificate (PEM files); port 0 takes a free one."""

    host: str
    port: int
    certificate: Path
    key: Path


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, address: Address) -> AsyncIterator[int]:
    """Serve `app` until the `with` ends, gracefully; gives the port.

    Raises `ServerError`: `port-busy`, `bad-address` or `bad-server-certificate`.
    """
    context = _tls(address)
    with _listening(address) as listener:
        server = _Server(_config(app, context))
        task = asyncio.create_task(server.serve(sockets=[listener]), name="https-server")
        try:
            port: int = listener.getsockname()[1]
            yield port
        finally:
            server.should_exit = True
            await task


class _Server(uvicorn.Server):
    """Leaves signals to the program it runs in."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing to capture: the caller ends the `with`."""
        yield


class _PromptProtocol(H11Protocol):
    """HTTP/1.1 that drops a connection whose request head is not complete in time (slow loris)."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start waiting for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Stop waiting once the head is there."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting for good."""
        super().connection_lost(exc)
        self._stop()

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._patience is None:
            self._patience = self.loop.call_later(HEADERS_S, self.transport.abort)

    def _stop(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


def _config(app: ASGIApp, context: ssl.SSLContext) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_PromptProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_graceful_shutdown=GRACEFUL_S,
        backlog=BACKLOG,
        ssl_context_factory=lambda _config, _default: context,
    )


def _tls(address: Address) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # browsers in offices are not always new
    try:
        context.load_cert_chain(address.certificate, address.key)
    except (OSError, ssl.SSLError) as error:
        raise ServerError("bad-server-certificate", str(error)) from error
    return context


def _listening(address: Address) -> socket.socket:
    # With the protocol named, asyncio switches Nagle's delay off on every accepted connection.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address.host, address.port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        code = "port-busy" if error.errno == errno.EADDRINUSE else "bad-address"
        raise ServerError(code, f"{address.host}:{address.port}") from error
    listener.setblocking(False)  # noqa: FBT003  the socket's own signature
    return listener
