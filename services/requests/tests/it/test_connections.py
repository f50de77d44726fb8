"""The server that fetches is set, changed and tried by admins while requests runs."""

import asyncio
import time
from typing import Any

import asyncpg
import httpx
import pytest

from medianest.requests.app import build
from medianest.testkit import ANNA, THE_OWNER
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

AT = "/settings/requests/overseerr"
BOTH = ("overseerr", "seerr")
KEY = "c2VlcnItYXBpLWtleQ=="
HOOK = "a secret of theirs".replace(" ", "-")
STEPS = ["dns", "tcp", "tls", "auth", "version", "permission"]


def body_of(place: Any, **more: Any) -> dict[str, Any]:
    return {"url": f"http://{place.at}", "internal": True, "key": KEY, **more}


async def test_without_one_there_is_none_to_see(owners: Any) -> None:
    async with owners.desk() as desk:
        assert (await desk.ask("GET", AT)).status_code == 404
        assert (await desk.ask("POST", f"{AT}/test")).status_code == 404


async def test_what_the_environment_says_counts_until_an_admin_sets_another(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        given = (await desk.ask("GET", AT)).json()
        assert (given["has_secret"], given["last_four"]) == (True, KEY[-4:])
        assert KEY not in str(given)
        elsewhere = await desk.ask("PUT", AT, json=body_of(place, url="http://127.0.0.1:9"))
        assert elsewhere.json()["url"] == "http://127.0.0.1:9"
        away = await desk.ask("GET", "/search", params={"query": "matrix"})
        assert away.status_code == 503


async def test_it_is_changed_at_run_time_in_every_replica(owners: Any, place: Any) -> None:
    async with owners.desk(look_every_s="0.2", deadline_s="1") as desk, owners.desk() as replica:
        wish = await desk.wish(media_type="movie", tmdb_id=603)
        assert "until the household has a server" in await desk.until_it_waits(wish)
        answer = await desk.ask("PUT", AT, json=body_of(place))
        assert answer.status_code == 200, answer.text
        found = await replica.ask("GET", "/search", params={"query": "matrix"})
        assert found.status_code == 200
        await desk.until(wish, "processing")


async def test_its_secrets_never_come_back_and_stay_when_they_are_left_out(
    owners: Any, place: Any
) -> None:
    async with owners.desk() as desk:
        first = await desk.ask("PUT", AT, json=body_of(place, webhook_secret=HOOK))
        kept = {"url": f"http://{place.at}/", "internal": True}
        second = await desk.ask("PUT", AT, json=kept)
        for answer in (first, second, await desk.ask("GET", AT)):
            assert KEY not in answer.text
            assert HOOK not in answer.text
            assert answer.json()["has_webhook_secret"] is True
        assert (await desk.ask("GET", "/search", params={"query": "matrix"})).status_code == 200
        assert (await desk.hook(b"{}", HOOK)).status_code == 202
        silent = await desk.ask("PUT", AT, json={**kept, "webhook_secret": None})
        assert silent.json()["has_webhook_secret"] is False
        assert (await desk.hook(b"{}", HOOK)).status_code == 403


async def test_what_was_connected_can_be_taken_away_also_what_only_the_environment_named(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        assert (await desk.ask("GET", AT)).status_code == 200, "the environment names one"
        assert (await desk.ask("DELETE", AT)).status_code == 204
        for method in ("GET", "DELETE"):
            assert (await desk.ask(method, AT)).status_code == 404
        wish = await desk.wish(media_type="movie", tmdb_id=603)
        assert "until the household has a server" in await desk.until_it_waits(wish)
        kept = {"url": f"http://{place.at}", "internal": True}
        assert (await desk.ask("PUT", AT, json=kept)).json()["type"].endswith("key-wanted")
        assert (await desk.ask("PUT", AT, json=body_of(place))).status_code == 200
        await desk.until(wish, "processing")
        assert (await desk.ask("DELETE", AT)).status_code == 204
        assert await secrets(owners) == 0, "its secrets are gone with it"


async def secrets(owners: Any) -> Any:
    """How many of its secrets are kept."""
    connection = await asyncpg.connect(owners.house("requests").owner_dsn)
    try:
        count = "select count(*) from requests.secrets where owner = 'overseerr'"
        return await connection.fetchval(count)
    finally:
        await connection.close()


async def test_another_address_does_not_get_the_key_of_this_one(owners: Any, place: Any) -> None:
    async with owners.desk() as desk:
        await desk.ask("PUT", AT, json=body_of(place))
        for path in (AT, f"{AT}/test"):
            method = "PUT" if path == AT else "POST"
            elsewhere = {"url": "http://127.0.0.1:9", "internal": True}
            answer = await desk.ask(method, path, json=elsewhere)
            assert answer.status_code == 400
            assert answer.json()["type"].endswith("key-wanted")


async def test_of_two_who_change_it_at_once_one_does_and_no_secret_is_lost_or_left(
    owners: Any, place: Any
) -> None:
    async with owners.desk() as desk, owners.desk() as replica:
        kept = {"url": f"http://{place.at}", "internal": True, "webhook_secret": HOOK}
        for _ in range(8):
            await desk.ask("PUT", AT, json=body_of(place))
            answers = await asyncio.gather(
                desk.ask("PUT", AT, json=body_of(place, webhook_secret=None)),
                replica.ask("PUT", AT, json=kept),
            )
            assert {answer.status_code for answer in answers} <= {200, 412}
            shown = await desk.ask("GET", AT)
            assert shown.status_code == 200, shown.text
            assert await secrets(owners) == 1 + shown.json()["has_webhook_secret"]


async def test_who_has_seen_an_older_one_changes_nothing(owners: Any, place: Any) -> None:
    async with owners.desk() as desk:
        await desk.ask("PUT", AT, json=body_of(place))
        older = {"If-Match": '"v7"'}
        answer = await desk.ask("PUT", AT, json=body_of(place, internal=False), headers=older)
        assert answer.status_code == 412
        assert await secrets(owners) == 1


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_it_is_tried_step_by_step_and_says_what_it_is(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        steps = (await desk.ask("POST", f"{AT}/test")).json()["steps"]
        assert [step["name"] for step in steps] == STEPS
        assert all(step["ok"] for step in steps)
        product = "Overseerr" if place.house.product == "overseerr" else "Seerr"
        assert steps[4]["detail"].startswith(product)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"url": "http://nobody.invalid"}, "dns"),
    ({"internal": False}, "dns"),
    ({"url": "http://127.0.0.1:9"}, "tcp"),
    ({"key": "wrong"}, "auth"),
]


@pytest.mark.parametrize(("wrong", "fails"), WRONG)
async def test_each_step_that_fails_says_what_to_look_at(
    owners: Any, place: Any, wrong: dict[str, Any], fails: str
) -> None:
    async with owners.desk() as desk:
        answer = await desk.ask("POST", f"{AT}/test", json={**body_of(place), **wrong})
        last = answer.json()["steps"][-1]
        assert (last["name"], last["ok"]) == (fails, False)
        assert last["hint"]


async def test_a_plain_port_is_no_encrypted_one(owners: Any, place: Any) -> None:
    async with owners.desk(deadline_s="1") as desk:
        wrong = {**body_of(place), "url": f"https://{place.at}"}
        last = (await desk.ask("POST", f"{AT}/test", json=wrong)).json()["steps"][-1]
        assert (last["name"], last["ok"]) == ("tls", False)


@pytest.mark.parametrize("fault", ["html", "empty", "garbage", "error", "hang", "huge"])
async def test_whatever_answers_there_the_trial_ends_with_a_step(
    owners: Any, place: Any, fault: str
) -> None:
    async with owners.desk(**place.settings) as desk:
        place.misbehave(fault, times=20)
        last = (await desk.ask("POST", f"{AT}/test")).json()["steps"][-1]
        assert (last["name"], last["ok"]) == ("auth", False)
        assert "neither" in last["detail"]


async def test_an_account_that_may_not_look_after_people_is_said(owners: Any, place: Any) -> None:
    place.house.users[1].permissions = 32
    async with owners.desk(**place.settings) as desk:
        last = (await desk.ask("POST", f"{AT}/test")).json()["steps"][-1]
        assert (last["name"], last["ok"]) == ("permission", False)


NO_ADDRESSES = ("ftp://x", "http://", "http://a b", "http://u:p@h", "http://h:99999", "http://h?q")


async def test_what_is_no_address_is_a_clear_problem(owners: Any, place: Any) -> None:
    async with owners.desk() as desk:
        for url in NO_ADDRESSES:
            answer = await desk.ask("PUT", AT, json=body_of(place, url=url))
            assert answer.status_code == 400, (url, answer.text)
        answer = await desk.ask("PUT", AT, json=body_of(place, key="a b"))
        assert answer.status_code == 400


async def test_s36_who_may_not_set_it_learns_nothing_from_trying_it(
    house: House, place: Any
) -> None:
    """The same refusal in no time, whatever is at the address."""
    addresses = (f"http://{place.at}", "http://127.0.0.1:9", "http://nobody.invalid", "nonsense")
    place.misbehave("hang", times=50)
    async with (
        running(build, house.environ("requests", **place.settings)) as service,
        httpx.AsyncClient(base_url=service.url, timeout=30, verify=NOBODY) as client,
    ):
        seen = set()
        for who, role in ((ANNA, "guest"), (ANNA, "member"), (THE_OWNER, "moderator")):
            headers = dict(house.bearer("requests", who, role))  # type: ignore[arg-type]
            for url in addresses:
                began = time.monotonic()
                body = {"url": url, "internal": True, "key": KEY}
                path = f"/api/v1{AT}/test"
                answer = await client.post(path, json=body, headers=headers)
                seen.add((answer.status_code, answer.json()["type"], answer.json()["title"]))
                assert time.monotonic() - began < 1
        assert len(seen) == 1
        assert next(iter(seen))[0] == 403


async def test_s36_for_an_admin_it_ends_in_time_and_a_private_address_looks_like_none(
    owners: Any, place: Any
) -> None:
    place.misbehave("hang", times=50)
    async with owners.desk(**place.settings) as desk:
        began = time.monotonic()
        await desk.ask("POST", f"{AT}/test")
        assert time.monotonic() - began < 10
        said = [
            (await desk.ask("POST", f"{AT}/test", json={"url": url, "key": KEY})).json()
            for url in ("http://10.0.0.1", "http://169.254.169.254", "http://nobody.invalid")
        ]
        assert said[0] == said[1] == said[2]
