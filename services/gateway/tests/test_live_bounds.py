"""The live connection under those who ask much of it: bounded for each, and nothing lost by it."""

import asyncio
import json
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from medianest.gateway.api.live.listener import WAITING_MAX, Listener
from medianest.gateway.api.live.socket import RESUME_COSTS, WISHES_MAX
from medianest.gateway.ports import Visitor
from medianest.testkit.announced import DOWNLOAD, queued
from medianest.testkit.eventually import eventually
from medianest.testkit.people import ANNA, BEN

ZERO = "downloads:0,identity:0"
MANY = 2_000
ANNA_MAY = Visitor(
    session_id=UUID(int=77), member_id=ANNA, role="member", permissions=frozenset(), epoch=0
)


def positions(lines: list[dict[str, Any]]) -> list[int]:
    ids = [line["id"] for line in lines if line["op"] == "event"]
    return [int(id_.split(",")[0].removeprefix("downloads:")) for id_ in ids]


def numbers(listener: Listener) -> list[int]:
    """Takes what waits for it: which events they were."""
    lines = [json.loads(doc.text) for docs in listener.take() for doc in docs.lines]
    return positions(lines)


async def turns(number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


async def all_until_closed(reader: Any) -> list[str]:
    answers: list[str] = []
    with suppress(ConnectionClosed):
        while True:
            answers += [op for op in [(await reader.next())["op"]] if op != "bye"]
    return answers


@pytest.mark.parametrize(
    ("wishes", "at_most"),
    [
        (['{"op":"ping"}'] * 300, WISHES_MAX),
        (
            [
                json.dumps({"op": "subscribe", "topics": ["me"], "after": ZERO}),
                '{"op":"unsubscribe","topics":["me"]}',
            ]
            * 50,
            WISHES_MAX // RESUME_COSTS,
        ),
    ],
)
async def test_s43_a_message_holds_no_more_wishes_than_a_client_may_have(
    front: Any, wishes: list[str], at_most: int
) -> None:
    async with front() as door, door.listening() as reader:
        door.tell(queued(1))
        await reader.socket.send("\n".join(wishes))
        answers = await all_until_closed(reader)
        assert reader.socket.close_code == 1008
        assert 0 < len(answers) <= at_most


async def test_only_a_newline_parts_the_wishes_of_a_message(front: Any) -> None:
    async with front() as door, door.listening() as reader:
        wish = {"op": "subscribe", "topics": ["me", "a\u2028b\u0085c"]}
        await reader.socket.send(json.dumps(wish, ensure_ascii=False) + "\n")
        assert await reader.caught_up() == []
        door.tell(queued(1))
        assert positions([await reader.next("event")]) == [1]


async def test_who_asks_again_for_what_they_see_costs_nothing(front: Any) -> None:
    async with front() as door, door.listening("me") as reader:
        await reader.next("pong")
        door.tell(*[queued(n) for n in range(1, 4)])
        await reader.say(op="subscribe", topics=["me"], after=ZERO)
        assert positions(await reader.caught_up()) == [1, 2, 3]


async def test_s43_what_was_missed_waits_in_pieces_for_a_client_that_is_slow(front: Any) -> None:
    async with front() as door:
        door.tell(*[queued(n) for n in range(1, MANY + 1)])
        listener = Listener(ANNA_MAY, lambda: None, beat_s=25)
        door.hub.join(listener)
        door.hub.subscribe(listener, ["me"], ZERO)
        seen: list[int] = []
        while len(seen) < MANY + 10:
            await turns(20)
            if len(seen) == WAITING_MAX:
                door.tell(*[queued(n) for n in range(MANY + 1, MANY + 11)])
            piece = numbers(listener)
            assert 0 < len(piece) <= WAITING_MAX
            seen += piece
        door.tell(queued(MANY + 11))
        await turns(20)
        seen += numbers(listener)
        assert seen == list(range(1, MANY + 12))
        door.hub.leave(listener)


async def test_s43_in_each_turn_one_client_gets_one_piece_however_many_came_back(
    front: Any,
) -> None:
    async with front() as door:
        door.tell(*[queued(n) for n in range(1, MANY + 1)])
        told: list[Listener] = []
        listeners = [Listener(ANNA_MAY, lambda: None, beat_s=25) for _ in range(20)]
        for listener in listeners:
            door.hub.join(listener)
            listener.take()
            door.hub.subscribe(listener, ["me"], ZERO)
        for turn in range(20):
            await turns(1)
            told += [one for one in listeners if numbers(one)]
            assert len(told) <= turn + 1
        assert len(told) >= 19
        for listener in listeners:
            door.hub.leave(listener)


async def test_a_long_absence_is_made_up_for_beside_what_happens(front: Any) -> None:
    async with front() as door:
        door.tell(*[queued(n) for n in range(1, MANY + 1)])
        async with door.listening("me", after=ZERO) as reader:
            first = await reader.next("event")
            for number in range(MANY + 1, MANY + 300):
                door.tell(queued(number))
                await asyncio.sleep(0)
            lines = [first, *await reader.caught_up(), *await reader.caught_up()]
            assert positions(lines) == list(range(1, MANY + 300))


async def test_a_wish_waits_until_its_client_has_caught_up(front: Any) -> None:
    async with front() as door:
        door.tell(*[queued(n, BEN) for n in range(1, MANY)], queued(MANY))
        async with door.listening("me", after=ZERO) as reader:
            await reader.say(op="subscribe", topics=["downloads", f"downloads:{DOWNLOAD}"])
            assert positions(await reader.caught_up()) == [MANY]
            assert positions(await reader.caught_up()) == []
            door.tell(queued(MANY + 1))
            assert positions([await reader.next("event")]) == [MANY + 1]


async def test_who_reads_so_slowly_that_it_is_forgotten_is_told_of_a_gap(front: Any) -> None:
    async with front() as door:
        door.tell(*[queued(n) for n in range(1, MANY + 1)])
        listener = Listener(ANNA_MAY, lambda: None, beat_s=25)
        door.hub.join(listener)
        door.hub.subscribe(listener, ["me"], ZERO)
        await turns(3)
        assert numbers(listener) == list(range(1, WAITING_MAX + 1))
        door.announced.reaches_back_to = MANY
        await turns(3)
        assert [doc.op for docs in listener.take() for doc in docs.lines] == ["gap"]
        door.tell(queued(MANY + 1))
        await turns(20)
        assert numbers(listener) == [MANY + 1]
        door.hub.leave(listener)


async def test_a_stream_that_breaks_while_it_catches_up_goes_on_where_it_broke(front: Any) -> None:
    async with front() as door, door.client(signed_in=True) as client:
        door.tell(*[queued(n) for n in range(1, MANY + 1)])
        last, seen = ZERO, list[str]()
        for block in (1, 2, 100, MANY - 103):
            hello, *ids = await ids_of(client, last, block)
            assert hello == last, "nothing was seen yet"
            last = ids[-1]
            seen += ids
        assert seen == [f"downloads:{n},identity:0" for n in range(1, MANY + 1)]


async def ids_of(client: Any, after: str, events: int) -> list[str]:
    """What an `EventSource` remembers, of a stream that is cut after so many events."""
    ids: list[str] = []
    headers = {"last-event-id": after}
    async with client.stream("GET", "/api/v1/live?topics=me", headers=headers) as answer:
        async for line in answer.aiter_lines():
            ids += [line.removeprefix("id: ")] if line.startswith("id: ") else []
            if len(ids) > events:
                break
    return ids


async def test_s43_one_person_holds_only_so_many_live_connections(front: Any) -> None:
    async with (
        front(live_max=3) as door,
        door.client(signed_in=True) as client,
        door.listening("me") as first,
        client.stream("GET", "/api/v1/live?topics=me"),
    ):
        async with door.listening():
            refused = await client.get("/api/v1/live?topics=me")
            assert refused.status_code == 429
            assert refused.json()["type"].endswith("too-many-open")
            with pytest.raises(InvalidStatus) as also:
                async with door.listening():
                    pass
            assert also.value.response.status_code == 429
        await first.next("pong")
        await eventually(lambda: opens(door))


async def opens(door: Any) -> bool:
    try:
        async with door.listening():
            return True
    except InvalidStatus:
        return False


async def test_s43_a_stream_that_lasts_keeps_nobody_out(front: Any) -> None:
    async with (
        front(concurrency_max=1) as door,
        door.client(signed_in=True) as client,
        client.stream("GET", "/api/v1/live?topics=me") as answer,
    ):
        assert answer.status_code == 200
        assert (await client.get("/api/v1/nothing")).status_code == 404


async def test_a_stream_that_is_asked_for_with_too_much_is_refused(front: Any) -> None:
    async with front() as door, door.client(signed_in=True) as client:
        for query in (
            "topics=me&" * 30,
            "after=x%0A",
            f"topics={'x' * 200}",
            "after=identity:1%0A",
        ):
            assert (await client.get(f"/api/v1/live?{query}")).status_code == 400, query
