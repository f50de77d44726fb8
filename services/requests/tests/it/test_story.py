"""One story of a wish, made of the facts of everybody who had a part in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx

from medianest.contracts.events import Event
from medianest.contracts.events.notify import NotificationCreated
from medianest.contracts.events.status import OutageBegan, OutageEnded
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import Role
from medianest.contracts.topology import ServiceName
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.requests.app import build
from medianest.testkit import ANNA, BEN, NOON, THE_OWNER, eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

OVERSEERR = UUID(int=7)


class Said(Fact, tag="said-in-a-test"):
    event: Any


class Voice:
    """Another service, which announces what a test has it say."""

    def __init__(self, eventlog: EventLog) -> None:
        self._eventlog = eventlog

    async def say(self, event: Event) -> None:
        voice: Decider[None, Said] = Decider(
            name="voice",
            facts=(Said,),
            initial=None,
            evolve=lambda state, _: state,
            announce=lambda _, fact: event,
        )
        step = Step(voice, new_id(), lambda _: [Said(event=None)])
        await self._eventlog.log.carry_out(step, meta=Meta(correlation=new_id()))


@asynccontextmanager
async def voice_of(house: House, service: ServiceName) -> AsyncIterator[Voice]:
    kinds: Decider[None, Said] = Decider(
        name="voice", facts=(Said,), initial=None, evolve=lambda state, _: state
    )
    eventlog = await EventLog.open(
        service=service, settings=house(service).settings, deciders=(kinds,)
    )
    await eventlog.start()
    try:
        yield Voice(eventlog)
    finally:
        await eventlog.stop()


class Reader:
    def __init__(self, client: httpx.AsyncClient, house: House) -> None:
        self._client, self._house = client, house

    async def ask(self, who: UUID, role: Role, method: str, path: str, **more: Any) -> Any:
        headers = dict(self._house.bearer("requests", who, role))
        answer = await self._client.request(method, f"/api/v1{path}", headers=headers, **more)
        assert answer.is_success, answer.text
        return answer.json()

    async def story(self, wish: str, who: UUID, role: Role) -> list[tuple[str, str | None]]:
        path = f"/requests/{wish}/timeline"
        lines = (await self.ask(who, role, "GET", path))["items"]
        return [(line["what"], line["who"]) for line in lines]


async def test_a_story_says_who_was_told_and_when_the_server_was_away(house: House) -> None:
    told = NotificationCreated(
        notification_id=new_id(), member_id=ANNA, category="requests", about_id=None
    )
    outage: dict[str, Any] = {
        "monitor_id": OVERSEERR,
        "monitor_name": "Overseerr",
        "since": NOON,
        "dependency": "overseerr",
    }
    async with (
        voice_of(house, "notify") as notify,
        voice_of(house, "status") as status,
        running(build, house.environ("requests")) as service,
        httpx.AsyncClient(base_url=service.url, timeout=30, verify=NOBODY) as client,
    ):
        reader = Reader(client, house)
        body = {"media_type": "movie", "tmdb_id": 603}
        wish = (await reader.ask(ANNA, "member", "POST", "/requests", json=body))["id"]
        await reader.ask(THE_OWNER, "owner", "POST", f"/requests/{wish}/approve")
        for who in (ANNA, BEN):
            about = {"notification_id": new_id(), "about_id": UUID(wish), "member_id": who}
            await notify.say(NotificationCreated(category=told.category, **about))
        await notify.say(told)
        await status.say(OutageBegan(**outage, detail="timeout"))
        await status.say(OutageEnded(**outage))

        async def is_whole() -> bool:
            return len(await reader.story(wish, THE_OWNER, "owner")) == 6

        await eventually(is_whole, timeout_s=20)
        mine = await reader.story(wish, ANNA, "member")
        words = [what for what, _ in mine]
        assert words[:2] == ["asked", "approved"]
        assert sorted(words[2:]) == ["server-away", "server-back", "told"]
        everybody = {who for what, who in await reader.story(wish, THE_OWNER, "owner") if who}
        assert everybody == {str(ANNA), str(BEN)}
        assert {who for _, who in mine if who} == {str(ANNA)}, "others are not theirs to know of"
