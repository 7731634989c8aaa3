"""The plain HTTPS server that distribution is compared with: nginx, or asyncio where there is none."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from firmware_config.folder import RoomFolder
from firmware_config.host import find
from tests.bench.line import Place
from tests.support.room import free_port

PATIENCE = 10.0  # seconds until it must accept connections
PAUSE = 0.02  # seconds between looks whether it does
FILE = "papers.bin"
PID_FILE = "nginx.pid"

_CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
  access_log off;
  sendfile on;
  tcp_nodelay on;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen {address}:{port} ssl;
    ssl_protocols TLSv1.3;
    ssl_certificate {identity}/broker.pem;
    ssl_certificate_key {identity}/broker.key;
    ssl_client_certificate {identity}/ca.pem;
    ssl_verify_client on;
    root {folder};
  }}
}}
"""


@asynccontextmanager
async def web_server(
    room: RoomFolder, folder: Path, content: bytes, place: Place
) -> AsyncIterator[tuple[int, int]]:
    """Serves `content` as `/papers.bin` with the broker's certificate; yields port and process id."""
    port, nginx = free_port(), find("nginx", f"{os.environ['PATH']}:/usr/sbin")
    _prepare(folder, room, (place.address, port), content)
    if nginx is None:
        cast = place.cast(folder)
        options = (str(room.hub_identity), str(folder), place.address, str(port))
        web = await cast.start("web", "tests.bench.web", *options)
        await web.ready()
        yield port, web.pid
        await cast.dismiss()
        return
    process = await asyncio.create_subprocess_exec(
        *("setpriv", "--pdeathsig", "KILL", "--", *place.prefix, str(nginx)),
        *("-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"),
    )
    try:
        await _writes(folder / PID_FILE)
        yield port, process.pid
    finally:
        process.terminate()
        await process.wait()


def _prepare(folder: Path, room: RoomFolder, listen: tuple[str, int], content: bytes) -> None:
    folder.mkdir()
    (folder / FILE).write_bytes(content)
    address, port = listen
    text = _CONFIGURATION.format(
        folder=folder, address=address, port=port, identity=room.hub_identity.absolute()
    )
    (folder / "nginx.conf").write_text(text, encoding="utf-8")


async def _writes(pid_file: Path) -> None:
    """nginx writes its process id once it listens."""
    for _ in range(int(PATIENCE / PAUSE)):
        if await asyncio.to_thread(pid_file.exists):
            return
        await asyncio.sleep(PAUSE)
    raise TimeoutError("nginx does not listen")


async def serve(identity: Path, folder: Path, address: str, port: int) -> None:
    """The server where nginx is not installed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(identity / "broker.pem", identity / "broker.key")
    context.load_verify_locations(identity / "ca.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    content = (folder / FILE).read_bytes()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content))
        for start in range(0, len(content), 256 * 1024):
            writer.write(content[start : start + 256 * 1024])
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, address, port, ssl=context)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    import sys

    asyncio.run(serve(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
