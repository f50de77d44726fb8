"""What stays down becomes an incident, once for one cause; a moment is only a blip."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from medianest.testkit import ANNA, BEN, eventually

QUICK = {"hold_s": "0.6"}
AT_ONCE = {"hold_s": "0"}


class Door:
    """A server that can be shut and opened again on the same port."""

    def __init__(self) -> None:
        self.port = 0
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        self._server = await asyncio.start_server(
            lambda _, writer: writer.close(), "127.0.0.1", self.port
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None


@asynccontextmanager
async def watched(desk: Any, *names: str) -> AsyncIterator[dict[str, tuple[Door, str]]]:
    """A door for each name, watched from now on; by name, the door and the monitor's id."""
    made: dict[str, tuple[Door, str]] = {}
    for name in names:
        door = Door()
        await door.open()
        probe = {"type": "tcp", "host": "127.0.0.1", "port": door.port, "internal": True}
        answer = await desk.ask(
            "POST", "/status/monitors", json={"name": name, "probe": probe, "every_s": 5}
        )
        assert answer.status_code == 201, answer.text
        made[name] = door, answer.json()["id"]
    await desk.until_seen(**dict.fromkeys(names, "up"))
    yield made
    for door, _ in made.values():
        await door.shut()


async def incidents(desk: Any) -> list[dict[str, Any]]:
    answer = await desk.ask("GET", "/status/incidents", role="guest")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def one_of(found: list[dict[str, Any]]) -> dict[str, Any]:
    assert len(found) == 1, found
    return found[0]


async def the_incident(desk: Any, **shown: Any) -> dict[str, Any]:
    """The only one there is, once it is like this."""

    async def found() -> dict[str, Any]:
        only = one_of(await incidents(desk))
        assert {key: only[key] for key in shown} == shown
        return dict(only)

    found_one: dict[str, Any] = await eventually(found)
    return found_one


async def test_what_stays_down_is_an_incident_until_it_is_back_for_good(home: Any) -> None:
    async with home.serving(**QUICK) as desk, watched(desk, "Plex") as doors:
        door, plex = doors["Plex"]
        await desk.ask("PUT", f"/status/monitors/{plex}/subscription", who=BEN, role="member")
        await desk.ask("PUT", f"/status/monitors/{plex}/meaning", json={"means": "No films."})
        await door.shut()
        await home.look_often(desk, "Plex", "down")
        assert await incidents(desk) == []
        opened = await the_incident(desk, closed_at=None, monitor_name="Plex")
        assert opened["means"] == "No films."
        page = (await desk.ask("GET", "/status")).json()
        assert [one["id"] for one in page["incidents"]] == [opened["id"]]
        one = f"/status/incidents/{opened['id']}"
        assert (await desk.ask("POST", f"{one}/acknowledge")).status_code == 200
        note = {"text": "The cable was loose."}
        assert (await desk.ask("POST", f"{one}/notes", json=note)).status_code == 200
        await door.open()
        await home.look_often(desk, "Plex", "up")

        async def closed() -> bool:
            return (await incidents(desk))[0]["closed_at"] is not None

        await eventually(closed)
        kinds = [line["kind"] for line in (await incidents(desk))[0]["timeline"]]
        assert kinds == ["struck", "acknowledged", "noted", "recovered", "closed"]
        told = await home.said("incident-opened")
        assert [event["tell"] for event in told] == [[str(BEN)]]
        assert len(await home.said("incident-closed")) == 1
        assert len(await home.said("outage-began")) == len(await home.said("outage-ended")) == 1


async def test_down_and_up_within_the_moment_is_one_blip_and_no_incident(home: Any) -> None:
    async with home.serving(hold_s="2") as desk, watched(desk, "Plex") as doors:
        door, _ = doors["Plex"]
        await door.shut()
        await home.look_often(desk, "Plex", "down")
        await door.open()
        await home.look_often(desk, "Plex", "up")
        await eventually(home.asked_again)
        assert len(await home.said("monitor-blipped")) == 1
        assert await home.said("incident-opened") == []
        assert await incidents(desk) == []


async def test_who_asks_while_it_is_away_is_told_once_when_it_is_back_and_of_the_next_time(
    home: Any,
) -> None:
    async with home.serving(hold_s="1") as desk, watched(desk, "Plex") as doors:
        door, plex = doors["Plex"]
        path = f"/status/monitors/{plex}/subscription"

        async def told(*who: UUID) -> bool:
            heard = [event["member_id"] for event in await home.said("awaited-is-back")]
            return sorted(heard) == sorted(map(str, who))

        await door.shut()
        await home.look_often(desk, "Plex", "down")
        early = await desk.ask("PUT", path, who=ANNA, role="guest")
        assert early.status_code == 204, "no incident yet; she is told of its end all the same"
        await the_incident(desk, closed_at=None)
        for _ in range(2):
            await desk.ask("PUT", path, who=BEN, role="guest")
        assert await told(), "it is not back"
        await door.open()
        await home.look_often(desk, "Plex", "up")
        await eventually(lambda: told(ANNA, BEN))
        assert [event["tell"] for event in await home.said("incident-opened")] == [[]]

        await door.shut()
        await home.look_often(desk, "Plex", "down")
        await eventually(lambda: opened(home, [[], sorted(map(str, (ANNA, BEN)))]))
        await door.open()
        await home.look_often(desk, "Plex", "up")
        await eventually(lambda: closed(home, [[], sorted(map(str, (ANNA, BEN)))]))
        assert await told(ANNA, BEN), "of the next time they hear as everybody who asked"


async def test_who_asks_during_a_blip_is_told_that_it_is_back(home: Any) -> None:
    async with home.serving(hold_s="2") as desk, watched(desk, "Plex") as doors:
        door, plex = doors["Plex"]
        await door.shut()
        await home.look_often(desk, "Plex", "down")
        await desk.ask("PUT", f"/status/monitors/{plex}/subscription", who=ANNA, role="guest")
        await door.open()
        await home.look_often(desk, "Plex", "up")

        async def told() -> bool:
            return len(await home.said("awaited-is-back")) == 1

        await eventually(told, 10)
        assert await incidents(desk) == []


async def test_what_is_worked_on_is_not_back(home: Any) -> None:
    async with home.serving(**AT_ONCE) as desk, watched(desk, "Plex") as doors:
        door, plex = doors["Plex"]
        await door.shut()
        await home.look_often(desk, "Plex", "down")
        await the_incident(desk, closed_at=None)
        await desk.ask("PUT", f"/status/monitors/{plex}/subscription", who=ANNA, role="guest")
        now = datetime.now(UTC)
        body = {
            "title": "A new disk",
            "starts_at": now.isoformat(),
            "ends_at": (now + timedelta(hours=1)).isoformat(),
            "monitor_ids": [plex],
        }
        plan = await desk.ask("POST", "/status/maintenance", json=body)
        await desk.until_seen(Plex="maintenance")

        async def over() -> bool:
            return one_of(await incidents(desk))["closed_at"] is not None

        await eventually(over)
        assert await home.said("awaited-is-back") == []
        await desk.ask("DELETE", f"/status/maintenance/{plan.json()['id']}")
        await door.open()
        await home.look_often(desk, "Plex", "up")

        async def told() -> bool:
            return len(await home.said("awaited-is-back")) == 1

        await eventually(told)


async def opened(home: Any, tell: list[list[str]]) -> bool:
    return [event["tell"] for event in await home.said("incident-opened")] == tell


async def closed(home: Any, tell: list[list[str]]) -> bool:
    return [event["tell"] for event in await home.said("incident-closed")] == tell


async def test_one_cause_makes_one_incident(home: Any) -> None:
    async with home.serving(**QUICK) as desk, watched(desk, "Router", "Plex", "Wishes") as doors:
        ids = {name: monitor_id for name, (_, monitor_id) in doors.items()}
        for name, on in (("Plex", "Router"), ("Wishes", "Plex")):
            body = {"depends_on": [ids[on]]}
            answer = await desk.ask("PUT", f"/status/monitors/{ids[name]}/meaning", json=body)
            assert answer.status_code == 200, answer.text
        for door, _ in doors.values():
            await door.shut()
        await home.look_often(desk, "Wishes", "down")
        await home.look_often(desk, "Plex", "down")
        await home.look_often(desk, "Router", "down")

        async def all_in_one() -> bool:
            only = one_of(await incidents(desk))
            assert only["monitor_name"] == "Router"
            return {one["name"] for one in only["monitors"]} == set(ids)

        await eventually(all_in_one)
        assert len(await home.said("incident-opened")) == 1
        for name, (door, _) in doors.items():
            await door.open()
            await home.look_often(desk, name, "up")

        async def closed() -> bool:
            return (await incidents(desk))[0]["closed_at"] is not None

        await eventually(closed)


async def test_an_incident_survives_a_restart_and_closes_afterwards(home: Any) -> None:
    async with home.serving(**AT_ONCE) as desk, watched(desk, "Plex") as doors:
        door, _ = doors["Plex"]
        await door.shut()
        await home.look_often(desk, "Plex", "down")
        await the_incident(desk, closed_at=None)
    await door.open()
    async with home.serving(**AT_ONCE) as desk:
        await home.look_often(desk, "Plex", "up")

        async def closed() -> bool:
            return (await incidents(desk))[0]["closed_at"] is not None

        await eventually(closed)
    await door.shut()


async def test_planned_maintenance_rests_what_it_strikes_and_calls_nobody(home: Any) -> None:
    async with home.serving(**AT_ONCE) as desk, watched(desk, "Plex") as doors:
        door, plex = doors["Plex"]
        now = datetime.now(UTC)
        body = {
            "title": "A new disk",
            "starts_at": now.isoformat(),
            "ends_at": (now + timedelta(hours=1)).isoformat(),
            "monitor_ids": [plex],
        }
        answer = await desk.ask("POST", "/status/maintenance", json=body)
        assert answer.status_code == 201, answer.text
        await desk.until_seen(Plex="maintenance")
        await door.shut()
        await home.look_now()
        await desk.until_seen(Plex="maintenance")
        gone = await desk.ask("DELETE", f"/status/maintenance/{answer.json()['id']}")
        assert gone.status_code == 204
        await desk.until_seen(Plex="unknown")
        again = await desk.ask("DELETE", f"/status/maintenance/{answer.json()['id']}")
        assert again.status_code == 409
        assert await home.said("incident-opened") == []
        await door.open()
        await home.look_often(desk, "Plex", "up")


async def test_an_announcement_is_on_the_page_until_it_is_withdrawn(home: Any) -> None:
    async with home.serving() as desk:
        body = {"title": "New address", "text": "Use nest.example.org."}
        made = await desk.ask("POST", "/status/announcements", json=body)
        assert made.status_code == 201, made.text
        page = (await desk.ask("GET", "/status", role="guest")).json()
        assert [one["title"] for one in page["announcements"]] == ["New address"]
        gone = await desk.ask("DELETE", f"/status/announcements/{made.json()['id']}")
        assert gone.status_code == 204
        assert (await desk.ask("GET", "/status/announcements")).json()["items"] == []


async def test_an_erased_member_is_told_of_nothing(home: Any) -> None:
    async with home.serving(**AT_ONCE) as desk, watched(desk, "Plex") as doors:
        door, plex = doors["Plex"]
        for who in (ANNA, BEN):
            path = f"/status/monitors/{plex}/subscription"
            assert (await desk.ask("PUT", path, who=who, role="guest")).status_code == 204
        await home.erase(BEN)

        async def forgotten() -> bool:
            page = await desk.ask("GET", f"/status/monitors/{plex}", who=BEN, role="guest")
            return page.json()["monitor"]["subscribed"] is False

        await eventually(forgotten)
        await door.shut()
        await home.look_often(desk, "Plex", "down")
        await the_incident(desk, closed_at=None)
        assert [event["tell"] for event in await home.said("incident-opened")] == [[str(ANNA)]]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/status/monitors", {"name": "", "probe": {"type": "tcp"}}),
        ("POST", "/status/monitors", {"name": "x", "probe": {"type": "shell", "command": "id"}}),
        ("POST", "/status/monitors", {"name": "x", "probe": {"type": "yt-dlp", "url": "http://x"}}),
        (
            "POST",
            "/status/monitors",
            {"name": "x", "probe": {"type": "http", "url": "file:///etc/passwd"}},
        ),
        (
            "POST",
            "/status/monitors",
            {"name": "x", "probe": {"type": "tcp", "host": "h", "port": 1}, "every_s": 0},
        ),
        ("POST", "/status/maintenance", {"title": "x", "starts_at": "tomorrow", "ends_at": "x"}),
        (
            "POST",
            "/status/maintenance",
            {"title": "x", "starts_at": "2026-01-01T00:00:00Z", "ends_at": "2025-01-01T00:00:00Z"},
        ),
        ("POST", "/status/announcements", {"title": "", "text": "x"}),
        ("POST", "/status/announcements", {"title": "x", "until": "2020-01-01T00:00:00Z"}),
        ("GET", "/status/incidents?cursor=nonsense", None),
        ("GET", "/status/history?window=1y", None),
    ],
)
async def test_what_makes_no_sense_is_a_problem(
    home: Any, method: str, path: str, body: dict[str, Any] | None
) -> None:
    async with home.serving() as desk:
        answer = await desk.ask(method, path, json=body)
        assert answer.status_code == 400, answer.text
        assert answer.headers["content-type"].startswith("application/problem+json")


async def test_what_is_not_there_is_said(home: Any) -> None:
    async with home.serving() as desk:
        for method, path in (
            ("GET", f"/status/monitors/{uuid4()}"),
            ("GET", f"/status/monitors/{uuid4()}/watch"),
            ("GET", f"/status/monitors/{uuid4()}/history"),
            ("PUT", f"/status/monitors/{uuid4()}/subscription"),
            ("GET", f"/status/incidents/{uuid4()}"),
            ("POST", f"/status/incidents/{uuid4()}/acknowledge"),
            ("POST", f"/status/incidents/{uuid4()}/close"),
            ("DELETE", f"/status/maintenance/{uuid4()}"),
            ("DELETE", f"/status/announcements/{uuid4()}"),
        ):
            answer = await desk.ask(method, path)
            assert answer.status_code == 404, (path, answer.text)


async def test_a_probe_is_tried_before_it_is_kept(home: Any) -> None:
    async with home.serving() as desk, watched(desk, "Plex") as doors:
        door, _ = doors["Plex"]
        probe = {"type": "tcp", "host": "127.0.0.1", "port": door.port}
        inside = (await desk.ask("POST", "/status/monitors/test", json={"probe": probe})).json()
        assert (inside["ok"], inside["detail"]) == (False, "This address can't be used.")
        said = {"probe": {**probe, "internal": True}}
        assert (await desk.ask("POST", "/status/monitors/test", json=said)).json()["ok"]


async def test_a_monitor_is_changed_only_as_it_was_seen_and_deleted_with_its_history(
    home: Any,
) -> None:
    async with home.serving() as desk, watched(desk, "Plex") as doors:
        _, plex = doors["Plex"]
        path = f"/status/monitors/{plex}"
        shown = await desk.ask("GET", f"{path}/watch")
        plan = {**shown.json()["plan"], "name": "Films"}
        as_seen = {"If-Match": shown.headers["etag"]}
        first = await desk.ask("PATCH", path, json=plan, headers=as_seen)
        assert first.status_code == 200, first.text
        stale = await desk.ask("PATCH", path, json=plan, headers=as_seen)
        assert stale.status_code == 412
        await desk.until_seen(Films="up")
        assert (await desk.ask("DELETE", path)).status_code == 204
        await desk.until_seen()
        assert (await desk.ask("GET", path)).status_code == 404


async def test_what_the_operator_or_kuma_watches_can_be_explained_but_not_changed(
    home: Any,
) -> None:
    door = Door()
    await door.open()
    async with home.serving(targets=f"postgres=tcp://127.0.0.1:{door.port}") as desk:
        await desk.until_seen(postgres="up")
        (monitor,) = (await desk.ask("GET", "/status")).json()["monitors"]
        path = f"/status/monitors/{monitor['id']}"
        meant = await desk.ask("PUT", f"{path}/meaning", json={"means": "Nothing works."})
        assert meant.status_code == 200, meant.text
        assert (await desk.ask("DELETE", path)).status_code == 409
        plan = {"name": "x", "probe": {"type": "tcp", "host": "h", "port": 1}}
        assert (await desk.ask("PATCH", path, json=plan)).status_code == 409
        page = (await desk.ask("GET", "/status", role="guest")).json()
        assert page["monitors"][0]["means"] == "Nothing works."
    async with home.serving() as desk:  # the operator took it out
        await desk.until_seen()
    await door.shut()
