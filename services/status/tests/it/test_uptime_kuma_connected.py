"""An owner connects Uptime Kuma; what it watches is on the page, whatever becomes of it."""

import asyncio
from typing import Any

import pytest

from medianest.local.simulators.uptime_kuma.watched import CANARY, Status
from medianest.testkit import eventually

PLEX, INTERNET = 1, 2
PASSWORD = "a long enough password"
SETTINGS = "/settings/status/uptime-kuma"


async def test_what_it_watches_is_seen_and_followed(home: Any, place: Any) -> None:
    async with home.serving() as desk:
        answer = await desk.connect(place.url, password=PASSWORD)
        assert answer.status_code == 200, answer.text
        await desk.until_seen(Plex="up", Internet="unknown")
        await place.kuma.beat(INTERNET, Status.DOWN)
        await place.kuma.beat(PLEX, Status.MAINTENANCE)
        await desk.until_seen(Plex="maintenance", Internet="down")
        await place.kuma.rename(PLEX, "Films")
        await place.kuma.delete(INTERNET)
        await desk.until_seen(Films="maintenance")


async def test_while_it_is_away_nobody_knows_and_nothing_is_called_down(
    home: Any, place: Any
) -> None:
    async with home.serving() as desk:
        await desk.connect(place.url, password=PASSWORD)
        await desk.until_seen(Plex="up", Internet="unknown")
        await place.stop()
        await desk.until_seen(Plex="unknown", Internet="unknown")
        await place.start()
        await place.kuma.beat(PLEX, Status.UP)
        await desk.until_seen(Plex="up", Internet="unknown")


async def test_a_restart_of_ours_goes_on_where_it_was(home: Any, place: Any) -> None:
    async with home.serving() as desk:
        await desk.connect(place.url, password=PASSWORD)
        await desk.until_seen(Plex="up", Internet="unknown")
    await place.kuma.beat(PLEX, Status.DOWN)
    async with home.serving() as desk:
        await desk.until_seen(Plex="down", Internet="unknown")
        found = await desk.ask("GET", "/status")
        plex = next(m for m in found.json()["monitors"] if m["name"] == "Plex")
        assert plex["uptime"]["24h"] == 0.5  # one up, one down, neither counted twice


async def test_a_void_token_is_said_and_a_new_sign_in_mends_it(home: Any, place: Any) -> None:
    async with home.serving() as desk:
        await desk.connect(place.url, password=PASSWORD)
        await desk.until_seen(Plex="up", Internet="unknown")
        place.account.change_password("another long password")
        await place.kuma.revoke_sessions()
        await desk.until_seen(Plex="unknown", Internet="unknown")
        await eventually(lambda: needs_sign_in(desk))
        trial = (await desk.ask("POST", f"{SETTINGS}/test")).json()["steps"]
        assert [step["ok"] for step in trial] == [True, False]
        await desk.connect(place.url, password="another long password")
        await place.kuma.beat(PLEX, Status.UP)
        await desk.until_seen(Plex="up", Internet="unknown")


async def test_a_status_page_is_named_beside_it_and_tried(home: Any, place: Any) -> None:
    async with home.serving() as desk:
        refused = await desk.connect(place.url, password=PASSWORD, page="../../etc")
        assert refused.status_code == 400, refused.text
        await desk.connect(place.url, password=PASSWORD, page="home")
        assert (await desk.ask("GET", SETTINGS)).json()["page"] == "home"
        trial = (await desk.ask("POST", f"{SETTINGS}/test")).json()["steps"]
        assert [step["ok"] for step in trial] == [True, True, True]
        await desk.until_seen(Plex="up", Internet="unknown")
        await place.stop()
        await place.start(socket_shut=True)
        await place.beat_unheard(INTERNET, Status.DOWN)
        await desk.until_seen(Plex="up", Internet="down")


async def needs_sign_in(desk: Any) -> bool:
    return bool((await desk.ask("GET", SETTINGS)).json()["needs_sign_in"])


async def test_disconnected_it_takes_its_monitors_along(home: Any, place: Any) -> None:
    async with home.serving() as desk:
        await desk.connect(place.url, password=PASSWORD)
        await desk.until_seen(Plex="up", Internet="unknown")
        assert (await desk.ask("DELETE", SETTINGS)).status_code == 204
        await desk.until_seen()
        assert (await desk.ask("GET", SETTINGS)).status_code == 404
        assert (await desk.ask("DELETE", SETTINGS)).status_code == 404


async def test_of_several_admins_at_once_one_connects_it_and_only_that_token_is_kept(
    home: Any, place: Any
) -> None:
    async with home.serving() as desk:
        answers = await asyncio.gather(
            *(desk.connect(place.url, password=PASSWORD, page=f"page-{n}") for n in range(5))
        )
        assert {answer.status_code for answer in answers} <= {200, 412}
        trial = (await desk.ask("POST", f"{SETTINGS}/test")).json()["steps"]
        assert [step["ok"] for step in trial[:2]] == [True, True]
        assert await home.kept_tokens() == 1
        wish = {"url": place.url, "username": "kuma", "password": PASSWORD, "internal": True}
        older = {"If-Match": '"v77"'}
        refused = await desk.ask("PUT", SETTINGS, json=wish, headers=older)
        assert refused.status_code == 412
        assert await home.kept_tokens() == 1


async def test_its_trial_says_every_step(home: Any, place: Any) -> None:
    async with home.serving() as desk:
        assert (await desk.ask("POST", f"{SETTINGS}/test")).status_code == 404
        await desk.connect(place.url, password=PASSWORD)
        trial = (await desk.ask("POST", f"{SETTINGS}/test")).json()["steps"]
        assert [(step["name"], step["ok"]) for step in trial] == [
            ("It answers", True),
            ("It lets us in", True),
        ]
        await place.stop()
        trial = (await desk.ask("POST", f"{SETTINGS}/test")).json()["steps"]
        assert [(step["name"], step["ok"]) for step in trial] == [("It answers", False)]
        await place.start()


async def test_another_is_tried_before_it_is_connected_and_changes_nothing(
    home: Any, place: Any
) -> None:
    wish = {"url": place.url, "username": "kuma", "password": PASSWORD, "internal": True}
    async with home.serving() as desk:
        tried = await desk.ask("POST", f"{SETTINGS}/test", json=wish)
        assert [step["ok"] for step in tried.json()["steps"]] == [True, True]
        wrong = await desk.ask("POST", f"{SETTINGS}/test", json={**wish, "password": "wrong"})
        assert problem(wrong) == (400, "wrong-kuma-password")
        assert (await desk.ask("GET", SETTINGS)).status_code == 404


async def test_a_sign_in_that_fails_says_why_and_connects_nothing(home: Any, place: Any) -> None:
    async with home.serving() as desk:
        wrong = await desk.connect(place.url, password="wrong")
        assert problem(wrong) == (400, "wrong-kuma-password")
        codes = place.account.ask_for_codes()
        assert problem(await desk.connect(place.url, password=PASSWORD)) == (
            400,
            "kuma-wants-a-code",
        )
        inside = await desk.connect(place.url, password=PASSWORD, internal=False)
        assert inside.status_code == 400
        assert (await desk.ask("GET", SETTINGS)).status_code == 404
        good = await desk.connect(place.url, password=PASSWORD, code=codes.now())
        assert good.status_code == 200


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit(":", 1)[-1]


async def test_neither_password_nor_token_nor_its_secrets_are_kept_or_shown(
    home: Any, place: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    async with home.serving() as desk:
        await desk.connect(place.url, password=PASSWORD)
        await desk.until_seen(Plex="up", Internet="unknown")
        shown = [
            (await desk.ask("GET", path)).text for path in (SETTINGS, "/status", "/status/history")
        ]
    said = capfd.readouterr()
    for text in (*shown, said.out, said.err, await home.everything_stored()):
        assert PASSWORD not in text
        assert CANARY not in text


@pytest.mark.parametrize("role", ["guest", "member", "moderator"])
async def test_only_who_may_manage_settings_connects_it(home: Any, role: str) -> None:
    async with home.serving() as desk:
        for method in ("GET", "PUT", "DELETE"):
            answer = await desk.ask(method, SETTINGS, role=role, json={})
            assert answer.status_code == 403
