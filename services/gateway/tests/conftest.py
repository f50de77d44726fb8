"""A gateway door on a real socket, before services that a test plays itself."""

import asyncio
import contextlib
import hashlib
import json
from bisect import bisect_right
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from medianest.chassis import service
from medianest.chassis.doorway.tokens import Minter
from medianest.chassis.settings import Secret
from medianest.contracts.permissions import BY_ROLE
from medianest.contracts.topology import ServiceName
from medianest.gateway.adapters.limiter import LimiterAlone
from medianest.gateway.adapters.upstream import HttpUpstream
from medianest.gateway.api.door import Door
from medianest.gateway.api.effects import Effects
from medianest.gateway.api.export import Export
from medianest.gateway.api.health import HouseHealth
from medianest.gateway.api.incoming import Reader
from medianest.gateway.api.limits import Limits
from medianest.gateway.api.live.hub import Hub
from medianest.gateway.api.live.places import Places
from medianest.gateway.api.live.socket import LiveSocket
from medianest.gateway.api.live.stream import LiveStream
from medianest.gateway.api.live.tickets import Tickets
from medianest.gateway.api.networks import Admission
from medianest.gateway.api.noting import Noting
from medianest.gateway.api.own import csp_report
from medianest.gateway.api.pages import Pages
from medianest.gateway.api.people import LOGIN, People, SessionCookie
from medianest.gateway.api.proxy import Proxy
from medianest.gateway.api.routes import ROUTES, Route, RouteTable
from medianest.gateway.api.services import Service as Behind
from medianest.gateway.api.sharing import Sharing
from medianest.gateway.api.story import Story
from medianest.gateway.ports import Effect, Heard, Limiter, Visitor
from medianest.gateway.settings import LIMITED, Settings, limits_of
from medianest.testkit.people import ANNA, NOON
from medianest.testkit.trust import NOBODY

PEPPER = b"pepper"
COOKIE = "c" * 43
ANNA_AT_HOME = Visitor(
    session_id=UUID(int=77),
    member_id=ANNA,
    role="member",
    permissions=frozenset(BY_ROLE["member"]),
    epoch=1,
)
OURS = {"x-requested-with": "medianest"}
OFTEN = {f"limit_{name}": "1000/s burst 1000" for name in LIMITED if not name.startswith("sign_in")}


class SessionsByHand:
    """Who is signed in, as the test says."""

    def __init__(self) -> None:
        self.by_cookie: dict[str, Visitor] = {}
        self.by_key: dict[str, Visitor] = {}
        self.effects: list[Effect] = []
        self.looked_up = 0

    def sign_in(self, cookie: str, visitor: Visitor) -> None:
        self.by_cookie[hashlib.sha256(cookie.encode()).hexdigest()] = visitor

    def is_unheard_of(self, shown_sha256: str, *, by_key: bool) -> bool:
        return shown_sha256 not in (self.by_key if by_key else self.by_cookie)

    async def find(self, cookie_sha256: str) -> Visitor | None:
        self.looked_up += 1
        return self.by_cookie.get(cookie_sha256)

    async def find_key(self, key_sha256: str) -> Visitor | None:
        self.looked_up += 1
        return self.by_key.get(key_sha256)

    async def still_good(self, session_ids: Sequence[UUID]) -> dict[UUID, Visitor]:
        there = [*self.by_cookie.values(), *self.by_key.values()]
        known = {visitor.session_id: visitor for visitor in there}
        return {id_: known[id_] for id_ in session_ids if id_ in known}

    async def uses(self, member_id: UUID) -> Mapping[UUID, datetime]:
        return {ANNA_AT_HOME.session_id: NOON}

    async def seen(self) -> Mapping[UUID, datetime]:
        return {ANNA: NOON}

    async def apply(self, effects: Sequence[Effect]) -> bool:
        self.effects += effects
        return True


class Announced:
    """What was announced, as the test says."""

    def __init__(self) -> None:
        self.warm = True
        self.hears = True
        self.said: dict[ServiceName, list[Heard]] = {}
        self.epochs: dict[ServiceName, UUID] = {}
        self.reaches_back_to = 0

    def say(self, heard: Heard) -> None:
        self.said.setdefault(heard.source, []).append(heard)

    def since(self, source: ServiceName, position: int, at_most: int) -> Sequence[Heard] | None:
        if not self.warm or position < self.reaches_back_to:
            return None
        said = self.said.get(source, [])
        begin = bisect_right(said, position, key=lambda heard: heard.position)
        return said[begin : begin + at_most]

    def until(self, source: ServiceName, moment: datetime) -> int:
        said = [heard for heard in self.said.get(source, []) if heard.at <= moment]
        return said[-1].position if said else self.reaches_back_to

    def position(self, source: ServiceName) -> int:
        said = self.said.get(source)
        return said[-1].position if said else 0

    def epoch(self, source: ServiceName) -> UUID | None:
        return self.epochs.get(source)


class Notes:
    """What was told about services."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def lost(self, toward: str) -> None:
        self.told.append(f"{toward} lost")

    def back(self, toward: str) -> None:
        self.told.append(f"{toward} back")


class LiveReader:
    """Reads the lines of a live connection, however many a frame holds."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._lines: list[str] = []

    async def say(self, **wish: Any) -> None:
        await self.socket.send(json.dumps(wish))

    async def next(self, op: str = "") -> dict[str, Any]:
        """The next line, or the next of this kind."""
        while True:
            while not self._lines:
                frame = await asyncio.wait_for(self.socket.recv(), 5)
                self._lines = str(frame).split("\n")
            line: dict[str, Any] = json.loads(self._lines.pop(0))
            if not op or line["op"] == op:
                return line

    async def caught_up(self) -> list[dict[str, Any]]:
        """Everything up to the answer to a ping that is sent now."""
        await self.say(op="ping")
        lines = []
        while (line := await self.next())["op"] != "pong":
            lines.append(line)
        return lines


class Front:
    """The door, where it stands, and everything behind it."""

    def __init__(self) -> None:
        self.sessions = SessionsByHand()
        self.announced = Announced()
        self.notes = Notes()
        self.hub = Hub(("identity", "downloads"), self.announced, self.sessions)
        self.url = ""

    @property
    def address(self) -> tuple[str, int]:
        host, _, port = self.url.removeprefix("http://").rpartition(":")
        return host, int(port)

    @asynccontextmanager
    async def client(self, *, signed_in: bool = False) -> AsyncIterator[httpx.AsyncClient]:
        cookies = {"mn_session": COOKIE} if signed_in else {}
        async with httpx.AsyncClient(
            base_url=self.url, headers=OURS, cookies=cookies, timeout=10, verify=NOBODY
        ) as client:
            yield client

    @asynccontextmanager
    async def on_the_line(self) -> AsyncIterator[LiveReader]:
        """A page that has come; its `hello` is still to be read."""
        async with connect(
            self.url.replace("http", "ws") + "/api/v1/live",
            subprotocols=[Subprotocol("medianest.live.v1")],
            origin=self.url,  # type: ignore[arg-type]  # an Origin is a str
            additional_headers={"Cookie": f"mn_session={COOKIE}"},
        ) as socket:
            yield LiveReader(socket)

    @asynccontextmanager
    async def listening(self, *topics: str, after: str | None = None) -> AsyncIterator[LiveReader]:
        """A page that follows these topics; the answer to its first ping is still to come."""
        async with self.on_the_line() as reader:
            assert (await reader.next())["op"] == "hello"
            if topics:
                await reader.say(op="subscribe", topics=topics, after=after)
                await reader.say(op="ping")
            yield reader

    def tell(self, *heards: Heard) -> None:
        """Let the gateway hear this."""
        for heard in heards:
            self.announced.say(heard)
            self.hub.heard(heard)

    async def raw(self, request: bytes) -> bytes:
        """Everything that comes back until the connection is closed, or nothing more comes."""
        reader, writer = await asyncio.open_connection(*self.address)
        writer.write(request)
        got = b""
        with contextlib.suppress(TimeoutError, ConnectionError):
            while piece := await asyncio.wait_for(reader.read(65536), 1.5):
                got += piece
        writer.close()
        return got


Opens = Callable[..., Any]


@pytest.fixture
def front() -> Opens:
    """`async with front(downloads=url) as door:` opens a gateway before these services."""
    return opened


@asynccontextmanager
async def opened(
    *,
    public_url: str = "http://127.0.0.1:8484",
    limiter: Limiter | None = None,
    web_folder: Path = Path("/nowhere"),
    routes: Sequence[Route] = ROUTES,
    limits: tuple[str, ...] = (),
    proxies: Sequence[str] = (),
    admission: Admission | None = None,
    cors_origins: Sequence[str] = (),
    concurrency_max: int = 2048,
    live_max: int = 100,
    limit_guesses: str = OFTEN["limit_guesses"],
    **urls: str,
) -> AsyncIterator[Front]:
    nothing = Secret("")
    settings = Settings(
        postgres_dsn=nothing,
        keks=nothing,
        redis_url=nothing,
        signing_key=nothing,
        pepper=nothing,
        drain_grace_s=1,
        limits=limits,
        concurrency_max=concurrency_max,
        **OFTEN | {"limit_guesses": limit_guesses},
    )
    made = Front()
    made.sessions.sign_in(COOKIE, ANNA_AT_HOME)
    reader = Reader(public_url, (), proxies, admission)
    cookie = SessionCookie(public_url)
    minter = Minter("k1", Ed25519PrivateKey.generate())
    people = People(made.sessions, lambda: minter, cookie)
    counted: Limiter = limiter or LimiterAlone()
    tickets = Tickets(PEPPER, counted, made.sessions)
    sharing = Sharing(cors_origins)
    places = Places(a_person=live_max, in_all=2 * live_max)
    upstreams: dict[Any, HttpUpstream] = {name: HttpUpstream(url) for name, url in urls.items()}
    behind: Mapping[Any, Behind] = {
        name: Behind(name, upstream, made.notes) for name, upstream in upstreams.items()
    }
    story = Story(PEPPER)
    door = Door(
        reader=reader,
        table=RouteTable(routes),
        people=people,
        limits=Limits(counted, limits_of(settings), routes),
        noting=Noting(story.address_hash),
        proxy=Proxy(
            behind,
            people,
            Effects(made.sessions, cookie, SessionCookie(public_url, LOGIN), made.hub.look_now),
            story,
            reader.base_path,
        ),
        own={
            ("api", "v1", "live"): LiveStream(made.hub, places, reader),
            ("api", "csp-report"): csp_report,
            ("healthz",): HouseHealth(upstreams),
        },
        pages=Pages(Export(web_folder, reader.base_path), reader.base_path),
        websocket=LiveSocket(made.hub, places, reader, tickets),
        sharing=sharing,
    )
    running = service.build("gateway", settings, app=door, parts=[*upstreams.values(), made.hub])
    stop = asyncio.Event()
    task = asyncio.create_task(running.run(stop))
    await asyncio.wait_for(running.started.wait(), 5)
    made.url = running.url
    try:
        yield made
    finally:
        stop.set()
        await asyncio.wait_for(task, 10)


Played = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
def played() -> Opens:
    """`async with played(conversation) as url:` plays a service, byte by byte."""
    return playing


@asynccontextmanager
async def playing(conversation: Played) -> AsyncIterator[str]:
    conversations: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await conversation(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(talk(reader, writer))
        conversations.add(task)
        task.add_done_callback(conversations.discard)

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in tuple(conversations):
            task.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)
