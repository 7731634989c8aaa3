"""What people read in a browser: the list of kept bundles, one bundle's page, and its zip.

Server-rendered, without script. `?lang=en` switches the language.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from hub.application.roster import MAX_ROSTER_BYTES, Roster
from hub.application.time_report import TimeReport, parse
from hub.centre import views
from hub.centre.archive import PAGE, Archive, Entry
from hub.centre.bundle_file import read_paper
from hub.centre.time_views import time_page
from hub.centre.words import words
from hub.domain.errors import DomainError
from protocol.bundle import ROSTER, TIME_REPORT_NUMBERS
from protocol.canonical import MAX_INTEGER
from protocol.errors import RemoteProtocolError

_LOG = logging.getLogger(__name__)
MAX_NUMBERS = 1024 * 1024  # 200 items of at most 2 KB, a thousand persons and a few hundred votes
_HERE = Path(__file__).parent
TEMPLATES = _HERE / "templates"
STATIC = _HERE / "static"


class Pages(Struct, frozen=True):
    """The pages over an archive; `centre_name` is printed under the product's name."""

    archive: Archive
    centre_name: str
    templates: Environment

    def routes(self) -> list[BaseRoute]:
        """Where the pages live; the zip before the page, since its name would match that too."""
        return [
            Route("/", self.index, methods=["GET"]),
            Route("/bundles/{sha256}.zip", self.download, methods=["GET"]),
            Route("/bundles/{sha256}/time", self.time, methods=["GET"]),
            Route("/bundles/{sha256}", self.bundle, methods=["GET"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    async def index(self, request: Request) -> Response:
        """The list, `PAGE` at a time; `?before=` is the number to go on below."""
        before = request.query_params.get("before", "")
        start = int(before) if before.isdecimal() and len(before) < 16 else MAX_INTEGER
        entries = await asyncio.to_thread(self.archive.page, start)
        count = await asyncio.to_thread(self.archive.count)
        table = words(request.query_params.get("lang", ""))
        rows = [views.row(entry, table) for entry in entries]
        more = rows[-1].seq if len(rows) == PAGE and rows[-1].seq > 1 else None
        return self._page(request, "list.html", rows=rows, count=count, more=more)

    async def bundle(self, request: Request) -> Response:
        """One bundle."""
        entry = await asyncio.to_thread(self.archive.find, request.path_params["sha256"])
        if entry is None:
            return self.missing(request)
        versions = await asyncio.to_thread(self.archive.versions, entry.room, entry.meeting)
        table = words(request.query_params.get("lang", ""))
        shown = views.detail(entry, versions, table)
        timed = await asyncio.to_thread(self._time_of, entry) is not None
        return self._page(
            request, "detail.html", bundle=shown, centre=self.centre_name, timed=timed
        )

    async def time(self, request: Request) -> Response:
        """Where a session's time went."""
        entry = await asyncio.to_thread(self.archive.find, request.path_params["sha256"])
        if entry is None:
            return self.missing(request)
        told = await asyncio.to_thread(self._time_of, entry)
        if told is None:
            return self.missing(request)
        table = words(request.query_params.get("lang", ""))
        shown = time_page(*told, entry.summary.title, table)
        return self._page(request, "time.html", page=shown, bundle=views.row(entry, table))

    def _time_of(self, entry: Entry) -> tuple[TimeReport, Roster] | None:
        """The numbers and names in a bundle; None of one that has no time report, or an odd one."""
        path = self.archive.file(entry.sha256)
        try:
            numbers = read_paper(path, TIME_REPORT_NUMBERS, MAX_NUMBERS)
            names = read_paper(path, ROSTER, MAX_ROSTER_BYTES)
            if numbers is None:
                return None
            return parse(numbers), Roster.parse(names) if names else Roster({})
        except (RemoteProtocolError, DomainError) as error:
            _LOG.warning("no time report of %s: %s", entry.sha256, error)
            return None

    async def download(self, request: Request) -> Response:
        """The zip as it was received."""
        entry = await asyncio.to_thread(self.archive.find, request.path_params["sha256"])
        if entry is None:
            return self.missing(request)
        name = f"{entry.room}-{entry.meeting}-{entry.seq}.zip"
        path = self.archive.file(entry.sha256)
        return FileResponse(path, media_type="application/zip", filename=name)

    def missing(self, request: Request) -> Response:
        """The page for an address that leads nowhere."""
        return self._page(request, "missing.html", status=404)

    def _page(
        self, request: Request, template: str, *, status: int = 200, **values: object
    ) -> Response:
        table = words(request.query_params.get("lang", ""))
        query = "?lang=en" if table["lang"] == "en" else ""
        html = self.templates.get_template(template).render(
            w=table,
            agency=self.centre_name,
            query=query,
            switch=request.url.include_query_params(lang=table["other_lang"]).query,
            **values,
        )
        return HTMLResponse(html, status_code=status, headers={"cache-control": "no-cache"})


def environment() -> Environment:
    """Templates with escaping on, and every missing value an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
