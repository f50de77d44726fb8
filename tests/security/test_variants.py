"""Other ways to the same things: lists, counts, previews and live topics keep the same rule."""

import asyncio
import json
from typing import Any, Final
from uuid import UUID, uuid4

import httpx
import pytest

from medianest.local.simulators.overseerr.house import ENDLESS_FROM
from medianest.testkit.eventually import eventually
from medianest.testkit.trust import NOBODY

FROM: Final = ENDLESS_FROM + 500_000


@pytest.fixture(name="ben")
def another(household: Any) -> Any:
    """Somebody whom nothing of Anna's concerns."""
    with household.signed_in(household.told["members"][1]) as member:
        yield member


@pytest.fixture(scope="module", name="hers")
def annas_things(household: Any, anna: Any) -> dict[str, str]:
    """A download, a collection and a wish of Anna's, by the name of their list."""
    wish = {"media_type": "movie", "tmdb_id": FROM}
    playlist = {"url": f"{household.videos}/playlist.rss", "items": [1]}
    return {
        "downloads": anna.submit(f"{household.videos}/nowhere/{uuid4()}.mp4"),
        "downloads/collections": done(anna, "downloads/collections", playlist)["id"],
        "requests": done(anna, "requests", wish)["id"],
    }


def done(member: Any, path: str, body: Any) -> Any:
    answer = member.client.post(f"/api/v1/{path}", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_s06_no_list_count_or_filter_holds_what_is_somebody_elses(
    anna: Any, ben: Any, hers: dict[str, str]
) -> None:
    her_id = id_of(anna)
    for name, id_ in hers.items():
        assert id_ in texts(anna.client, f"/api/v1/{name}?limit=200")
        for query in ("limit=200", "mine=false&limit=200", f"requested_by={her_id}&limit=200"):
            assert id_ not in texts(ben.client, f"/api/v1/{name}?{query}"), (name, query)
    before = ben.client.get("/api/v1/requests/count").json()
    done(anna, "requests", {"media_type": "movie", "tmdb_id": FROM + 1})
    assert ben.client.get("/api/v1/requests/count").json() == before
    assert her_id not in texts(ben.client, "/api/v1/notifications?limit=200")


def id_of(member: Any) -> str:
    answer = member.client.get("/api/v1/me")
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


def texts(client: httpx.Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code in {200, 400}, answer.text
    return answer.text


def test_s06_what_is_done_to_many_at_once_is_done_to_ones_own_only(
    anna: Any, ben: Any, hers: dict[str, str]
) -> None:
    for action in ("approve", "decline", "undo"):
        wish = {"ids": [hers["requests"]], "action": action}
        assert ben.client.post("/api/v1/requests/bulk", json=wish).status_code == 403
    for action in ("approve", "decline"):
        video = {"ids": [hers["downloads"]], "action": action}
        assert ben.client.post("/api/v1/downloads/bulk", json=video).status_code == 403
    at = f"/api/v1/downloads/collections/{hers['downloads/collections']}"
    steered = ben.client.post(f"{at}/steer", json={"action": "cancel"})
    assert steered.status_code == 404
    assert anna.client.get(at).status_code == 200


def test_s06_a_preview_does_not_tell_who_has_it_already(
    household: Any, anna: Any, ben: Any
) -> None:
    url = f"{household.videos}/watch/night-train?of={uuid4()}"
    anna.submit(url)
    looked = ben.client.post("/api/v1/downloads/preview", json={"url": url})
    assert looked.status_code == 200, looked.text
    assert looked.json().get("already") is None


async def test_s06_no_live_topic_shows_what_is_somebody_elses(
    household: Any, anna: Any, ben: Any, hers: dict[str, str]
) -> None:
    topics = ["me", "admin", "downloads", "requests", f"downloads:{hers['downloads']}"]
    topics += [f"requests:{hers['requests']}", f"me:{UUID(int=1)}", "*", ">", "downloads:*"]
    async with following(household, ben, topics) as his, following(household, anna, ["me"]) as own:
        canary = done(anna, "requests", {"media_type": "movie", "tmdb_id": FROM + 2})["id"]
        await eventually(lambda: canary in own.text, timeout_s=20)
        his_own = done(ben, "requests", {"media_type": "movie", "tmdb_id": FROM + 3})["id"]
        await eventually(lambda: his_own in his.text, timeout_s=20)
        cursor = own.first_cursor
    assert canary not in his.text
    # What was missed is shown again by the same rule.
    async with following(household, ben, topics, after=cursor) as resumed:
        await eventually(lambda: his_own in resumed.text, timeout_s=20)
    assert canary not in resumed.text


class Followed:
    """What a member is told, as it comes."""

    def __init__(self) -> None:
        self.text = ""

    @property
    def first_cursor(self) -> str:
        hello = next(line for line in self.text.splitlines() if line.startswith("data: "))
        return str(json.loads(hello.removeprefix("data: "))["cursor"])


class following:  # noqa: N801  it reads as a verb
    """`async with following(household, member, topics) as told:` keeps what they are told."""

    def __init__(
        self, household: Any, member: Any, topics: list[str], after: str | None = None
    ) -> None:
        cookie = "; ".join(f"{name}={value}" for name, value in member.client.cookies.items())
        headers = {"cookie": cookie, **({"last-event-id": after} if after else {})}
        self._client = httpx.AsyncClient(
            base_url=household.url, headers=headers, timeout=60, verify=NOBODY
        )
        self._path = f"/api/v1/live?topics={','.join(topics)}"
        self._told = Followed()
        self._reading: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Followed:
        self._reading = asyncio.create_task(self._read())
        await eventually(lambda: "event: hello" in self._told.text, timeout_s=20)
        return self._told

    async def __aexit__(self, *_: object) -> None:
        assert self._reading is not None
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        await self._client.aclose()

    async def _read(self) -> None:
        async with self._client.stream("GET", self._path) as answer:
            assert answer.status_code == 200
            async for text in answer.aiter_text():
                self._told.text += text


def test_s03_nobody_writes_for_another_or_past_a_step(household: Any, anna: Any, ben: Any) -> None:
    his_id = id_of(ben)
    more = {
        "id": str(uuid4()),
        "member_id": his_id,
        "requested_by": his_id,
        "owner_id": his_id,
        "status": "approved",
        "approved": True,
        "role": "owner",
        "permissions": ["downloads.manage"],
        "verified": True,
        "version": 99,
    }
    her_id = id_of(anna)
    wishes: list[tuple[str, dict[str, Any]]] = [
        ("downloads", {"url": f"{household.videos}/nowhere/{uuid4()}.mp4"}),
        ("requests", {"media_type": "movie", "tmdb_id": FROM + 4}),
        ("notifications/channels", {"kind": "email", "email": f"{uuid4()}@example.org"}),
    ]
    for path, wish in wishes:
        answer = anna.client.post(f"/api/v1/{path}", json={**wish, **more})
        assert answer.status_code in {201, 400}, answer.text
        if answer.status_code == 201:
            made = anna.client.get(answer.headers["location"]).text
            assert his_id not in made
            assert '"approved"' not in made
            assert '"verified":true' not in made
    assert id_of(anna) == her_id
    assert his_id not in texts(anna.client, "/api/v1/notifications/channels")
