"""Steering downloads: rest and go on, a yes first, whose turn it is, and how much one may have."""

import asyncio
from typing import Any
from uuid import UUID

from medianest.testkit.eventually import eventually
from medianest.testkit.people import ANNA, BEN, THE_OWNER

NOWHERE = UUID("01938e5c-0000-7000-8000-00000000dead")


async def steer(desk: Any, who: Any, download_id: str, verb: str, **options: Any) -> dict[str, Any]:
    answer = await desk.ask(who, "POST", f"/downloads/{download_id}/{verb}", **options)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_after_a_rest_it_goes_on_from_the_bytes_that_are_there(
    home: Any, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = len(film) // 2
    async with home.serving(workers="1") as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        part = home.library / ".jobs" / download_id / "parts" / "media.mp4.part"

        async def has_bytes() -> bool:
            there = part.is_file() and part.stat().st_size > 50_000
            assert there
            return there

        await eventually(has_bytes, timeout_s=20)
        assert (await steer(desk, ANNA, download_id, "pause"))["status"] == "paused"
        await eventually(lambda: not desk.processes(), timeout_s=20)
        fetched = part.stat().st_size
        page.hold_at = None
        assert (await steer(desk, ANNA, download_id, "resume"))["status"] == "queued"
        await desk.until(ANNA, download_id, "completed")
        assert f"bytes={fetched}-" in origin.ranges("/nest.mp4")


async def test_a_guests_wish_waits_for_a_yes(home: Any, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", film)
    async with home.serving(approval_roles="member") as desk:
        wished = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        unwanted = await desk.submit(ANNA, f"{origin.url}/nest.mp4?again")
        assert (await desk.see(ANNA, wished))["status"] == "awaiting_approval"
        own = await desk.ask(ANNA, "POST", f"/downloads/{wished}/approve")
        assert own.status_code == 403, "nobody agrees to their own wish"
        await steer(desk, THE_OWNER, unwanted, "decline", role="owner")
        await steer(desk, THE_OWNER, wished, "approve", role="owner")
        await desk.until(ANNA, wished, "completed")
        assert (await desk.see(ANNA, unwanted))["status"] == "declined"
        assert not origin.ranges("/nest.mp4?again")


async def test_many_are_answered_in_one_go_each_for_itself(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart", approval_roles="member") as desk:
        ids = [await desk.submit(ANNA, f"{origin.url}/nest.mp4?{number}") for number in (1, 2)]
        await steer(desk, THE_OWNER, ids[1], "decline", role="owner")
        body = {"ids": [*ids, str(NOWHERE)], "action": "approve"}
        answer = await desk.ask(THE_OWNER, "POST", "/downloads/bulk", role="owner", json=body)
        outcomes = [(each["ok"], each["problem"]) for each in answer.json()["items"]]
        assert outcomes == [
            (True, None),
            (False, "This download was already approved or declined."),
            (False, "There is no such download."),
        ]
        assert (await desk.see(ANNA, ids[0]))["status"] == "queued"
        own = await desk.ask(ANNA, "POST", "/downloads/bulk", json=body)
        assert own.status_code == 403, "nobody agrees to their own wish"


async def test_s45_fifty_wishes_at_once_get_no_more_than_five(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        url = f"{origin.url}/nest.mp4"
        answers = await asyncio.gather(
            *(desk.ask(ANNA, "POST", "/downloads", json={"url": url}) for _ in range(50))
        )
        codes = [answer.status_code for answer in answers]
        assert codes.count(201) == 5
        assert codes.count(429) == 45
        allowance = (await desk.ask(ANNA, "GET", "/downloads/allowance")).json()
        assert (allowance["used_this_hour"], allowance["per_hour"]) == (5, 5)
        assert (await desk.ask(BEN, "POST", "/downloads", json={"url": url})).status_code == 201


async def test_people_take_turns_and_order_their_own_line(
    home: Any, origin: Any, film: bytes
) -> None:
    first = origin.add("/first.mp4", film)
    first.hold_at = 1000
    for name in ("a", "b", "c", "bens"):
        origin.add(f"/{name}.mp4", film)
    async with home.serving(workers="1") as desk:
        await desk.submit(ANNA, f"{origin.url}/first.mp4")
        await asyncio.wait_for(first.held.wait(), 20)
        a = await desk.submit(ANNA, f"{origin.url}/a.mp4")
        b = await desk.submit(ANNA, f"{origin.url}/b.mp4")
        c = await desk.submit(ANNA, f"{origin.url}/c.mp4", priority="low")
        bens = await desk.submit(BEN, f"{origin.url}/bens.mp4")
        await steer(desk, ANNA, b, "move", json={"before": a})
        stranger = await desk.ask(ANNA, "POST", f"/downloads/{b}/move", json={"before": bens})
        assert stranger.status_code == 400, "one's own line only"
        await steer(desk, ANNA, c, "priority", json={"priority": "high"})
        first.hold_at = None
        first.go_on.set()
        for download_id in (a, b, c):
            await desk.until(ANNA, download_id, "completed")
        order = []
        for method, path, _ in origin.asked:
            if method == "GET" and path not in order:
                order.append(path)
        assert order == ["/first.mp4", "/bens.mp4", "/c.mp4", "/b.mp4", "/a.mp4"]


async def test_a_site_that_turns_us_away_is_left_alone_and_others_are_not(
    home: Any, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film, status=429)
    async with home.serving(workers="1", retry_base_s="0.05") as desk:
        turned_away = await desk.submit(ANNA, f"{origin.url}/nest.mp4")

        async def waits() -> dict[str, Any]:
            shown = await desk.see(ANNA, turned_away)
            assert shown["error"], shown
            return dict(shown)

        shown = await eventually(waits, timeout_s=20)
        assert shown["error"]["class"] == "source_blocked"
        assert shown["next_try_at"] is not None
        other = await desk.submit(ANNA, f"{origin.url}/nest.mp4?other")
        page.status = 200
        await desk.until(ANNA, other, "queued", "completed")
        assert (await desk.see(ANNA, other))["next_try_at"] is not None
        origin.add("/nest.mp4?other", film)
        await desk.until(ANNA, turned_away, "completed")
        await desk.until(ANNA, other, "completed")


async def test_what_failed_for_good_is_asked_for_again_in_one_go(
    home: Any, origin: Any, film: bytes
) -> None:
    async with home.serving() as desk:
        lost = [await desk.submit(ANNA, f"{origin.url}/{name}.mp4") for name in ("a", "b")]
        for download_id in lost:
            await desk.until(ANNA, download_id, "failed")
        for name in ("a", "b"):
            origin.add(f"/{name}.mp4", film)
        mine = await desk.ask(ANNA, "POST", "/downloads/redrive", json={})
        assert mine.status_code == 403
        answer = await desk.ask(
            THE_OWNER, "POST", "/downloads/redrive", role="owner", json={"error_class": "permanent"}
        )
        assert answer.json() == {"downloads": 2, "more": False}
        for download_id in lost:
            await desk.until(ANNA, download_id, "completed")
