"""Plex is set, changed and tried by admins while requests runs, and tells strangers nothing."""

import time
from typing import Any

import pytest
import pytest_asyncio

from medianest.local.simulators.plex_tv_accounts import THE_SERVER
from medianest.testkit import ANNA

AT = "/settings/requests/plex"
STEPS = ["dns", "tcp", "tls", "auth", "version", "permission"]


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def as_it_was(desk: Any, plex: Any) -> Any:
    """Each test begins with what works."""
    yield
    plex.misbehave("", times=0)
    answer = await desk.set({**plex.connection, "unlinked_see": "nothing", "webhook_secret": None})
    assert answer.status_code == 200, answer.text


async def test_its_token_never_comes_back_and_stays_when_it_is_left_out(
    desk: Any, plex: Any
) -> None:
    shown = await desk.see(AT)
    assert shown == {
        "url": plex.connection["url"],
        "internal": True,
        "has_secret": True,
        "last_four": "olga",
        "has_webhook_secret": False,
        "folder": "/data/videos",
        "unlinked_see": "nothing",
    }
    kept = {"url": plex.connection["url"], "internal": True}
    answer = await desk.set(kept)
    assert answer.json() == shown
    assert (await desk.ask("/library/sections")).status_code == 200


async def test_once_it_is_taken_away_there_is_no_library_until_it_is_connected_anew(
    desk: Any, plex: Any
) -> None:
    assert (await desk.ask(AT, method="DELETE", headers={"If-Match": '"v999"'})).status_code == 412
    assert (await desk.ask(AT, method="DELETE")).status_code == 204
    assert (await desk.ask(AT)).status_code == 404
    assert (await desk.see("/library/sections"))["items"] == []
    assert (await desk.ask("/library/items/101")).status_code == 404
    kept = {"url": plex.connection["url"], "internal": True}
    assert (await desk.set(kept)).json()["type"].endswith("key-wanted")
    answer = await desk.set({**kept, "key": plex.connection["key"]})
    assert answer.json()["folder"] == "/data/videos", "where it sees our videos is kept"
    assert (await desk.ask("/library/sections")).status_code == 200


async def test_s36_another_address_does_not_get_the_token_of_this_one(desk: Any, plex: Any) -> None:
    elsewhere = {"url": "http://127.0.0.1:9", "internal": True}
    for method, path in (("PUT", AT), ("POST", f"{AT}/test")):
        answer = await desk.ask(path, method=method, json=elsewhere)
        assert answer.status_code == 400
        assert answer.json()["type"].endswith("key-wanted")


async def test_it_is_tried_step_by_step(desk: Any) -> None:
    steps = (await desk.ask(f"{AT}/test", method="POST")).json()["steps"]
    assert [step["name"] for step in steps] == STEPS
    assert all(step["ok"] for step in steps), steps
    assert steps[4]["detail"].startswith("Plex Media Server 1.")


async def test_it_says_by_which_name_its_people_sign_in(desk: Any, plex: Any) -> None:
    assert await desk.see(f"{AT}/server") == {"machine_identifier": THE_SERVER}
    assert (await desk.ask(AT, method="DELETE")).status_code == 204
    assert (await desk.ask(f"{AT}/server")).status_code == 404
    await desk.set({**plex.connection, "url": "http://127.0.0.1:9"})
    answer = await desk.ask(f"{AT}/server")
    assert (answer.status_code, answer.json()["type"][-12:]) == (503, "library-away")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"url": "http://nobody.invalid"}, "dns"),
    ({"internal": False}, "dns"),
    ({"url": "http://127.0.0.1:9"}, "tcp"),
    ({"key": "wrong"}, "auth"),
    ({"key": "server-token-of-anna"}, "permission"),
]


@pytest.mark.parametrize(("wrong", "fails"), WRONG)
async def test_each_step_that_fails_says_what_to_look_at(
    desk: Any, plex: Any, wrong: dict[str, Any], fails: str
) -> None:
    body = {name: plex.connection[name] for name in ("url", "internal", "key")} | wrong
    last = (await desk.ask(f"{AT}/test", method="POST", json=body)).json()["steps"][-1]
    assert (last["name"], last["ok"]) == (fails, False)
    assert last["hint"]
    assert "token-of" not in str(last)


async def test_a_folder_that_no_section_holds_is_said(desk: Any, plex: Any) -> None:
    await desk.set({**plex.connection, "folder": "/somewhere/else"})
    last = (await desk.ask(f"{AT}/test", method="POST")).json()["steps"][-1]
    assert (last["name"], last["ok"]) == ("permission", False)
    assert "folder" in last["detail"]


@pytest.mark.parametrize("fault", ["html", "empty", "garbage", "error", "hang", "huge"])
async def test_whatever_answers_there_the_trial_ends_with_a_step(
    desk: Any, plex: Any, fault: str
) -> None:
    plex.misbehave(fault, times=20)
    answer = await desk.ask(f"{AT}/test", method="POST")
    last = answer.json()["steps"][-1]
    assert (last["name"], last["ok"]) == ("auth", False)


async def test_what_makes_no_sense_is_a_clear_problem(desk: Any, plex: Any) -> None:
    wrong: list[dict[str, Any]] = [
        {"folder": "videos"},
        {"folder": "/data/../etc"},
        {"folder": ""},
        {"unlinked_see": "some"},
        {"webhook_secret": "short"},
        {"webhook_secret": "with/a/slash/in/it/0123"},
        {"url": "ftp://x"},
        {"url": "http://u:p@h"},
    ]
    for body in wrong:
        answer = await desk.set({**plex.connection, **body})
        assert answer.status_code == 400, (body, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
    assert (await desk.see(AT))["folder"] == "/data/videos"


async def test_s36_who_may_not_set_it_learns_nothing_by_trying(desk: Any, plex: Any) -> None:
    """The same answer at once, whatever stands at the address."""
    answers = set()
    for url in (plex.connection["url"], "http://127.0.0.1:9", "http://nobody.invalid"):
        for method, path in (("PUT", AT), ("POST", f"{AT}/test"), ("GET", AT)):
            began = time.monotonic()
            body = None if method == "GET" else {"url": url, "internal": True, "key": "x"}
            said = await desk.ask(path, ANNA, "moderator", method=method, json=body)
            assert time.monotonic() - began < 5
            problem = said.json()
            problem.pop("instance", None)
            answers.add((said.status_code, str(problem)))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 403
