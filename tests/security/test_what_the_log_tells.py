"""The log as operators read it: who did what from where, what it changed, and that it is whole."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest_asyncio

from medianest.contracts.meta import Meta
from medianest.eventlog.audit import seals
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.identity.app import DECIDERS, STREAMS
from medianest.identity.domain.member import MemberDisabled, MemberEnabled
from medianest.testkit.people import NOON

CANARY = "Canary McCanaryface"


class Told:
    """What an owner reads."""

    def __init__(self, door: Any, owner: httpx.AsyncClient) -> None:
        self.door = door
        self.owner = owner

    async def of(self, path: str, **query: Any) -> Any:
        answer = await self.owner.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def joined(self, name: str = "anna") -> str:
        person = {"username": name, "password": "a long password", "display_name": CANARY}
        answer = await self.owner.post("/members", json=person)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])


@pytest_asyncio.fixture(loop_scope="session")
async def told(door: Any) -> AsyncIterator[Told]:
    yield Told(door, await door.owner())


async def test_who_did_it_from_where_and_in_which_story_stands_beside_every_fact(
    told: Told,
) -> None:
    me = (await told.of("/me"))["id"]
    anna = await told.joined()
    page = await told.of("/admin/events", stream=f"member-{anna}")
    (fact,) = page["items"]
    assert (fact["service"], fact["type"]) == ("identity", "identity.member-joined")
    assert fact["actor"] == me
    assert fact["address_hash"]
    assert UUID(fact["correlation"])
    assert set(page["missing"]) == {"requests", "downloads", "status", "notify"}


async def test_names_are_shown_secrets_are_not_and_the_erased_are_gone(told: Told) -> None:
    anna = await told.joined()
    (fact,) = (await told.of("/admin/events", stream=f"member-{anna}"))["items"]
    assert fact["data"]["display_name"] == {"personal": "shown", "text": CANARY}
    assert fact["data"]["password"] == {"personal": "hidden", "text": None}
    assert (await told.owner.post(f"/members/{anna}/erase")).status_code == 200
    history = await told.of(f"/admin/streams/identity/member-{anna}")
    assert CANARY not in str(history)
    joined, erased = history["items"]
    assert joined["fact"]["data"]["display_name"] == {"personal": "erased", "text": None}
    assert (joined["before"]["state"], joined["after"]["state"]) == ("Missing", "Active")
    assert (erased["before"]["state"], erased["after"]["state"]) == ("Active", "Erased")


async def test_pages_follow_each_other_without_a_gap_or_a_repeat(told: Told) -> None:
    for _ in range(3):
        await told.joined(f"m{uuid4().hex[:8]}")
    whole = (await told.of("/admin/events", service="identity", limit=200))["items"]
    page = await told.of("/admin/events", service="identity", limit=3)
    seen = page["items"]
    while page["next"]:
        page = await told.of("/admin/events", service="identity", limit=3, cursor=page["next"])
        seen += page["items"]
    assert [fact["id"] for fact in seen] == [fact["id"] for fact in whole]


async def test_facts_are_found_by_who_did_it_and_by_kind(told: Told) -> None:
    me = (await told.of("/me"))["id"]
    anna = await told.joined()
    by_me = (await told.of("/admin/events", actor=me, type="identity.member-joined"))["items"]
    assert {fact["stream"] for fact in by_me} == {f"member-{me}", f"member-{anna}"}
    assert not (await told.of("/admin/events", actor=str(uuid4())))["items"]
    assert not (await told.of("/admin/events", after="2999-01-01T00:00:00Z"))["items"]


async def test_what_led_to_what_is_told_across_streams(told: Told) -> None:
    anna = await told.joined()
    (fact,) = (await told.of("/admin/events", stream=f"member-{anna}"))["items"]
    found = await told.of(f"/admin/events/{fact['id']}/causes")
    assert found["event"]["id"] == fact["id"]
    assert (found["causes"], found["effects"]) == ([], [])
    assert (await told.owner.get(f"/admin/events/{uuid4()}/causes")).status_code == 503
    assert (await told.owner.get(f"/admin/streams/identity/member-{uuid4()}")).status_code == 404
    assert (await told.owner.get("/admin/streams/nobody/member-1")).status_code in {400, 404}


async def test_the_system_page_names_who_answers_and_who_does_not(told: Told) -> None:
    page = await told.of("/admin/system")
    assert {one["service"] for one in page["items"]} == {"gateway", "identity"}
    assert set(page["missing"]) == {"requests", "downloads", "status", "notify"}
    identity = next(one for one in page["items"] if one["service"] == "identity")
    assert identity["head"] > 0
    assert {reader["status"] for reader in identity["readers"]} == {"live"}
    assert (await told.of("/admin/dead-letters"))["items"] == []
    redriven = await told.owner.post(f"/admin/dead-letters/identity/{uuid4()}/redrive")
    assert redriven.status_code == 404


async def test_members_read_nothing_of_it(told: Told) -> None:
    anna = await told.door.member(told.owner, "anna")
    for path in ("/admin/events", "/admin/system", "/admin/dead-letters", "/admin/proofs"):
        assert (await anna.get(path)).status_code == 403
    direct = await told.owner.get(f"{told.door.identity_url}/internal/admin/events")
    assert direct.status_code == 401


async def test_s56_a_fact_that_was_altered_is_found_on_the_page_of_proofs(told: Told) -> None:
    anna = await told.joined()
    await _many_facts(told.door.house, UUID(anna))
    page = await told.of("/admin/proofs")
    assert page["faults"] == []
    admin = await asyncpg.connect(told.door.house.admin_dsn)
    await admin.execute(
        "set search_path = identity; alter table facts disable trigger facts_final;"
        " update facts set meta = replace(meta::text, 'actor', 'actors')::json where position = 2"
    )
    await admin.close()
    page = await told.of("/admin/proofs")
    assert not page["intact"]
    assert any("identity: A fact from position 1 to 1000" in fault for fault in page["faults"])


async def _many_facts(house: Any, member_id: UUID) -> None:
    """A full thousand, so that there is a seal."""
    log = await EventLog.open(
        service="identity",
        settings=house("identity").settings,
        deciders=DECIDERS,
        speaks=False,
    )
    try:
        await log.start()
        turns = [
            fact
            for _ in range(500)
            for fact in (
                MemberDisabled(disabled_at=NOON, epoch=1),
                MemberEnabled(enabled_at=NOON, epoch=1),
            )
        ]
        step = Step(STREAMS.member, member_id, lambda _: turns)
        await log.log.carry_out(step, meta=Meta(correlation=uuid4()))
        assert await seals.seal(log.pool) == 1
    finally:
        await log.stop(grace_s=2)
