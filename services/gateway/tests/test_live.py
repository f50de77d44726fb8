"""The live connection: nothing lost, nothing doubled, nothing shown to whom it does not concern."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from medianest.contracts.events.downloads import DownloadQueued
from medianest.contracts.events.identity import MemberDisabled
from medianest.contracts.live import DownloadProgress
from medianest.contracts.record import replace
from medianest.contracts.refusals import NotSignedIn
from medianest.gateway.adapters.limiter import LimiterAlone
from medianest.gateway.api.live.listener import WAITING_MAX, Listener
from medianest.gateway.api.live.tickets import Tickets
from medianest.gateway.ports import Visitor
from medianest.testkit.announced import DOWNLOAD, queued
from medianest.testkit.clock import FakeClock
from medianest.testkit.people import ANNA, BEN

PROTOCOL = Subprotocol("medianest.live.v1")
EPOCH = UUID("e" * 32)
RESTORED = UUID("f" * 32)
COOKIE = "mn_session=" + "c" * 43
ANNA_MAY = Visitor(
    session_id=UUID(int=77), member_id=ANNA, role="member", permissions=frozenset(), epoch=0
)


async def test_what_happens_is_shown_under_its_topic(front: Any) -> None:
    async with front() as door, door.listening("me") as reader:
        await reader.next("pong")
        door.tell(queued(1))
        event = await reader.next("event")
        assert event["topic"] == "me"
        assert event["type"] == "medianest.downloads.download-queued"
        assert event["data"]["title"] == "A film"
        assert event["id"] == "downloads:1,identity:0"


async def test_nobody_sees_what_does_not_concern_them(front: Any) -> None:
    topics = ("me", "admin", "downloads", f"downloads:{DOWNLOAD}")
    async with front() as door, door.listening(*topics) as reader:
        await reader.next("pong")
        door.tell(queued(1, BEN), queued(2))
        lines = await reader.caught_up()
        assert [line["id"] for line in lines if line["op"] == "event"] == ["downloads:2,identity:0"]


async def test_after_a_break_nothing_is_lost_and_nothing_doubled(front: Any) -> None:
    async with front() as door:
        async with door.listening("me") as reader:
            await reader.next("pong")
            door.tell(*[queued(n) for n in range(1, 4)])
            cursor = [await reader.next("event") for _ in range(3)][-1]["id"]
        door.tell(*[queued(n) for n in range(4, 500)])
        async with door.listening("me", after=cursor) as reader:
            door.tell(*[queued(n) for n in range(500, 600)])
            seen = [await reader.next("event") for _ in range(596)]
            positions = [int(e["id"].split(",")[0].removeprefix("downloads:")) for e in seen]
            assert positions == list(range(4, 600))
            assert [line for line in await reader.caught_up() if line["op"] == "event"] == []


async def test_who_read_a_page_before_the_line_stood_is_told_what_happened_since(
    front: Any,
) -> None:
    now = datetime.now(UTC)
    before, since = now - timedelta(seconds=30), now - timedelta(seconds=1)
    async with front() as door:
        door.tell(*[replace(queued(n), at=at) for n, at in enumerate((before, since, since), 1)])
        async with door.listening() as reader:
            await reader.say(op="subscribe", topics=["me"], within_ms=5_000)
            door.tell(replace(queued(4), at=now))
            events = [line["id"] for line in await reader.caught_up() if line["op"] == "event"]
            assert events == [f"downloads:{n},identity:0" for n in (2, 3, 4)]


async def test_nobody_looks_back_further_than_a_minute(front: Any) -> None:
    async with front() as door, door.listening() as reader:
        await reader.say(op="subscribe", topics=["me"], within_ms=60_001)
        assert (await reader.next("bye"))["reason"] == "This is not a message of medianest.live.v1."


async def test_what_is_wanted_no_more_is_shown_no_more(front: Any) -> None:
    async with front() as door, door.listening("me") as reader:
        await reader.next("pong")
        await reader.say(op="unsubscribe", topics=["me"])
        await reader.caught_up()
        door.tell(queued(1))
        assert await reader.caught_up() == []


async def test_s07_what_was_a_right_is_shown_no_more_once_it_is_denied(front: Any) -> None:
    may = replace(ANNA_MAY, permissions=frozenset({"members.manage"}))
    disabled = replace(queued(1), source="identity", event=MemberDisabled(member_id=BEN, epoch=1))
    async with front() as door:
        door.sessions.sign_in("c" * 43, may)
        async with door.listening("admin") as reader:
            await reader.next("pong")
            door.tell(disabled)
            assert (await reader.next("event"))["topic"] == "admin"
            door.sessions.sign_in("c" * 43, ANNA_MAY)
            door.hub.look_now()
            await asyncio.sleep(0)
            door.tell(replace(disabled, position=2))
            assert await reader.caught_up() == []


async def test_a_second_subscription_repeats_nothing(front: Any) -> None:
    async with front() as door, door.listening("me") as reader:
        await reader.next("pong")
        door.tell(queued(1))
        await reader.next("event")
        after = "downloads:0,identity:0"
        await reader.say(op="subscribe", topics=["downloads"], after=after)
        assert await reader.caught_up() == []


async def test_through_a_gateway_that_is_behind_nothing_is_shown_twice_however_often_one_breaks(
    front: Any,
) -> None:
    may = replace(ANNA_MAY, permissions=frozenset({"members.manage"}))
    disabled = replace(queued(1), source="identity", event=MemberDisabled(member_id=BEN, epoch=1))
    topics = ("me", "admin")
    async with front() as door:
        door.announced.epochs["downloads"] = EPOCH
        door.sessions.sign_in("c" * 43, may)
        async with door.listening(*topics, after="downloads:5@eeeeeeee,identity:0") as reader:
            await reader.next("pong")
            door.tell(disabled)
            event = await reader.next("event")
        assert event["id"] == "downloads:5@eeeeeeee,identity:1"
        async with door.listening(*topics, after=event["id"]) as reader:
            await reader.next("pong")
            door.tell(*[queued(n) for n in range(1, 8)], replace(disabled, position=2))
            events = [line["id"] for line in await reader.caught_up() if line["op"] == "event"]
        assert events == [
            "downloads:6@eeeeeeee,identity:1",
            "downloads:7@eeeeeeee,identity:1",
            "downloads:7@eeeeeeee,identity:2",
        ]


@pytest.mark.parametrize("after", ["downloads:3,identity:0", "identity:0", ""])
async def test_a_cursor_that_is_too_old_gets_a_gap(front: Any, after: str) -> None:
    async with front() as door:
        door.announced.reaches_back_to = 10
        door.announced.say(queued(20))
        async with door.listening("me", after=after) as reader:
            gap = await reader.next("gap")
            assert gap["cursor"].startswith("downloads:20")


async def test_a_cursor_from_before_a_restore_gets_a_gap_and_from_there_on_everything(
    front: Any,
) -> None:
    async with front() as door:
        door.announced.epochs["downloads"] = EPOCH
        async with door.listening("me") as reader:
            await reader.next("pong")
            door.tell(*[queued(n) for n in range(1, 10)])
            cursor = (await reader.caught_up())[-1]["id"]
        del door.announced.said["downloads"][5:]
        door.announced.epochs["downloads"] = RESTORED
        async with door.listening("me", after=cursor) as reader:
            assert (await reader.next("gap"))["cursor"] == "downloads:5@ffffffff,identity:0"
            await reader.next("pong")
            door.tell(*[queued(n) for n in range(6, 12)])
            shown = [line["id"] for line in await reader.caught_up() if line["op"] == "event"]
            assert shown == [f"downloads:{n}@ffffffff,identity:0" for n in range(6, 12)]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ("downloads:0,identity:0", ["event", "event", "event"]),
        ("downloads:2,identity:0", ["event"]),
        ("downloads:4,identity:0", ["gap"]),
    ],
)
async def test_a_cursor_that_names_no_epoch_is_good_for_what_is_known_here(
    front: Any, after: str, told: list[str]
) -> None:
    async with front() as door:
        door.announced.epochs["downloads"] = EPOCH
        door.tell(*[queued(n) for n in range(1, 4)])
        async with door.listening("me", after=after) as reader:
            ops = [line["op"] for line in await reader.caught_up()]
            assert [op for op in ops if op != "pong"] == told


async def test_after_a_gap_nothing_counts_as_seen(front: Any) -> None:
    async with front() as door:
        door.announced.epochs["downloads"] = EPOCH
        after = "downloads:5@eeeeeeee,identity:0"
        async with door.listening("me", after=after) as reader:
            await reader.next("pong")
            door.hub.lost_thread()
            await reader.next("gap")
            door.tell(queued(1))
            assert (await reader.next("event"))["id"] == "downloads:1@eeeeeeee,identity:0"


async def test_only_who_came_before_all_streams_were_known_is_told_of_a_gap(front: Any) -> None:
    async with front() as door:
        door.announced.warm = False
        async with door.listening("me") as early:
            await early.next("pong")
            door.announced.warm = True
            async with door.listening("me") as late:
                await late.next("pong")
                await early.next("gap")
                door.tell(queued(1))
                assert (await late.next())["op"] == "event"


async def test_while_nothing_is_heard_everybody_is_told_since_when(front: Any) -> None:
    async with front() as door, door.listening("me") as early:
        await early.next("pong")
        door.announced.hears = False
        since = (await early.next("hearing"))["interrupted_since"]
        assert datetime.fromisoformat(since).tzinfo is not None
        async with door.on_the_line() as late:
            assert (await late.next("hello"))["interrupted_since"] == since
            door.tell(queued(1))
            door.announced.hears = True
            # What was missed comes before the word that nothing is missing any more.
            assert (await early.next())["op"] == "event"
            for reader in (early, late):
                assert (await reader.next())["interrupted_since"] is None
            assert [line["op"] for line in await early.caught_up()] == []


async def test_progress_is_shown_and_only_the_latest_waits(front: Any) -> None:
    def progress(percent: float) -> DownloadProgress:
        return DownloadProgress(
            download_id=DOWNLOAD, member_id=ANNA, phase="fetching", percent=percent, bytes_done=1
        )

    async with front() as door, door.listening("me") as reader:
        await reader.next("pong")
        for percent in range(100):
            door.hub.measured(progress(percent))
        line = await reader.next("live")
        assert line["data"]["percent"] == 99


async def test_whoever_is_signed_out_is_cut_off_within_two_seconds(front: Any) -> None:
    async with front() as door, door.listening("me") as reader:
        door.sessions.by_cookie.clear()
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(reader.next("never"), 2)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4401


async def test_an_effect_of_identity_cuts_off_at_once(front: Any) -> None:
    async with front() as door, door.listening("me") as reader:
        door.sessions.by_cookie.clear()
        door.hub.look_now()
        bye = await asyncio.wait_for(reader.next("bye"), 0.5)
        assert bye["reason"] == "You are signed out."
        assert MemberDisabled(member_id=ANNA, epoch=1).audience().topics == ("me", "admin")


async def test_on_shutdown_everybody_is_sent_away_to_come_back(front: Any) -> None:
    async with front() as door, door.listening("me") as reader:
        await door.hub.quiesce()
        assert (await reader.next("bye"))["retry_in_ms"] >= 200
        with pytest.raises(ConnectionClosed) as closed:
            await reader.next("never")
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1012


async def test_a_client_that_does_not_read_is_closed() -> None:
    listener = Listener(ANNA_MAY, lambda: None, beat_s=25)
    from medianest.gateway.api.live.wire import PONG  # noqa: PLC0415 - only here

    for _ in range(WAITING_MAX + 1):
        listener.put(PONG)
    assert listener.closing is not None
    assert listener.closing[0] == 4408


async def test_a_socket_that_is_not_read_is_closed_and_harms_nobody(front: Any) -> None:
    async with front() as door, door.listening("me") as reader, door.listening("me") as deaf:
        await reader.next("pong")
        await deaf.next("pong")
        # What lies in the buffers of the network is many of these.
        large = DownloadQueued(download_id=DOWNLOAD, member_id=ANNA, title="x" * 50_000)
        for number in range(1, 10_000):
            door.tell(replace(queued(number), event=large))
            await reader.next("event")
            if door.hub.clients == 1:
                break
        assert door.hub.clients == 1
        assert await reader.caught_up() == []
        deaf.socket.transport.abort()


async def test_a_long_silence_is_broken_so_that_nobody_cuts_the_line() -> None:
    listener = Listener(ANNA_MAY, lambda: None, beat_s=-1)
    listener.look()
    assert [doc.op for docs in listener.take() for doc in docs.lines] == ["pong"]


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null"])
async def test_s28_a_socket_of_another_site_is_refused(front: Any, origin: str | None) -> None:
    async with front() as door:
        url = door.url.replace("http", "ws") + "/api/v1/live"
        with pytest.raises(InvalidStatus) as refused:
            async with connect(
                url,
                subprotocols=[PROTOCOL],
                origin=origin,  # type: ignore[arg-type] # a plain str is what is sent
                additional_headers={"Cookie": COOKIE},
            ):
                pass
        assert refused.value.response.status_code == 403


async def test_a_stranger_or_another_protocol_is_refused(front: Any) -> None:
    async with front() as door:
        url = door.url.replace("http", "ws") + "/api/v1/live"
        for protocols, cookie, status in (([PROTOCOL], "", 401), (None, COOKIE, 400)):
            with pytest.raises(InvalidStatus) as refused:
                async with connect(
                    url,
                    subprotocols=protocols,
                    origin=door.url,
                    additional_headers={"Cookie": cookie},
                ):
                    pass
            assert refused.value.response.status_code == status


async def test_a_ticket_opens_one_socket(front: Any) -> None:
    limiter = LimiterAlone()
    async with front(limiter=limiter) as door:
        ticket = Tickets(b"pepper", limiter, door.sessions).give(UUID(int=77)).ticket
        url = door.url.replace("http", "ws") + "/api/v1/live"
        offered = [PROTOCOL, Subprotocol(f"ticket.{ticket}")]
        async with connect(url, subprotocols=offered) as socket:
            assert str(await socket.recv()).startswith('{"op":"hello"')
        with pytest.raises(InvalidStatus) as refused:
            async with connect(url, subprotocols=offered):
                pass
        assert refused.value.response.status_code == 401


async def test_a_ticket_is_good_for_half_a_minute(front: Any) -> None:
    clock, limiter = FakeClock(), LimiterAlone()
    async with front(limiter=limiter) as door:
        tickets = Tickets(b"pepper", limiter, door.sessions, clock)
        used, late = (tickets.give(UUID(int=77)).ticket for _ in range(2))
        clock.advance(29)
        assert (await tickets.take(used)).session_id == UUID(int=77)
        clock.advance(1)
        with pytest.raises(NotSignedIn):
            await tickets.take(late)


@pytest.mark.parametrize(
    ("origin", "status"),
    [("https://dash.example.com", 101), ("https://evil.example", 403), ("null", 403)],
)
async def test_s28_a_page_of_a_listed_site_needs_a_ticket_and_no_other_site_helps_itself(
    front: Any, origin: str, status: int
) -> None:
    limiter = LimiterAlone()
    async with front(limiter=limiter, cors_origins=("https://dash.example.com",)) as door:
        ticket = Tickets(b"pepper", limiter, door.sessions).give(UUID(int=77)).ticket
        url = door.url.replace("http", "ws") + "/api/v1/live"
        shown: Any = {"origin": origin, "additional_headers": {"Sec-Fetch-Site": "cross-site"}}
        with_ticket = [PROTOCOL, Subprotocol(f"ticket.{ticket}")]
        assert await opening(url, subprotocols=with_ticket, **shown) == status
        shown["additional_headers"]["Cookie"] = COOKIE
        assert await opening(url, subprotocols=[PROTOCOL], **shown) == 403, "a cookie is no ticket"


async def opening(url: str, **more: Any) -> int:
    """The status that a socket is answered with."""
    try:
        async with connect(url, **more) as socket:
            assert str(await socket.recv()).startswith('{"op":"hello"')
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


async def test_a_page_of_a_listed_site_follows_with_its_key(front: Any) -> None:
    site = "https://dash.example.com"
    async with front(cors_origins=(site,)) as door, door.client() as client:
        key = hashlib.sha256(b"a key").hexdigest()
        door.sessions.by_key[key] = replace(ANNA_MAY, by_key=True)
        for origin, status in ((site, 200), ("https://evil.example", 403)):
            shown = {"x-api-key": "a key", "origin": origin, "sec-fetch-site": "cross-site"}
            async with client.stream("GET", "/api/v1/live?topics=me", headers=shown) as answer:
                assert answer.status_code == status


async def test_nonsense_ends_the_connection_not_the_gateway(front: Any) -> None:
    async with front() as door:
        for nonsense in ("no", "{}", '{"op":"subscribe","topics":[1]}', "[" * 10_000, "x" * 20_000):
            async with door.listening() as reader:
                await reader.socket.send(nonsense)
                with pytest.raises(ConnectionClosed):
                    await reader.next("never")


async def test_the_same_lines_come_as_server_sent_events(front: Any) -> None:
    async with front() as door:
        door.tell(queued(1), queued(2))
        async with door.client(signed_in=True) as client:
            resumed = {"last-event-id": "downloads:1,identity:0"}
            async with client.stream("GET", "/api/v1/live?topics=me", headers=resumed) as answer:
                assert answer.headers["content-type"].startswith("text/event-stream")
                got = ""
                async for text in answer.aiter_text():
                    got += text
                    if "event: event" in got:
                        break
        assert "id: downloads:2,identity:0\nevent: event\n" in got
        assert "id: downloads:1,identity:0\nevent: event\n" not in got


async def test_what_is_heard_together_is_shown_in_one_frame(front: Any) -> None:
    async with front() as door, door.listening("me") as reader:
        await reader.next("pong")
        door.tell(*[queued(number) for number in range(1, 5)])
        frame = str(await asyncio.wait_for(reader.socket.recv(), 5))
        assert len(frame.split("\n")) == 4


async def test_the_answer_to_a_ping_comes_behind_all_that_was_heard_before(front: Any) -> None:
    async with front() as door:
        listener = Listener(ANNA_MAY, lambda: None, beat_s=25)
        door.hub.join(listener)
        door.hub.subscribe(listener, ["me"], None)
        door.tell(queued(1))
        door.hub.answer(listener)
        lines = [doc.op for docs in listener.take() for doc in docs.lines]
        assert lines == ["hello", "event", "pong"]
        door.hub.leave(listener)


async def test_what_never_stops_coming_is_shown_all_the_same(front: Any) -> None:
    async with front() as door, door.listening("me") as reader:
        await reader.next("pong")
        coming = asyncio.create_task(_never_stop(door))
        assert (await reader.next("event"))["id"] == "downloads:1,identity:0"
        coming.cancel()


async def _never_stop(door: Any) -> None:
    for number in count(1):
        door.tell(queued(number))
        await asyncio.sleep(0)
