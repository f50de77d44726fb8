"""The house's limits are set while requests runs, and count from the next wish on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest

from medianest.contracts.permissions import Role
from medianest.requests.app import build
from medianest.testkit import ANNA, BEN, THE_OWNER
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

AT = "/settings/requests/limits"
ONE_FILM = {
    "requests_per_hour": 20,
    "films": {"at_most": 1, "days": 30},
    "seasons": {"at_most": None, "days": 7},
    "auto_approve_roles": ["owner", "admin", "moderator"],
    "roles_4k": ["owner"],
}
OF_THE_ENVIRONMENT = {
    "requests_per_hour": 20,
    "films": {"at_most": 5, "days": 7},
    "seasons": {"at_most": None, "days": 7},
    "auto_approve_roles": ["owner", "admin", "moderator"],
    "roles_4k": ["owner", "admin", "moderator"],
    "is_chosen": False,
}


class Desk:
    """Wishes and rules, in one replica."""

    def __init__(self, client: httpx.AsyncClient, house: House) -> None:
        self._client, self._house = client, house

    async def ask(
        self, method: str, path: str, who: UUID = THE_OWNER, role: Role = "owner", **options: Any
    ) -> httpx.Response:
        headers = dict(self._house.bearer("requests", who, role)) | options.pop("headers", {})
        return await self._client.request(method, f"/api/v1{path}", headers=headers, **options)

    async def wish(self, who: UUID, tmdb_id: int, **more: Any) -> httpx.Response:
        body = {"media_type": "movie", "tmdb_id": tmdb_id, **more}
        return await self.ask("POST", "/requests", who, "member", json=body)


async def test_what_is_set_counts_in_every_replica_from_the_next_wish_on(house: House) -> None:
    async with at_a_desk(house) as desk, at_a_desk(house) as replica:
        assert (await desk.ask("GET", AT)).json() == OF_THE_ENVIRONMENT
        assert (await replica.wish(ANNA, 603)).status_code == 201

        answer = await desk.ask("PUT", AT, json=ONE_FILM)
        assert answer.status_code == 200, answer.text
        assert answer.json() == {**ONE_FILM, "is_chosen": True}

        refused = await replica.wish(ANNA, 604)
        assert (refused.status_code, "retry-after" in refused.headers) == (429, True)
        quota = (await replica.ask("GET", "/requests/quota", ANNA, "member")).json()
        assert quota["movie"] == {"used": 1, "limit": 1, "days": 30}


async def test_whose_wishes_need_no_yes_and_who_has_4k_is_chosen_as_well(house: House) -> None:
    async with at_a_desk(house) as desk:
        assert (await desk.wish(ANNA, 603, is_4k=True)).status_code == 403
        trusting = {**ONE_FILM, "auto_approve_roles": ["member"], "roles_4k": ["member"]}
        await desk.ask("PUT", AT, json=trusting)
        asked = await desk.wish(BEN, 603, is_4k=True)
        assert (asked.status_code, asked.json()["status"]) == (201, "approved")


async def test_given_back_the_environment_counts_again(house: House) -> None:
    async with at_a_desk(house) as desk:
        await desk.ask("PUT", AT, json=ONE_FILM)
        answer = await desk.ask("DELETE", AT)
        assert (answer.status_code, answer.json()) == (200, OF_THE_ENVIRONMENT)


async def test_two_who_change_them_at_once_do_not_undo_each_other(house: House) -> None:
    async with at_a_desk(house) as desk:
        seen = (await desk.ask("PUT", AT, json=ONE_FILM)).headers["etag"]
        other = {**ONE_FILM, "requests_per_hour": 5}
        assert (
            await desk.ask("PUT", AT, json=other, headers={"If-Match": seen})
        ).status_code == 200
        late = await desk.ask("PUT", AT, json=ONE_FILM, headers={"If-Match": seen})
        assert late.status_code == 412


@pytest.mark.parametrize(
    "spoilt",
    [
        {},
        {**ONE_FILM, "requests_per_hour": -1},
        {**ONE_FILM, "films": {"at_most": 1, "days": 0}},
        {**ONE_FILM, "films": {"at_most": 1, "days": 366}},
        {**ONE_FILM, "seasons": {"at_most": 10**9, "days": 7}},
        {**ONE_FILM, "roles_4k": ["king"]},
        {**ONE_FILM, "roles_4k": ["owner"] * 9},
        {**ONE_FILM, "requests_per_hour": None},
    ],
)
async def test_what_makes_no_sense_is_refused_and_changes_nothing(
    house: House, spoilt: dict[str, Any]
) -> None:
    async with at_a_desk(house) as desk:
        assert (await desk.ask("PUT", AT, json=spoilt)).status_code == 400
        assert (await desk.ask("GET", AT)).json() == OF_THE_ENVIRONMENT


@asynccontextmanager
async def at_a_desk(house: House) -> AsyncIterator[Desk]:
    async with (
        running(build, house.environ("requests", film_quota="5")) as service,
        httpx.AsyncClient(base_url=service.url, timeout=30, verify=NOBODY) as client,
    ):
        yield Desk(client, house)
