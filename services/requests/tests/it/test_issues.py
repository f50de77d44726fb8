"""Problem reports through the door: reported, talked about, closed, and nobody else's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from medianest.contracts.permissions import Role
from medianest.requests.app import build
from medianest.requests.domain.speaking import AT_MOST
from medianest.testkit import ANNA, BEN, THE_OWNER
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

BROKEN = {"media_type": "movie", "tmdb_id": 603, "kind": "audio", "text": "It is silent."}


class Desk:
    """What people do with problem reports."""

    def __init__(self, client: httpx.AsyncClient, house: House) -> None:
        self._client, self._house = client, house

    async def ask(
        self, who: UUID, method: str, path: str, role: Role = "member", **options: Any
    ) -> httpx.Response:
        headers = dict(self._house.bearer("requests", who, role)) | options.pop("headers", {})
        return await self._client.request(method, f"/api/v1{path}", headers=headers, **options)

    async def report(self, who: UUID = ANNA, **body: Any) -> str:
        answer = await self.ask(who, "POST", "/issues", json={**BROKEN, **body})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["issue"]["id"])

    async def say(self, issue: str, text: str, who: UUID, role: Role = "member") -> httpx.Response:
        path = f"/issues/{issue}/comments"
        return await self.ask(who, "POST", path, role, json={"text": text})


async def test_a_problem_is_reported_answered_solved_and_there_again(house: House) -> None:
    async with at_the_desk(house) as desk:
        issue = await desk.report()
        answered = await desk.say(issue, "Which player?", THE_OWNER, "owner")
        assert answered.status_code == 201
        assert (await desk.say(issue, "The one in the living room.", ANNA)).status_code == 201
        solved = await desk.ask(THE_OWNER, "POST", f"/issues/{issue}/resolve", "owner")
        assert solved.json()["issue"]["status"] == "resolved"
        assert solved.json()["issue"]["resolved_by"] == str(THE_OWNER)
        again = await desk.ask(ANNA, "POST", f"/issues/{issue}/reopen")
        assert (again.json()["issue"]["status"], again.json()["issue"]["resolved_by"]) == (
            "open",
            None,
        )
        seen = await desk.ask(ANNA, "GET", f"/issues/{issue}")
        said = [(one["by"], one["text"]) for one in seen.json()["comments"]]
        assert said == [
            (str(THE_OWNER), "Which player?"),
            (str(ANNA), "The one in the living room."),
        ]
        assert seen.json()["issue"]["text"] == "It is silent."


async def test_others_reports_look_like_none(house: House) -> None:
    async with at_the_desk(house) as desk:
        issue = await desk.report()
        nowhere = UUID(int=1)
        for method, path in (
            ("GET", ""),
            ("POST", "/comments"),
            ("POST", "/resolve"),
            ("POST", "/reopen"),
        ):
            answers = [
                await desk.ask(BEN, method, f"/issues/{which}{path}", json={"text": "Mine too."})
                for which in (issue, nowhere)
            ]
            theirs, none = ({**one.json(), "instance": None} for one in answers)
            assert [one.status_code for one in answers] == [404, 404]
            assert theirs == none
        assert (await desk.ask(BEN, "GET", "/issues")).json()["items"] == []
        assert len((await desk.ask(ANNA, "GET", "/issues")).json()["items"]) == 1


async def test_who_may_see_all_but_decide_nothing_has_no_say(house: House) -> None:
    async with at_the_desk(house) as desk:
        issue = await desk.report()
        rights = frozenset({"requests.create", "requests.read_all"})
        headers = dict(house.bearer("requests", BEN, permissions=rights))  # type: ignore[arg-type]
        seen = await desk.ask(BEN, "GET", f"/issues/{issue}", headers=headers)
        assert seen.status_code == 200
        path = f"/issues/{issue}/comments"
        answer = await desk.ask(BEN, "POST", path, headers=headers, json={"text": "Hm."})
        assert answer.status_code == 403


async def test_a_list_is_narrowed_and_goes_on_page_by_page(house: House) -> None:
    async with at_the_desk(house) as desk:
        issues = [await desk.report(tmdb_id=number) for number in (1, 2, 3)]
        await desk.ask(THE_OWNER, "POST", f"/issues/{issues[0]}/resolve", "owner")

        async def listed(query: str) -> list[str]:
            found = (await desk.ask(THE_OWNER, "GET", f"/issues?{query}", "owner")).json()
            return [one["id"] for one in found["items"]]

        assert await listed("status=resolved") == [issues[0]]
        assert await listed("status=open") == issues[:0:-1]
        assert await listed("media_type=movie&tmdb_id=2") == [issues[1]]
        assert await listed(f"reported_by={ANNA}") == issues[::-1]
        assert await listed("reported_by=me") == []
        first = (await desk.ask(THE_OWNER, "GET", "/issues?limit=2", "owner")).json()
        assert await listed(f"limit=2&cursor={first['next']}") == [issues[0]]


async def test_a_report_that_is_sent_twice_is_there_once(house: House) -> None:
    async with at_the_desk(house) as desk:
        once = {"Idempotency-Key": "once"}
        for _ in range(2):
            answer = await desk.ask(ANNA, "POST", "/issues", json=BROKEN, headers=once)
            assert answer.status_code == 201
        assert len((await desk.ask(ANNA, "GET", "/issues")).json()["items"]) == 1


async def test_fifty_comments_at_once_pass_no_measure(house: House) -> None:
    async with at_the_desk(house) as desk:
        issue = await desk.report()
        said = [desk.say(issue, f"And {number}.", ANNA) for number in range(50)]
        codes = [answer.status_code for answer in await asyncio.gather(*said)]
        assert sorted(codes) == [201] * (AT_MOST - 1) + [429] * (51 - AT_MOST)


async def test_what_somebody_said_goes_with_them_and_the_rest_stays(house: House) -> None:
    async with at_the_desk(house) as desk:
        issue = await desk.report()
        await desk.say(issue, "Which player?", THE_OWNER, "owner")
        connection = await asyncpg.connect(house("requests").owner_dsn)
        try:
            await connection.execute(
                "update requests.subject_keys set wrapped_key = null, shredded_at = now()"
                " where subject_id = $1",
                ANNA,
            )
        finally:
            await connection.close()
        async with asyncio.timeout(10):
            while True:
                seen = (await desk.ask(THE_OWNER, "GET", f"/issues/{issue}", "owner")).json()
                if seen["issue"]["text"] is None:
                    break
                await asyncio.sleep(0.1)
        assert [one["text"] for one in seen["comments"]] == ["Which player?"]


NONSENSE: list[dict[str, Any]] = [
    {"kind": "smell"},
    {"text": ""},
    {"text": "   "},
    {"text": "x" * 2001},
    {"tmdb_id": 0},
    {"season": 1},
    {"media_type": "tv", "episode": 1},
    {"media_type": "song"},
]


async def test_what_makes_no_sense_is_a_clear_problem(house: House) -> None:
    async with at_the_desk(house) as desk:
        for more in NONSENSE:
            answer = await desk.ask(ANNA, "POST", "/issues", json={**BROKEN, **more})
            assert 400 <= answer.status_code < 500, (more, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
        for query in (
            "status=odd",
            "reported_by=x",
            "tmdb_id=0",
            "tmdb_id=99999999999",
            "cursor=x",
        ):
            assert (await desk.ask(ANNA, "GET", f"/issues?{query}")).status_code == 400, query


@asynccontextmanager
async def at_the_desk(house: House, **settings: str) -> AsyncIterator[Desk]:
    async with (
        running(build, house.environ("requests", **settings)) as service,
        httpx.AsyncClient(base_url=service.url, timeout=30, verify=NOBODY) as client,
    ):
        yield Desk(client, house)
