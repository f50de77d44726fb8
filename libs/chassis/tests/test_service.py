"""A service starts, serves, refuses and stops, over real sockets."""

import asyncio
import socket
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import httpx
import msgspec
import pytest
from chassis_house import ANNA, bearer, eventually, running, sample, settings
from litestar import get, patch, post

from medianest.chassis.answers import created, done
from medianest.chassis.application import PrefixedTwice
from medianest.chassis.doorway.access import NotAllowed, Person, UndeclaredRoute, needs, open_to_all
from medianest.chassis.doorway.access import signed_in as signed_in_only
from medianest.chassis.doorway.later_keys import HeardKey
from medianest.chassis.service import build
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Limited, NotFound


class Wish(Record):
    url: str
    items: tuple[int, ...] = ()
    once: Annotated[int, msgspec.Meta(ge=1)] = 1


class AlreadyThere(Conflict):
    """This video is already on the shelf."""


class Receipt(Record):
    id: UUID = ANNA
    version: int = 7
    position: int = 42
    replayed: bool = False


class FakeLog:
    """Stands for the event log at the chassis's border: it only starts, stops and waits."""

    def __init__(self, *, reached: int = 0, database: bool = True) -> None:
        self.reached = reached
        self.database = database
        self.detail: str | None = None
        self.story: list[str] = []

    async def start(self) -> None:
        self.story.append("start")

    async def quiesce(self) -> None:
        self.story.append("quiesce")

    async def stop(self, grace_s: float) -> None:
        self.story.append("stop")

    async def healthy(self) -> "FakeLog":
        return self

    async def wait_for(self, position: int, timeout_s: float) -> bool:
        return self.reached >= position

    async def signing_keys(self) -> Sequence[HeardKey]:
        return []


@get("/open", opt=open_to_all())
async def see_open(person: Person | None) -> dict[str, bool]:
    return {"known": person is not None}


@get("/mine", opt=signed_in_only())
async def see_mine(person: Person, meta: Meta) -> dict[str, Any]:
    return {"id": person.id, "actor": meta.actor, "correlation": meta.correlation}


@get("/all", opt=needs("downloads.read_all"))
async def see_all(person: Person) -> dict[str, Any]:
    return {"may": person.may("downloads.read_all")}


@post("/downloads", opt=needs("downloads.create"))
async def wish(data: Wish, once: Once | None) -> Any:
    return created(
        ANNA, Receipt(), {"id": ANNA, "key": once and once.key}, "/api/v1/downloads/{id}"
    )


@patch("/downloads/{id:uuid}", opt=needs("downloads.create"))
async def change(id: UUID, data: Wish, expected: int | None) -> Any:  # noqa: A002 - the path's word
    return done(Receipt(replayed=True), {"expected": expected})


@get("/broken", opt=open_to_all())
async def broken() -> None:
    raise RuntimeError("anna@example.org")


@get("/refused/{how:str}", opt=open_to_all())
async def refused(how: str) -> None:
    raise {"conflict": AlreadyThere(), "limited": Limited(retry_after_s=9), "gone": NotFound()}[how]


ALL = (see_open, see_mine, see_all, wish, change, broken, refused)


def test_a_service_with_an_undeclared_route_does_not_start() -> None:
    @get("/oversight")
    async def oversight() -> None: ...

    with pytest.raises(UndeclaredRoute, match="oversight"):
        build("downloads", settings(), [see_open, oversight])


def test_a_route_that_repeats_the_prefix_is_told_at_the_start() -> None:
    @get("/api/v1/open", opt=open_to_all())
    async def twice() -> None: ...

    with pytest.raises(PrefixedTwice):
        build("downloads", settings(), [twice])


async def test_the_door_tells_apart_who_may_come_in(serve: Any) -> None:
    async with serve(*ALL) as client:
        assert (await client.get("/api/v1/open")).json() == {"known": False}
        assert (await client.get("/api/v1/open", headers=bearer())).json() == {"known": True}
        stranger = await client.get("/api/v1/mine")
        assert stranger.status_code == 401
        assert stranger.json()["type"] == "urn:medianest:problem:not-signed-in"
        assert stranger.headers["www-authenticate"] == "Bearer"
        assert (await client.get("/api/v1/mine", headers=bearer())).json()["id"] == str(ANNA)
        poor = await client.get("/api/v1/all", headers=bearer("downloads.read"))
        assert poor.status_code == 403
        assert poor.json()["title"] == NotAllowed.title()
        rich = await client.get("/api/v1/all", headers=bearer("downloads.read_all"))
        assert rich.json() == {"may": True}
        basic = await client.get("/api/v1/open", headers={"Authorization": "Basic YTpi"})
        assert basic.status_code == 401


async def test_meta_takes_who_from_the_token_and_the_story_from_the_gateway(serve: Any) -> None:
    story = "0190a000-0000-7000-8000-0000000000ff"
    async with serve(*ALL) as client:
        headers = {**bearer(), "X-Request-Id": story, "Mn-Actor": "somebody else"}
        answer = (await client.get("/api/v1/mine", headers=headers)).json()
        assert answer == {"id": str(ANNA), "actor": str(ANNA), "correlation": story}
        trace = "0af7651916cd43dd8448eb211c80319c"
        headers = {
            **bearer(),
            "X-Request-Id": "?",
            "traceparent": f"00-{trace}-b7ad6b7169203331-01",
        }
        answer = (await client.get("/api/v1/mine", headers=headers)).json()
        assert UUID(answer["correlation"]).hex == trace


async def test_a_creation_says_where_it_is_and_which_version_it_has(serve: Any) -> None:
    async with serve(*ALL) as client:
        headers = {**bearer("downloads.create"), "Idempotency-Key": "a-key"}
        answer = await client.post("/api/v1/downloads", json={"url": "x"}, headers=headers)
        assert answer.status_code == 201
        assert answer.headers["location"] == f"/api/v1/downloads/{ANNA}"
        assert answer.headers["etag"] == '"v7"'
        assert answer.headers["mn-position"] == "downloads:42"
        assert answer.json()["key"] == "a-key"


@pytest.mark.parametrize(
    ("given", "status", "understood"),
    [
        ('"v7"', 200, 7),
        ("*", 200, None),
        ("v7", 400, None),
        ('W/"v7"', 400, None),
        ('"v"', 400, None),
    ],
)
async def test_if_match_is_a_version_or_a_problem(
    serve: Any, given: str, status: int, understood: int | None
) -> None:
    async with serve(*ALL) as client:
        headers = {**bearer("downloads.create"), "If-Match": given}
        path = f"/api/v1/downloads/{ANNA}"
        answer = await client.patch(path, json={"url": "x"}, headers=headers)
        assert answer.status_code == status
        if status == 200:
            assert answer.json() == {"expected": understood}
            assert answer.headers["idempotency-replayed"] == "true"


BAD_BODIES = [
    (b"{", "application/json", 400),
    (b"[" * 100_000 + b"]" * 100_000, "application/json", 400),
    (b'{"url": ' + b'{"a":' * 20_000 + b"1" + b"}" * 20_001, "application/json", 400),
    (b'{"url": NaN}', "application/json", 400),
    (b'{"url": "\xff\xfe"}', "application/json", 400),
    (b'{"url": "\xed\xa0\x80"}', "application/json", 400),
    (b'{"url": "a\\u0000"}', "application/json", 400),
    (b'{"url": "a\\\\\\u0000"}', "application/json", 400),
    (b'{"url": 7}', "application/json", 400),
    (b"{}", "application/json", 400),
    (b"null", "application/json", 400),
    (b"", "application/json", 400),
    (b'{"url": "x"}', "text/plain", 415),
    (b"url=x", "application/x-www-form-urlencoded", 415),
    (b'{"url": "' + b"x" * (1024 * 1024) + b'"}', "application/json", 413),
]


@pytest.mark.parametrize(("body", "kind", "status"), BAD_BODIES, ids=range(len(BAD_BODIES)))
async def test_a_bad_body_is_a_problem_and_never_ours(
    serve: Any, body: bytes, kind: str, status: int
) -> None:
    async with serve(*ALL) as client:
        headers = {**bearer("downloads.create"), "Content-Type": kind}
        answer = await client.post("/api/v1/downloads", content=body, headers=headers)
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["type"].startswith("urn:medianest:problem:")
        assert {"title", "status", "detail", "instance"} <= problem.keys()


async def test_a_text_that_no_database_keeps_is_refused_wherever_it_stands(serve: Any) -> None:
    async with serve(*ALL) as client:
        headers = {**bearer("downloads.create"), "Content-Type": "application/json"}
        for path in ("/api/v1/open?q=a%00", "/api/v1/refused/%00"):
            answer = await client.get(path, headers=headers)
            assert answer.status_code == 400
            assert answer.json()["type"] == "urn:medianest:problem:bad-text"
        of_it = b'{"url": "\\\\u0000"}'
        answer = await client.post("/api/v1/downloads", content=of_it, headers=headers)
        assert answer.status_code == 201


async def test_a_fault_of_a_body_is_pointed_at(serve: Any) -> None:
    async with serve(*ALL) as client:
        answer = await client.post(
            "/api/v1/downloads",
            json={"url": "x", "items": [1, "two"]},
            headers=bearer("downloads.create"),
        )
        (error,) = answer.json()["errors"]
        assert error["pointer"] == "/items/1"
        assert "int" in error["detail"]


async def test_a_fault_of_a_field_that_is_named_as_something_of_ours_is_pointed_at(
    serve: Any,
) -> None:
    async with serve(*ALL) as client:
        answer = await client.post(
            "/api/v1/downloads",
            json={"url": "x", "once": 0},
            headers=bearer("downloads.create"),
        )
        (error,) = answer.json()["errors"]
        assert answer.status_code == 400
        assert error["pointer"] == "/once"
        assert ">= 1" in error["detail"]


async def test_a_field_that_is_missing_is_pointed_at(serve: Any) -> None:
    async with serve(*ALL) as client:
        answer = await client.post(
            "/api/v1/downloads", json={"items": []}, headers=bearer("downloads.create")
        )
        (error,) = answer.json()["errors"]
        assert error["pointer"] == "/url"


async def test_an_idempotency_key_must_be_short_and_plain(serve: Any) -> None:
    async with serve(*ALL) as client:
        headers = {**bearer("downloads.create"), "Idempotency-Key": "x" * 201}
        answer = await client.post("/api/v1/downloads", json={"url": "x"}, headers=headers)
        assert answer.json()["type"] == "urn:medianest:problem:bad-idempotency-key"


async def test_unknown_paths_and_methods_are_problems(serve: Any) -> None:
    async with serve(*ALL) as client:
        for method, path, status in (
            ("GET", "/api/v1/nowhere", 404),
            ("GET", "/nowhere", 404),
            ("PATCH", "/api/v1/downloads/not-an-id", 404),
            ("DELETE", "/api/v1/open", 405),
        ):
            answer = await client.request(method, path, headers=bearer("downloads.create"))
            assert answer.status_code == status
            assert answer.headers["content-type"] == "application/problem+json"


async def test_refusals_keep_their_kind_and_their_words(serve: Any) -> None:
    async with serve(*ALL) as client:
        conflict = await client.get("/api/v1/refused/conflict")
        assert conflict.status_code == 409
        assert conflict.json()["title"] == "This video is already on the shelf."
        assert conflict.json()["type"] == "urn:medianest:problem:already-there"
        limited = await client.get("/api/v1/refused/limited")
        assert (limited.status_code, limited.headers["retry-after"]) == (429, "9")
        assert (await client.get("/api/v1/refused/gone")).status_code == 404


async def test_what_nobody_expected_is_an_incident_without_details(
    serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serve(*ALL) as client:
        answer = await client.get("/api/v1/broken")
        assert answer.status_code == 500
        incident = answer.json()["incident"]
        said = capsys.readouterr().out
        assert incident in said
        assert "anna@example.org" not in said + answer.text


async def test_a_read_after_a_write_waits_or_says_that_it_is_stale(serve: Any) -> None:
    async with serve(*ALL, eventlog=FakeLog(reached=10)) as client:
        fresh = await client.get("/api/v1/open", headers={"Mn-After": "downloads:10,identity:99"})
        assert "mn-stale" not in fresh.headers
        stale = await client.get("/api/v1/open", headers={"Mn-After": "downloads:11"})
        assert stale.headers["mn-stale"] == "true"
        bad = await client.get("/api/v1/open", headers={"Mn-After": "downloads:-1"})
        assert bad.status_code == 400


async def test_the_document_says_who_may_call_and_that_it_may_be_refused(serve: Any) -> None:
    async with serve(*ALL) as client:
        document = (await client.get("/internal/openapi.json")).json()
        assert document["openapi"].startswith("3.1")
        assert document["paths"]["/api/v1/all"]["get"]["x-permission"] == "downloads.read_all"
        assert document["paths"]["/api/v1/mine"]["get"]["x-permission"] == "signed-in"
        operation = document["paths"]["/api/v1/open"]["get"]
        assert operation["x-permission"] == "open"
        assert operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"}
        assert "Problem" in document["components"]["schemas"]
        assert document == (await client.get("/internal/openapi.json")).json()


async def test_probes_say_alive_started_and_ready(serve: Any) -> None:
    log = FakeLog()
    async with serve(*ALL, eventlog=log) as client:
        for path in ("/livez", "/startupz", "/readyz"):
            assert (await client.get(path)).status_code == 200
        log.database = False
        log.detail = "the database does not answer"
        away = await client.get("/readyz")
        assert away.status_code == 503
        assert away.json()["details"] == {"detail": "the database does not answer"}
        assert (await client.get("/livez")).status_code == 200


async def test_more_requests_than_allowed_are_told_to_come_back() -> None:
    let_go = asyncio.Event()

    @get("/slow", opt=open_to_all())
    async def slow() -> None:
        await let_go.wait()

    service = build("downloads", settings(concurrency_max=1), [slow, see_open])
    async with running(service) as client:
        first = asyncio.create_task(client.get("/api/v1/slow"))
        await eventually(lambda: sample(service.metrics, "medianest_http_in_flight") == 1)
        turned_away = await client.get("/api/v1/open")
        assert turned_away.status_code == 503
        assert turned_away.headers["retry-after"] == "1"
        assert (await client.get("/livez")).status_code == 200
        let_go.set()
        assert (await first).status_code == 200


async def test_shutting_down_finishes_what_is_in_flight_and_then_stops() -> None:
    let_go = asyncio.Event()
    log = FakeLog()

    @get("/slow", opt=open_to_all())
    async def slow() -> dict[str, str]:
        await let_go.wait()
        log.story.append("answered")
        return {"finished": "yes"}

    service = build("downloads", settings(drain_delay_s=0.2), [slow], eventlog=log)
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    await asyncio.wait_for(service.started.wait(), 5)
    async with httpx.AsyncClient(base_url=service.url, trust_env=False) as client:
        in_flight = asyncio.create_task(client.get("/api/v1/slow"))
        await eventually(lambda: sample(service.metrics, "medianest_http_in_flight") == 1)
        stop.set()
        await eventually(lambda: service.health.draining)
        assert (await client.get("/readyz")).status_code == 503
        await eventually(lambda: "quiesce" in log.story)
        let_go.set()
        assert (await in_flight).json() == {"finished": "yes"}
    await asyncio.wait_for(task, 10)
    assert log.story == ["start", "quiesce", "answered", "stop"]
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(service.url.rpartition(":")[2])), timeout=1)


async def test_a_part_that_cannot_start_stops_what_had_started() -> None:
    log = FakeLog()

    class Broken:
        async def start(self) -> None:
            raise OSError("no disk")

        async def stop(self) -> None:
            raise AssertionError("never started")

    service = build("downloads", settings(), [see_open], log, [Broken()])
    with pytest.raises(OSError, match="no disk"):
        await service.run(asyncio.Event())
    assert log.story == ["start", "stop"]


async def test_two_services_share_a_process_but_nothing_else() -> None:
    one = build("downloads", settings(), [see_open])
    other = build("requests", settings(), [see_mine])
    async with running(one) as at_one, running(other) as at_other:
        assert (await at_one.get("/api/v1/open")).status_code == 200
        wrong_audience = await at_other.get("/api/v1/mine", headers=bearer())
        assert wrong_audience.status_code == 401
        right = await at_other.get("/api/v1/mine", headers=bearer(audience="requests"))
        assert right.status_code == 200
        ours = (await at_one.get(f"{one.metrics_url}/metrics")).text
        theirs = (await at_one.get(f"{other.metrics_url}/metrics")).text
        assert 'route="/api/v1/open",status="200"' in ours
        assert "/api/v1/open" not in theirs
        assert (await at_one.get(f"{one.metrics_url}/else")).status_code == 404


async def test_a_service_listens_on_a_unix_socket(tmp_path: Any) -> None:
    address = str(tmp_path / "s.sock")
    service = build("downloads", settings(listen=address), [see_open])
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    await asyncio.wait_for(service.started.wait(), 5)
    transport = httpx.AsyncHTTPTransport(uds=address)
    async with httpx.AsyncClient(base_url="http://service", transport=transport) as client:
        assert (await client.get("/api/v1/open")).status_code == 200
    stop.set()
    await asyncio.wait_for(task, 10)
    assert not (tmp_path / "s.sock").exists()
