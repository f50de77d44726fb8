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
