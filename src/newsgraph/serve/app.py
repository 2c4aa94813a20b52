"""Requests to answers: the files of the site, what is negotiated, SPARQL, graphs, reconciliation."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsgraph.publish.layout import FORMATS, path_of, url_of
from newsgraph.rdf import turtle
from newsgraph.serve import protocol
from newsgraph.serve.accept import best
from newsgraph.serve.protocol import Refused
from newsgraph.serve.queries import BusyError, Dataset, StoppedError
from newsgraph.serve.reconciliation import Service
from newsgraph.serve.site import Content, Site, media_type_of
from newsgraph.serve.worker import GRAPHS
from newsgraph.vocab import PREFIXES

_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
# OpenRefine shows a preview in a frame of its own page.
_FRAMED = "default-src 'none'; base-uri 'none'; form-action 'none'"
_ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class State:
    """One state of the site with all that was made of it."""

    site: Site
    dataset: Dataset
    service: Service


class Server:
    """The application; `state` may be put in another's place at any time, between requests and in the midst of them."""

    def __init__(self, state: State, address: str) -> None:
        self.state = state
        self._address = address
        self.app: ASGIApp = _Headers(
            Starlette(
                routes=[
                    Route("/sparql", self._sparql, methods=["GET", "POST"]),
                    Route("/graphs", self._graphs, methods=["GET"]),
                    Route("/reconcile", self._reconcile, methods=["GET", "POST"]),
                    Route("/reconcile/suggest/{what}", self._suggest, methods=["GET"]),
                    Route("/reconcile/preview", self._preview, methods=["GET"]),
                    Route("/reconcile/extend/propose", self._proposed, methods=["GET"]),
                    Route("/{path:path}", self._page, methods=["GET"]),
                ],
                exception_handlers={
                    Refused: _refused,
                    BusyError: _busy,
                    StoppedError: _stopped,
                    ClientDisconnect: _gone,
                },
            )
        )

    # -- Pages ---------------------------------------------------------------------------------------------------------

    async def _page(self, request: Request) -> Response:
        site = self.state.site
        name = request.path_params["path"]
        if not name or name.endswith("/"):
            name += "index.html"
        if name in site:
            return self._file(request, site, name)
        for path in _paths(site, name):
            endings = site.formats_of(path)
            if endings:
                return _negotiated(request, path, endings)
        missing = site.content("404.html") if "404.html" in site else None
        body = b"there is no such page\n" if missing is None else missing.body
        return Response(body, 404, media_type="text/plain" if missing is None else "text/html")

    def _file(self, request: Request, site: Site, name: str) -> Response:
        headers = {"Content-Type": media_type_of(name), "Cache-Control": "no-cache"}
        if not site.is_small(name):
            return FileResponse(site.root / name, headers=headers)  # with Range, of the file as it is
        content = site.content(name)
        if content is None:  # a new build has taken it away
            return Response("this page has gone\n", 404, media_type="text/plain")
        return _entity(request, content, headers)

    # -- SPARQL --------------------------------------------------------------------------------------------------------

    async def _sparql(self, request: Request) -> Response:
        state = self.state
        if request.method == "POST" or protocol.has_query(request.url.query):
            job = protocol.query_job(
                request.method,
                request.url.query,
                request.headers.get("content-type", ""),
                await _body(request) if request.method == "POST" else b"",
                accept=_accept(request),
                base=state.site.base,
            )
            return await _answered(state.dataset, job)
        return self._description(request, state)

    def _description(self, request: Request, state: State) -> Response:
        has_page = "sparql/index.html" in state.site
        offered = ("text/html", *GRAPHS) if has_page else GRAPHS
        media_type = best(_accept(request), offered)
        if media_type is None:
            raise Refused(406, f"there are {', '.join(offered)}")
        if media_type == "text/html":
            return Response(status_code=303, headers={"Location": "sparql/", "Vary": "Accept"})
        triples = protocol.description(
            f"{self._address}/sparql", triples=state.dataset.triples, graphs=state.site.counts.get("articles", 0)
        )
        return Response(_written(triples, media_type), media_type=media_type, headers={"Vary": "Accept"})

    async def _graphs(self, request: Request) -> Response:
        job = protocol.graph_job(request.url.query, accept=_accept(request))
        return await _answered(self.state.dataset, job)

    # -- Reconciliation ------------------------------------------------------------------------------------------------

    async def _reconcile(self, request: Request) -> Response:
        service = self.state.service
        parameters = parse_qs(request.url.query)
        if request.method == "POST":
            kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind != _FORM:
                raise Refused(415, f"a batch is posted as {_FORM}")
            parameters |= parse_qs((await _body(request)).decode(errors="replace"))
        if "queries" in parameters:
            return _json(service.reconcile(parameters["queries"][-1]))
        if "extend" in parameters:
            return _json(service.extend(parameters["extend"][-1]))
        return _json(service.manifest())

    async def _suggest(self, request: Request) -> Response:
        what = request.path_params["what"]
        if what not in ("entity", "type", "property"):
            raise Refused(404, "there are suggestions of an entity, a type or a property")
        return _json(self.state.service.suggest(what, request.query_params.get("prefix", "")))

    async def _preview(self, request: Request) -> Response:
        page = self.state.service.preview(request.query_params.get("id", ""))
        return Response(page, media_type="text/html", headers={"Content-Security-Policy": _FRAMED})

    async def _proposed(self, request: Request) -> Response:
        return _json(self.state.service.proposed(request.query_params.get("type", "")))


def _paths(site: Site, name: str) -> list[str]:
    """Where the files of an IRI may be: its own, the article that has it as a part, the dataset for what is of runs."""
    paths = [name, path_of(f"{site.base}{name}", site.base)]
    segments = name.split("/")
    if segments[0] == "article" and len(segments) > 2:
        paths.append(path_of(f"{site.base}{segments[0]}/{segments[1]}", site.base))
    if segments[0] in ("run", "software"):
        paths.append("dataset")
    return paths


def _negotiated(request: Request, path: str, endings: tuple[str, ...]) -> Response:
    """To the file that the client likes best (https://www.w3.org/TR/cooluris/#r303gendocument)."""
    by_type = {FORMATS[ending]: ending for ending in endings}
    media_type = best(_accept(request), tuple(by_type))
    address = f"{request.scope.get('root_path', '')}/{url_of(path)}"
    headers = {"Vary": "Accept"}
    links = [f'<{address}.{ending}>; rel="alternate"; type="{kind}"' for kind, ending in by_type.items()]
    headers["Link"] = ", ".join(links)
    if media_type is None:
        listed = "".join(f"{kind}  {address}.{ending}\n" for kind, ending in by_type.items())
        return Response(listed, 406, headers, "text/plain")
    return Response(status_code=303, headers={**headers, "Location": f"{address}.{by_type[media_type]}"})


def _entity(request: Request, content: Content, headers: Mapping[str, str]) -> Response:
    tag = f'"{content.digest}"'
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or tag in [each.strip().removeprefix("W/") for each in known.split(",")]:
        return Response(status_code=304, headers={"ETag": tag, "Cache-Control": headers["Cache-Control"]})
    return Response(content.body, headers={**headers, "ETag": tag})


async def _answered(dataset: Dataset, job: dict[str, Any]) -> Response:
    asking = dataset.ask(job)
    answer = await asking.__aenter__()

    async def body() -> AsyncIterator[bytes]:
        try:
            async for piece in answer.body:
                yield piece
        finally:
            await asking.__aexit__(None, None, None)

    headers = {"Content-Length": str(answer.length), "Vary": "Accept"}
    return StreamingResponse(body(), answer.status, headers, answer.media_type)


async def _body(request: Request) -> bytes:
    pieces = bytearray()
    async for piece in request.stream():
        pieces += piece
        if len(pieces) > protocol.LONGEST:
            raise Refused(413, f"the request has more than {protocol.LONGEST:,} bytes")
    return bytes(pieces)


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _written(triples: Any, media_type: str) -> bytes:
    import pyoxigraph

    text = turtle.serialise(triples, prefixes={**PREFIXES, "sd": "http://www.w3.org/ns/sparql-service-description#"})
    if media_type == "text/turtle":
        return text.encode()
    parsed = (quad.triple for quad in pyoxigraph.parse(text.encode(), pyoxigraph.RdfFormat.TURTLE))
    kind = "application/n-triples" if media_type == "text/plain" else media_type
    written = pyoxigraph.serialize(parsed, format=pyoxigraph.RdfFormat.from_media_type(kind))
    return written or b""


def _json(value: object) -> Response:
    return Response(json.dumps(value, ensure_ascii=False).encode(), media_type="application/json")


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - of the table of handlers
    return Response(f"{error.reason}\n", error.status, media_type="text/plain")


async def _busy(_: Request, __: Exception) -> Response:
    text = "too many queries are waiting; ask again later\n"
    return Response(text, 503, {"Retry-After": "10"}, "text/plain")


async def _stopped(_: Request, __: Exception) -> Response:
    text = "this query took more time or memory than one may, and was stopped; ask for less\n"
    return Response(text, 503, media_type="text/plain")


async def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=400)  # nobody reads it


class _Headers:
    """Adds what every answer has, and answers preflight requests."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers={**_ALWAYS, **_PREFLIGHT})(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", _POLICY)
                headers.update(_ALWAYS)
            await send(message)

        await self._app(scope, receive, sending)
