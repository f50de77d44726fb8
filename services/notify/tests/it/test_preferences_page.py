"""What the API answers about how somebody wants to be told."""

from typing import Any
from uuid import uuid4

from medianest.testkit.people import ANNA, BEN

PATH = "/notifications/preferences"
CHOICES = {
    "by": {"status": ["email", "push"], "download_completed": []},
    "quiet": {"start": "22:00", "end": "07:00"},
    "digest": {"every": "weekly", "at": "09:00", "weekday": 5},
    "zone": "Europe/Vienna",
    "locale": "en",
}


def by(shown: dict[str, Any]) -> dict[str, list[str]]:
    return {category["name"]: category["by"] for category in shown["categories"]}


async def test_a_member_sees_what_is_on_at_first_and_changes_it(home) -> None:
    async with home.serving() as desk:
        answer = await desk.ask(ANNA, "GET", PATH)
        assert answer.status_code == 200, answer.text
        assert by(answer.json())["download_failed"] == ["email", "push", "webhook", "apprise"]
        assert answer.headers["etag"] == '"v0"'
        answer = await desk.ask(ANNA, "PUT", PATH, json=CHOICES)
        assert answer.status_code == 200, answer.text
        shown = (await desk.ask(ANNA, "GET", PATH)).json()
        assert shown == answer.json()
        assert by(shown)["status"] == ["email", "push"]
        assert by(shown)["download_completed"] == []
        assert shown["quiet"] == CHOICES["quiet"]
        assert shown["digest"] == CHOICES["digest"]
        assert by((await desk.ask(BEN, "GET", PATH)).json())["status"] != ["email", "push"]
        stale = await desk.ask(
            ANNA, "PUT", PATH, json={**CHOICES, "locale": "de"}, headers={"If-Match": '"v0"'}
        )
        assert stale.status_code == 412, stale.text


async def test_one_thing_is_muted_and_heard_again(home) -> None:
    about = str(uuid4())
    async with home.serving() as desk:
        answer = await desk.ask(ANNA, "PUT", f"/notifications/mutes/{about}")
        assert (answer.status_code, answer.json()["muted"]) == (200, [about])
        answer = await desk.ask(ANNA, "DELETE", f"/notifications/mutes/{about}")
        assert (answer.status_code, answer.json()["muted"]) == (200, [])


async def test_what_makes_no_sense_is_a_problem_and_changes_nothing(home) -> None:
    bad: list[Any] = [
        {**CHOICES, "zone": "Mars/Olympus"},
        {**CHOICES, "zone": "../../etc/passwd"},
        {**CHOICES, "zone": "x" * 65},
        {**CHOICES, "zone": 1},
        {**CHOICES, "by": {"nothing": ["email"]}},
        {**CHOICES, "by": {"status": ["pigeon"]}},
        {**CHOICES, "quiet": {"start": "25:00", "end": "07:00"}},
        {**CHOICES, "quiet": {"start": "22:00"}},
        {**CHOICES, "digest": {"every": "yearly"}},
        {**CHOICES, "digest": {"every": "weekly", "weekday": 7}},
        {**CHOICES, "locale": "<script>"},
        [],
        "x",
    ]
    async with home.serving() as desk:
        for body in bad:
            answer = await desk.ask(ANNA, "PUT", PATH, json=body)
            assert answer.status_code in {400, 422}, (body, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
        assert (await desk.ask(ANNA, "GET", PATH)).headers["etag"] == '"v0"'
        for path in ("/notifications/mutes/x", "/notifications/deliveries/x"):
            answer = await desk.ask(ANNA, "PUT", path, role="admin")
            assert answer.status_code in {404, 405}
        for query in ({"cursor": "x"}, {"status": "odd"}, {"member": "x"}, {"limit": "0"}):
            answer = await desk.ask(
                ANNA, "GET", "/notifications/deliveries", role="admin", params=query
            )
            assert 400 <= answer.status_code < 500, (query, answer.text)
