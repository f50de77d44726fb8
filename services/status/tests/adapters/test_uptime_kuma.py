"""Kuma is followed over a real socket, in both versions, whatever comes in between."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from medianest.chassis.egress import AddressRefused, EgressGuard
from medianest.local.simulators.uptime_kuma.pages import SLUG
from medianest.local.simulators.uptime_kuma.watched import CANARY, Status
from medianest.status.adapters.uptime_kuma.follower import UptimeKuma
from medianest.status.adapters.uptime_kuma.session import (
    CodeNeeded,
    KumaAway,
    PasswordRefused,
    greeted,
)
from medianest.status.adapters.uptime_kuma.status_page import StatusPage
from medianest.status.ports import (
    AllListed,
    CameBack,
    Changed,
    Gone,
    Sighted,
    Sighting,
    SignInRefused,
    WentAway,
)
from medianest.testkit import eventually

PASSWORD = "a long enough password"
PLEX, INTERNET = 1, 2


@asynccontextmanager
async def following(
    place: Any, token: str, *, page: StatusPage | None = None
) -> AsyncIterator[list[Sighting]]:
    seen: list[Sighting] = []
    watcher = UptimeKuma(
        place.url, token, place.guard, page=page, deadline_s=2, grace_s=0.3, retry_s=(0.05, 0.1)
    )

    async def read() -> None:
        async for sighting in watcher.follow():
            seen.append(sighting)  # noqa: PERF401  the story reads it while it grows

    reading = asyncio.create_task(read())
    yield seen
    reading.cancel()
    with suppress(asyncio.CancelledError):
        await reading


def states(seen: list[Sighting], monitor_id: int = PLEX) -> list[str]:
    return [s.state for s in seen if isinstance(s, Sighted) and s.key == str(monitor_id)]


async def test_what_was_and_what_comes_is_seen_once(place: Any) -> None:
    async with following(place, await place.token()) as seen:
        await eventually(lambda: states(seen) == ["up"])
        listed = next(s for s in seen if isinstance(s, AllListed))
        assert [monitor.name for monitor in listed.monitors] == ["Plex", "Internet"]
        for status in (Status.PENDING, Status.DOWN, Status.MAINTENANCE, Status.UP):
            await place.kuma.beat(PLEX, status)
        await eventually(
            lambda: states(seen) == ["up", "pending", "down", "maintenance", "up"],
        )


async def test_what_happened_while_it_was_gone_is_filled_in_without_doubles(place: Any) -> None:
    async with following(place, await place.token()) as seen:
        await eventually(lambda: states(seen) == ["up"])
        await place.stop()
        await eventually(lambda: any(isinstance(s, WentAway) for s in seen))
        for _ in range(150):  # more than the burst holds
            await place.beat_unheard(PLEX, Status.DOWN)
        await place.start()
        await eventually(lambda: len(states(seen)) == 151)
        await place.kuma.beat(PLEX, Status.UP)
        await eventually(lambda: len(states(seen)) == 152)
        beats = [s for s in seen if isinstance(s, Sighted)]
        assert len({(beat.key, beat.at) for beat in beats}) == len(beats)
        assert sum(isinstance(s, CameBack) for s in seen) == 2


async def test_one_that_repeats_its_past_is_asked_for_more_of_it_once(place: Any) -> None:
    place.kuma.pours = 50
    async with following(place, await place.token()) as seen:
        await eventually(lambda: states(seen) == ["up"])
        await place.stop()
        for _ in range(150):  # more than the burst holds
            await place.beat_unheard(PLEX, Status.DOWN)
        await place.start()
        await eventually(lambda: len(states(seen)) == 151)
        await place.kuma.beat(PLEX, Status.UP)
        await eventually(lambda: len(states(seen)) == 152)
        assert place.kuma.asked_back == [PLEX]


def page_of(place: Any, slug: str = SLUG) -> StatusPage:
    return StatusPage(place.url, slug, place.guard, deadline_s=0.5)


async def test_while_its_socket_is_shut_its_status_page_is_read(place: Any) -> None:
    async with following(place, await place.token(), page=page_of(place)) as seen:
        await eventually(lambda: states(seen) == ["up"])
        await place.stop()
        await place.start(socket_shut=True)
        await place.beat_unheard(PLEX, Status.DOWN)
        await eventually(lambda: states(seen) == ["up", "down"])
        await place.stop()
        await eventually(lambda: WentAway() in seen)  # now nothing of it answers
        await place.start()
        await place.beat_unheard(PLEX, Status.UP)
        await eventually(lambda: states(seen) == ["up", "down", "up"])
        assert sum(isinstance(s, WentAway) for s in seen) == 1


async def test_a_status_page_that_it_has_not_is_no_page_even_where_it_hangs(place: Any) -> None:
    there, other = page_of(place), page_of(place, "other")
    assert await there.is_there()
    assert [beat.state for beat in await there.beats() if beat.key == str(PLEX)] == ["up"]
    assert await other.beats() == ()
    if place.major == 1:
        with pytest.raises(KumaAway):  # it never answers
            await other.is_there()
    else:
        assert not await other.is_there()


@pytest.mark.parametrize(
    "said", [b"", b"<html>", b"[]", b'{"heartbeatList": {"1": [{"status": 9}]}}']
)
async def test_what_is_no_status_page_is_not_believed(said: bytes) -> None:
    async with one_answer(said) as (address, guard):
        with pytest.raises(KumaAway):
            await StatusPage(address, SLUG, guard, deadline_s=0.5).beats()


@asynccontextmanager
async def one_answer(said: bytes) -> AsyncIterator[tuple[str, EgressGuard]]:
    """A server that says the same to everyone."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(said)}\r\nconnection: close\r\n\r\n"
        writer.write(head.encode() + said)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        where = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield f"http://{where}", EgressGuard([where])


async def test_names_rests_and_deletions_are_followed(place: Any) -> None:
    async with following(place, await place.token()) as seen:
        await eventually(lambda: states(seen) == ["up"])
        await place.kuma.rename(PLEX, "Films")
        await place.kuma.pause(INTERNET)
        await place.kuma.delete(PLEX)
        await eventually(lambda: told_of_everything(seen))


def told_of_everything(seen: list[Sighting]) -> bool:
    """Version 2 says what changed, version 1 says the whole list again."""
    lists = [s.monitors for s in seen if isinstance(s, AllListed)]
    if len(lists) > 1:
        final = [(m.key, m.active) for m in lists[-1]]
        return final == [("2", False)] and lists[1][0].name == "Films"
    changed = [s.monitor for s in seen if isinstance(s, Changed)]
    return Gone(key="1") in seen and [(m.name, m.active) for m in changed] == [
        ("Films", True),
        ("Internet", False),
    ]


async def test_a_code_is_asked_for_once_and_a_wrong_password_is_refused(place: Any) -> None:
    codes = place.account.ask_for_codes()
    with pytest.raises(CodeNeeded):
        await place.token()
    with pytest.raises(PasswordRefused):
        await place.token(password="wrong")
    token = await place.token(codes.now())
    async with following(place, token) as seen:
        await eventually(lambda: states(seen) == ["up"])


async def test_a_token_that_is_void_ends_the_following(place: Any) -> None:
    token = await place.token()
    place.account.change_password("another long password")
    async with following(place, token) as seen:
        await eventually(lambda: seen == [SignInRefused()])


async def test_revoked_sessions_are_taken_up_again(place: Any) -> None:
    async with following(place, await place.token()) as seen:
        await eventually(lambda: states(seen) == ["up"])
        await place.kuma.revoke_sessions()
        await eventually(lambda: sum(isinstance(s, CameBack) for s in seen) == 2)
        assert states(seen) == ["up"]


async def test_no_secret_of_kuma_comes_along(place: Any, capfd: pytest.CaptureFixture[str]) -> None:
    async with following(place, await place.token()) as seen:
        await eventually(lambda: states(seen) == ["up"])
        await place.kuma.beat(PLEX, Status.DOWN, f"{CANARY}-message")
        await eventually(lambda: states(seen) == ["up", "down"])
        assert CANARY not in repr(seen)
    said = capfd.readouterr()
    assert CANARY not in said.out + said.err


async def test_an_address_inside_is_refused_unless_it_is_allowed(place: Any) -> None:
    opening = greeted(place.url, EgressGuard(), lambda *_: None, deadline_s=2)
    with pytest.raises(AddressRefused):
        async with opening:
            pass
