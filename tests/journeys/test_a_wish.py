"""A member wishes for a film: the owner says yes, it is fetched, and the member is told."""

from typing import Any

from medianest.testkit.eventually import eventually

LONG_S = 60
RELOADED = {"media_type": "movie", "tmdb_id": 604}


async def test_a_film_is_wished_approved_fetched_and_told(household: Any) -> None:
    with (
        household.signed_in(household.told["members"][0]) as member,
        household.signed_in(household.told["owner"]) as owner,
    ):
        found = member.client.get("/api/v1/search", params={"query": "matrix reloaded"}).json()
        assert [card["tmdb_id"] for card in found["items"]] == [604]
        answer = member.client.post("/api/v1/requests", json=RELOADED)
        assert answer.status_code == 201, answer.text
        path = f"/api/v1/requests/{answer.json()['id']}"
        approved = owner.client.post(f"{path}/approve")
        assert approved.json()["status"] == "approved"

        def is_here() -> bool:
            return bool(member.client.get(path).json()["status"] == "available")

        await eventually(is_here, timeout_s=LONG_S, every_s=0.5)

        def is_told() -> bool:
            lines = member.client.get("/api/v1/notifications").json()["items"]
            return any(line["title"] == "“The Matrix Reloaded” can be watched" for line in lines)

        await eventually(is_told, timeout_s=20, every_s=0.2)
        timeline = member.client.get(f"{path}/timeline").json()["items"]
        happened = [line["what"] for line in timeline if line["what"] != "told"]
        assert happened == ["asked", "approved", "sent", "arrived"]
        told = [line["who"] for line in timeline if line["what"] == "told"]
        assert set(told) == {timeline[0]["by"]}, "a member sees what they were told themselves"
        await shows_what_came_of_the_yes(owner, answer.json()["id"])


async def shows_what_came_of_the_yes(owner: Any, request_id: str) -> None:
    """From the owner's word it leads to what was sent and to who was told, and back."""
    by_type = {fact["type"]: fact for fact in facts_of(owner, request_id)}
    yes, sent = by_type["requests.approved"], by_type["requests.sent"]

    def is_told() -> bool:
        effects = story_of(owner, yes)["effects"]
        return {"requests.sent", "notify.informed"} <= {fact["type"] for fact in effects}

    await eventually(is_told, timeout_s=20, every_s=0.5)
    assert [fact["id"] for fact in story_of(owner, sent)["causes"]] == [yes["id"]]
    me = owner.client.get("/api/v1/me").json()["id"]
    assert (yes["actor"], sent["actor"]) == (me, me)


def facts_of(owner: Any, request_id: str) -> list[dict[str, Any]]:
    query = {"stream": f"request-{request_id}"}
    found: list[dict[str, Any]] = owner.client.get("/api/v1/admin/events", params=query).json()[
        "items"
    ]
    return found


def story_of(owner: Any, fact: dict[str, Any]) -> dict[str, Any]:
    answer = owner.client.get(f"/api/v1/admin/events/{fact['id']}/causes")
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    assert found["missing"] == []
    return found


def test_who_wished_for_somebody_else_is_known_and_for_whom(household: Any) -> None:
    member, _, moderator = household.told["members"]
    with (
        household.signed_in(member) as anna,
        household.signed_in(moderator) as mo,
        household.signed_in(household.told["owner"]) as owner,
    ):
        whom, by = (one.client.get("/api/v1/me").json()["id"] for one in (anna, mo))
        wish = {"media_type": "movie", "tmdb_id": 955_605, "on_behalf_of": whom}
        answer = mo.client.post("/api/v1/requests", json=wish)
        assert answer.status_code == 201, answer.text
        facts = facts_of(owner, answer.json()["id"])
        (asked,) = [fact for fact in facts if fact["type"] == "requests.asked"]
        assert (asked["actor"], asked["on_behalf_of"]) == (by, whom)
