"""How the gateway is put together: its log, who is signed in, its door, and what is behind."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import msgspec
from litestar import Litestar
from litestar.di import NamedDependency, Provide
from prometheus_client import Gauge

from medianest.chassis import service
from medianest.chassis.application import application
from medianest.chassis.document.describing import described
from medianest.chassis.doorway.people import Person
from medianest.chassis.inside import Book
from medianest.chassis.settings import load
from medianest.chassis.valkey import Valkey
from medianest.chassis.watching.metrics import Metrics
from medianest.contracts.meta import Meta
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.readers.live_follower import LiveFollower
from medianest.gateway import projections, publishing, worker
from medianest.gateway.adapters.book import RemoteBook
from medianest.gateway.adapters.leases import LeasingLimiter
from medianest.gateway.adapters.limiter import SharedLimiter
from medianest.gateway.adapters.upstream import HttpUpstream
from medianest.gateway.api import own
from medianest.gateway.api.composed.asking import Books
from medianest.gateway.api.composed.events import explorer
from medianest.gateway.api.composed.export import export
from medianest.gateway.api.composed.system import system
from medianest.gateway.api.documents import Documents
from medianest.gateway.api.door import Door, Own
from medianest.gateway.api.effects import Effects
from medianest.gateway.api.export import Export
from medianest.gateway.api.health import HouseHealth
from medianest.gateway.api.incoming import Reader
from medianest.gateway.api.limits import Limits
from medianest.gateway.api.live import document as live
from medianest.gateway.api.live.following import Following
from medianest.gateway.api.live.hub import Hub
from medianest.gateway.api.live.places import Places
from medianest.gateway.api.live.socket import LiveSocket
from medianest.gateway.api.live.stream import LiveStream
from medianest.gateway.api.live.tickets import Tickets
from medianest.gateway.api.networks import Admission
from medianest.gateway.api.noting import Noting
from medianest.gateway.api.pages import Pages
from medianest.gateway.api.people import LOGIN, People, SessionCookie
from medianest.gateway.api.proxy import Proxy
from medianest.gateway.api.routes import ADMIN_PAGES, ROUTES, RouteTable
from medianest.gateway.api.services import Service as Behind
from medianest.gateway.api.sharing import Sharing
from medianest.gateway.api.story import Story
from medianest.gateway.domain import keyring, reach
from medianest.gateway.handlers import (
    KeyPace,
    KeyringDecider,
    ReachDecider,
    ReachNotes,
    SigningKeys,
)
from medianest.gateway.queries import KnownSessions
from medianest.gateway.settings import Settings, limits_of

KEYRING: Final[KeyringDecider] = Decider(
    name="signing-keys",
    facts=(keyring.KeyAdopted, keyring.KeyPublished, keyring.KeyWithdrawn),
    initial=keyring.Empty(),
    evolve=keyring.evolve,
    announce=publishing.of_keyring,
)
REACH: Final[ReachDecider] = Decider(
    name="reach",
    facts=(reach.ReachLost, reach.ReachRegained),
    initial=reach.Within(),
    evolve=reach.evolve,
    announce=publishing.of_reach,
)


async def build(environ: Mapping[str, str]) -> service.Service:
    """The gateway, ready to run."""
    settings = load(Settings, "gateway", environ)
    eventlog = await EventLog.open(
        service="gateway",
        settings=settings,
        deciders=(KEYRING, REACH),
        read_models=(projections.SESSIONS,),
    )
    metrics = Metrics("gateway")
    kid, _, private_hex = settings.signing_key.reveal().partition(":")
    pace = KeyPace(
        announced_s=settings.key_announced_s,
        rotated_after=timedelta(days=settings.key_rotated_after_days),
    )
    provisioned = (kid, private_hex.strip())
    keys = SigningKeys(eventlog.log, eventlog.secrets, KEYRING, provisioned, pace=pace)
    eventlog.perform(worker.rotating(keys), worker.withdrawing(keys))
    sessions = KnownSessions(eventlog.pool, projections.hear, model=projections.SESSIONS)
    notes = ReachNotes(eventlog.log, REACH)
    valkey = Valkey(settings.redis_url.reveal())
    upstreams = _upstreams(settings)
    reads = TOPOLOGY["gateway"]
    follower = LiveFollower(eventlog.broker, reads.reads, reads.reads_live)
    hub = Hub(reads.reads, follower, sessions)
    clients = Gauge("medianest_live_clients", "Live connections.", registry=metrics.registry)
    clients.set_function(lambda: hub.clients)
    door = _door(
        settings,
        metrics=metrics,
        keys=keys,
        sessions=sessions,
        notes=notes,
        valkey=valkey,
        upstreams=upstreams,
        hub=hub,
        own_book=eventlog.explorer,
    )
    return service.build(
        "gateway",
        settings,
        eventlog=eventlog,
        parts=[
            keys,
            notes,
            sessions,
            valkey,
            *upstreams.values(),
            hub,
            Following(follower, hub, eventlog.traces),
        ],
        ready=[sessions.is_built],
        app=door,
        metrics=metrics,
    )


def _door(
    settings: Settings,
    *,
    metrics: Metrics,
    keys: SigningKeys,
    sessions: KnownSessions,
    notes: ReachNotes,
    valkey: Valkey,
    upstreams: Mapping[ServiceName, HttpUpstream],
    hub: Hub,
    own_book: Book,
) -> Door:
    pepper = settings.pepper.reveal().encode()
    admission = Admission(settings.addresses_allowed, settings.addresses_denied)
    reader = Reader(
        settings.public_url, settings.allowed_hosts, settings.trusted_proxies, admission
    )
    cookie = SessionCookie(settings.public_url)
    people = People(sessions, lambda: keys.minter, cookie)
    limiter = LeasingLimiter(SharedLimiter(valkey))
    tickets = Tickets(pepper, limiter, sessions)
    behind = {
        name: Behind(
            name, upstream, notes, at_most=settings.upstream_concurrency_max, metrics=metrics
        )
        for name, upstream in upstreams.items()
    }
    app = application(
        "gateway",
        [
            own.ticket_handler(tickets),
            *explorer(),
            *system({name: one.breaker for name, one in behind.items()}, notes),
            *export(),
        ],
        dependencies={"books": _books(own_book, behind, keys)},
    )
    sharing = Sharing(settings.cors_origins)
    story = Story(pepper)
    table = RouteTable(ROUTES)
    places = Places(a_person=settings.live_max_a_person, in_all=settings.live_max)
    return Door(
        reader=reader,
        table=table,
        people=people,
        limits=Limits(limiter, limits_of(settings), ROUTES),
        noting=Noting(story.address_hash),
        proxy=Proxy(
            behind,
            people,
            Effects(sessions, cookie, SessionCookie(settings.public_url, LOGIN), hub.look_now),
            story,
            reader.base_path,
        ),
        own=_own(
            app, LiveStream(hub, places, reader), reader, story, upstreams=upstreams, table=table
        ),
        pages=Pages(Export(settings.web_folder, reader.base_path), reader.base_path),
        websocket=LiveSocket(hub, places, reader, tickets),
        sharing=sharing,
    )


def _own(
    app: Litestar,
    stream: LiveStream,
    reader: Reader,
    story: Story,
    *,
    upstreams: Mapping[ServiceName, HttpUpstream],
    table: RouteTable,
) -> Mapping[tuple[str, ...], Own]:
    litestar = own.LitestarRoutes(app, story)
    documents = Documents(upstreams, _own_document(app), table, reader.base_path)
    return {
        ("api", "v1", "live"): stream,
        ("api", "v1", "live", "ticket"): litestar,
        ("api", "v1", "me", "export"): litestar,
        **{("api", "v1", "admin", page): litestar for page in ADMIN_PAGES},
        ("api", "openapi.json"): documents.as_json,
        ("api", "docs"): documents.as_page,
        ("api", "csp-report"): own.csp_report,
        ("healthz",): HouseHealth(upstreams),
    }


def _books(own_book: Book, behind: Mapping[ServiceName, Behind], keys: SigningKeys) -> Provide:
    """Every log, as who asks may see it."""

    def books(person: NamedDependency[Person], meta: NamedDependency[Meta]) -> Books:
        minter = keys.minter
        asked = {
            name: RemoteBook(one, minter.mint(person, name), meta) for name, one in behind.items()
        }
        return {"gateway": own_book, **asked}

    return Provide(books, sync_to_thread=False)


def _own_document(app: Litestar) -> dict[str, object]:
    document = described(app, app.openapi_schema.to_schema(), "gateway")
    document["paths"][live.PATH] = {"get": live.OPERATION}
    # As it would come from elsewhere: what is equal on the wire has to be equal here.
    written: dict[str, object] = msgspec.json.decode(msgspec.json.encode(document))
    return written


def _upstreams(settings: Settings) -> dict[ServiceName, HttpUpstream]:
    return {
        "identity": HttpUpstream(settings.identity_url),
        "requests": HttpUpstream(settings.requests_url),
        "downloads": HttpUpstream(settings.downloads_url),
        "status": HttpUpstream(settings.status_url),
        "notify": HttpUpstream(settings.notify_url),
    }
