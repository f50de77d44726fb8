"""Wishes through the door: asked, decided, followed, counted, and nobody else's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from medianest.contracts.permissions import Permission, Role
from medianest.requests.app import build
from medianest.testkit import ANNA, BEN, THE_OWNER
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

MATRIX = {"media_type": "movie", "tmdb_id": 603}
APPROVE = {"action": "approve"}
NOWHERE = UUID("01938e5c-0000-7000-8000-00000000dead")
_IS_HERE = """
insert into requests.people(member_id, version, display_name, role, disabled, erased, plex_id)
values ($1, 1, $2, 'member', false, false, null)
"""
_IS_ERASED = """
update requests.people set display_name = '', erased = true where member_id = $1
"""


class Desk:
    """What people do with wishes."""

    def __init__(self, client: httpx.AsyncClient, house: House) -> None:
        self._client, self._house = client, house

    async def ask(
        self, who: UUID, method: str, path: str, role: Role = "member", **options: Any
    ) -> httpx.Response:
        headers = dict(self._house.bearer("requests", who, role)) | options.pop("headers", {})
        return await self._client.request(method, f"/api/v1{path}", headers=headers, **options)

    async def wish(self, who: UUID = ANNA, role: Role = "member", **body: Any) -> dict[str, Any]:
        answer = await self.ask(who, "POST", "/requests", role, json={**MATRIX, **body})
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def decide(self, wish: dict[str, Any], action: str, **body: Any) -> httpx.Response:
        path = f"/requests/{wish['id']}/{action}"
        return await self.ask(THE_OWNER, "POST", path, "owner", json=body or None)

    async def see(self, wish: dict[str, Any], who: UUID = ANNA) -> httpx.Response:
        return await self.ask(who, "GET", f"/requests/{wish['id']}")

    async def names(self, wish: dict[str, Any], who: UUID) -> dict[str, str | None]:
        """Of each thing that happened to it: what this person is told of who did it."""
        told = await self.ask(who, "GET", f"/requests/{wish['id']}/timeline")
        return {line["what"]: line["by_name"] for line in told.json()["items"]}


async def test_a_wish_is_asked_declined_with_a_reason_and_undone(house: House) -> None:
    async with at_the_desk(house) as desk:
        wish = await desk.wish(note="For movie night")
        assert (wish["status"], wish["note"]) == ("pending", "For movie night")

        declined = await desk.decide(wish, "decline", reason="We have it on disc")
        assert declined.json()["reason"] == "We have it on disc"
        assert (await desk.see(wish)).json()["status"] == "declined"
        assert (await desk.decide(wish, "approve")).status_code == 409

        assert (await desk.decide(wish, "undo")).json()["status"] == "pending"
        approved = (await desk.decide(wish, "approve")).json()
        assert approved["status"] == "approved"

        told = await desk.ask(ANNA, "GET", f"/requests/{wish['id']}/timeline")
        happened = [line["what"] for line in told.json()["items"]]
        assert happened == ["asked", "declined", "undone", "approved"]


async def test_others_wishes_look_like_none_until_they_are_followed(house: House) -> None:
    async with at_the_desk(house) as desk:
        wish = await desk.wish(note="Only for us")
        assert (await desk.see(wish, BEN)).status_code == 404
        for action in ("cancel", "undo"):
            path = f"/requests/{wish['id']}/{action}"
            assert (await desk.ask(BEN, "POST", path)).status_code == 404
        twice = await desk.ask(BEN, "POST", "/requests", json=MATRIX)
        assert twice.status_code == 409
        assert twice.json()["type"].endswith("already-requested")
        assert wish["id"] not in twice.text

        path = f"/requests/{wish['id']}/follow"
        followed = await desk.ask(BEN, "PUT", path)
        assert (followed.json()["followers"], followed.json()["note"]) == (1, None)
        cancel = await desk.ask(BEN, "POST", f"/requests/{wish['id']}/cancel")
        assert cancel.status_code == 403
        mine = await desk.ask(BEN, "GET", "/requests?followed=true")
        assert [each["id"] for each in mine.json()["items"]] == [wish["id"]]
        left = await desk.ask(BEN, "DELETE", path)
        assert (left.status_code, left.json()["followers"], left.json()["note"]) == (200, 0, None)
        assert left.json()["version"] == followed.json()["version"] + 1
        assert (await desk.see(wish, BEN)).status_code == 404


async def test_whose_wish_it_is_reads_who_decided_and_whoever_follows_it_does_not(
    house: House,
) -> None:
    async with at_the_desk(house) as desk:
        wish = await desk.wish()
        await desk.ask(BEN, "PUT", f"/requests/{wish['id']}/follow")
        await desk.decide(wish, "decline", reason="We have it on disc")
        # Whoever was never heard of has no name here.
        assert (await desk.see(wish)).json()["decided_by_name"] is None
        await told_of(house, _IS_HERE, THE_OWNER, "Olga")
        await told_of(house, _IS_HERE, BEN, "Ben")
        assert await desk.names(wish, ANNA) == {"asked": None, "followed": None, "declined": "Olga"}
        assert await desk.names(wish, BEN) == dict.fromkeys(("asked", "followed", "declined"))
        listed = {ANNA: "/requests?requested_by=me", BEN: "/requests?followed=true"}
        for who, name in ((ANNA, "Olga"), (BEN, None)):
            page = (await desk.ask(who, "GET", listed[who])).json()["items"]
            assert [each["decided_by_name"] for each in page] == [name]
            assert (await desk.see(wish, who)).json()["decided_by_name"] == name
        everybodys = await desk.ask(THE_OWNER, "GET", "/requests", "owner")
        assert [each["decided_by_name"] for each in everybodys.json()["items"]] == ["Olga"]


async def test_an_erased_person_who_decided_has_no_name(house: House) -> None:
    async with at_the_desk(house) as desk:
        await told_of(house, _IS_HERE, THE_OWNER, "Olga")
        wish = await desk.wish()
        await desk.decide(wish, "approve")
        assert await desk.names(wish, ANNA) == {"asked": None, "approved": "Olga"}
        await told_of(house, _IS_ERASED, THE_OWNER)
        assert await desk.names(wish, ANNA) == {"asked": None, "approved": None}
        assert (await desk.see(wish)).json()["decided_by_name"] is None


async def test_a_trusted_role_needs_no_yes_and_4k_is_theirs(house: House) -> None:
    async with at_the_desk(house) as desk:
        assert (await desk.wish(THE_OWNER, "owner", is_4k=True))["status"] == "approved"
        refused = await desk.ask(ANNA, "POST", "/requests", json={**MATRIX, "is_4k": True})
        assert refused.status_code == 403


async def test_nobody_wishes_for_one_who_is_not_there_or_without_the_right(house: House) -> None:
    async with at_the_desk(house) as desk:
        for_ben = {**MATRIX, "on_behalf_of": str(BEN)}
        assert (await desk.ask(ANNA, "POST", "/requests", json=for_ben)).status_code == 403
        for_nobody = {**MATRIX, "on_behalf_of": str(NOWHERE)}
        answer = await desk.ask(THE_OWNER, "POST", "/requests", "owner", json=for_nobody)
        assert answer.status_code == 404


async def test_who_decides_and_sees_no_others_wishes_sees_the_one_they_made_for_somebody(
    house: House,
) -> None:
    may = frozenset[Permission]({"requests.create", "requests.decide"})
    deciding = house.bearer("requests", ANNA, permissions=may)
    async with at_the_desk(house) as desk:
        await told_of(house, _IS_HERE, BEN, "Ben")
        for_ben = {**MATRIX, "on_behalf_of": str(BEN)}
        made = await desk.ask(ANNA, "POST", "/requests", json=for_ben, headers=deciding)
        assert (made.status_code, made.json()["requested_by"]) == (201, str(BEN))


async def test_s45_fifty_wishes_at_once_pass_no_quota_of_five(house: House) -> None:
    async with at_the_desk(house, film_quota="5", requests_per_hour="100") as desk:
        bodies = [{**MATRIX, "tmdb_id": number} for number in range(1, 51)]
        asked = [desk.ask(ANNA, "POST", "/requests", json=body) for body in bodies]
        codes = [answer.status_code for answer in await asyncio.gather(*asked)]
        assert sorted(codes) == [201] * 5 + [429] * 45
        quota = (await desk.ask(ANNA, "GET", "/requests/quota")).json()
        assert quota["movie"] == {"used": 5, "limit": 5, "days": 7}


async def test_many_are_decided_in_one_go_each_for_itself(house: House) -> None:
    async with at_the_desk(house) as desk:
        wishes = [await desk.wish(tmdb_id=number) for number in (1, 2)]
        await desk.decide(wishes[1], "decline")
        body = {"ids": [*(wish["id"] for wish in wishes), str(NOWHERE)], "action": "approve"}
        answer = await desk.ask(THE_OWNER, "POST", "/requests/bulk", "owner", json=body)
        assert [each["ok"] for each in answer.json()["items"]] == [True, False, False]
        count = (await desk.ask(ANNA, "GET", "/requests/count")).json()
        assert (count["total"], count["approved"], count["declined"]) == (2, 1, 1)


async def test_what_many_were_told_is_undone_in_one_go_by_who_decided_it(house: House) -> None:
    async with at_the_desk(house) as desk:
        ids = [(await desk.wish(tmdb_id=number))["id"] for number in (1, 2)]
        for action in ("approve", "undo"):
            body = {"ids": ids, "action": action}
            answer = await desk.ask(THE_OWNER, "POST", "/requests/bulk", "owner", json=body)
            assert [each["ok"] for each in answer.json()["items"]] == [True, True]
        assert (await desk.ask(ANNA, "GET", "/requests/count")).json()["pending"] == 2
        again = await desk.ask(THE_OWNER, "POST", "/requests/bulk", "owner", json=body)
        assert [each["problem"] for each in again.json()["items"]] == [
            "There is no decision of yours that can still be undone."
        ] * 2
        await desk.ask(THE_OWNER, "POST", "/requests/bulk", "owner", json={**body, **APPROVE})
        others = await desk.ask(BEN, "POST", "/requests/bulk", "moderator", json=body)
        assert [each["ok"] for each in others.json()["items"]] == [False, False]


async def test_what_waits_longest_comes_first_where_that_is_asked_for(house: House) -> None:
    async with at_the_desk(house) as desk:
        ids = [(await desk.wish(tmdb_id=number))["id"] for number in (1, 2, 3)]
        path = "/requests?status=pending&order=oldest&limit=2"
        first = (await desk.ask(THE_OWNER, "GET", path, "owner")).json()
        assert [each["id"] for each in first["items"]] == ids[:2]
        rest = await desk.ask(THE_OWNER, "GET", f"{path}&cursor={first['next']}", "owner")
        assert [each["id"] for each in rest.json()["items"]] == ids[2:]
        odd = await desk.ask(ANNA, "GET", "/requests?order=alphabet")
        assert (odd.status_code, odd.json()["errors"][0]["pointer"]) == (400, "/order")


async def test_who_decides_sees_what_others_used_and_nobody_else_does(house: House) -> None:
    async with at_the_desk(house, film_quota="5") as desk:
        await desk.wish()
        path = f"/requests/quota?of={ANNA}"
        seen = await desk.ask(BEN, "GET", path, "moderator")
        assert seen.json()["movie"] == {"used": 1, "limit": 5, "days": 7}
        assert (await desk.ask(ANNA, "GET", path)).json() == seen.json()
        assert (await desk.ask(BEN, "GET", path)).status_code == 403
        assert (await desk.ask(BEN, "GET", "/requests/quota?of=me")).status_code == 200
        assert (await desk.ask(BEN, "GET", "/requests/quota?of=ben")).status_code == 400


async def test_of_two_who_decide_at_once_one_does_and_both_are_told(house: House) -> None:
    async with at_the_desk(house) as desk:
        for number in range(1, 9):
            wish = await desk.wish(tmdb_id=number)
            answers = await asyncio.gather(
                desk.decide(wish, "approve"), desk.decide(wish, "decline")
            )
            first, second = sorted(answers, key=lambda answer: answer.status_code)
            assert (first.status_code, second.status_code) == (200, 409)
            assert second.json()["type"].endswith("already-decided")
            decided = {"approved": "approved", "declined": "declined"}[first.json()["status"]]
            told = await desk.ask(ANNA, "GET", f"/requests/{wish['id']}/timeline")
            assert [line["what"] for line in told.json()["items"]] == ["asked", decided]


async def test_seasons_change_their_place_in_the_quota(house: House) -> None:
    async with at_the_desk(house, season_quota="3") as desk:
        wish = await desk.wish(media_type="tv", seasons=[1, 2])
        path = f"/requests/{wish['id']}"
        changed = await desk.ask(ANNA, "PATCH", path, json={"seasons": [2, 3, 4]})
        assert changed.json()["seasons"] == [2, 3, 4]
        too_many = await desk.ask(ANNA, "PATCH", path, json={"seasons": [1, 2, 3, 4]})
        assert too_many.status_code == 429


async def test_a_note_is_kept_written_anew_and_taken_away(house: House) -> None:
    async with at_the_desk(house) as desk:
        wish = await desk.wish(media_type="tv", seasons=[1], note="For the long weekend.")
        path = f"/requests/{wish['id']}"
        told = []
        for change in ({"seasons": [1, 2]}, {"note": "It rains."}, {"note": ""}, {"note": ""}):
            changed = await desk.ask(ANNA, "PATCH", path, json=change)
            told.append((changed.json()["note"], changed.json()["seasons"]))
        assert told == [
            ("For the long weekend.", [1, 2]),
            ("It rains.", [1, 2]),
            (None, [1, 2]),
            (None, [1, 2]),
        ]
        for_nobody = await desk.ask(BEN, "PATCH", path, json={"note": ""})
        assert for_nobody.status_code == 404
        await desk.decide(wish, "approve")
        late = await desk.ask(ANNA, "PATCH", path, json={"note": "Too late."})
        assert late.status_code == 409
        assert late.json()["type"].endswith("only-while-pending")


NONSENSE: list[dict[str, Any]] = [
    {"media_type": "song", "tmdb_id": 1},
    {"media_type": "movie", "tmdb_id": 0},
    {"media_type": "movie", "tmdb_id": 603, "seasons": [1]},
    {"media_type": "tv", "tmdb_id": 1, "seasons": []},
    {"media_type": "tv", "tmdb_id": 1, "seasons": [-1]},
    {"media_type": "movie", "tmdb_id": 1, "note": "n" * 501},
]


async def test_what_makes_no_sense_is_a_clear_problem(house: House) -> None:
    async with at_the_desk(house) as desk:
        for body in NONSENSE:
            answer = await desk.ask(ANNA, "POST", "/requests", json=body)
            assert 400 <= answer.status_code < 500, (body, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
        assert (await desk.ask(ANNA, "GET", "/requests?status=odd")).status_code in {400, 422}
        assert (await desk.ask(ANNA, "GET", "/requests?requested_by=x")).status_code in {400, 422}


async def told_of(house: House, what: str, *of: Any) -> None:
    """As identity's latest value would have told."""
    connection = await asyncpg.connect(house("requests").owner_dsn)
    try:
        await connection.execute(what, *of)
    finally:
        await connection.close()


@asynccontextmanager
async def at_the_desk(house: House, **settings: str) -> AsyncIterator[Desk]:
    async with (
        running(build, house.environ("requests", **settings)) as service,
        httpx.AsyncClient(base_url=service.url, timeout=30, verify=NOBODY) as client,
    ):
        yield Desk(client, house)
