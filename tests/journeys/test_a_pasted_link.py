"""A pasted link becomes a video in the library, whatever is killed on the way."""

import hashlib
import os
import signal
from typing import Any

import httpx
import pytest

from medianest.testkit.eventually import eventually

SLOW = "/watch/a-very-long-evening?rate=5000000"


async def test_the_worker_and_the_service_are_killed_and_still_one_whole_file_arrives(
    household: Any, anna: Any
) -> None:
    httpx.delete(f"{household.videos}/log")
    download = anna.submit(household.videos + SLOW)
    await anna.half_way(download)
    os.kill(household.pid("downloads-worker"), signal.SIGKILL)
    os.kill(household.pid("downloads"), signal.SIGKILL)

    done = await anna.ended(download)
    assert done["status"] == "completed", done
    assert done["attempts"] == 2
    (video,) = household.videos_named("very long evening")
    (file,) = done["files"]
    assert hashlib.sha256(video.read_bytes()).hexdigest() == file["sha256"]

    asked = httpx.get(f"{household.videos}/log").json()
    assert "range" in str(asked).lower()
    (note,) = await eventually(lambda: anna.told_of(download), timeout_s=20)
    assert note["category"] == "download_completed"

    assert len(await eventually(lambda: anna.in_library(download), timeout_s=20)) == 1
    assert len(anna.told_of(download)) == 1


async def test_a_download_taken_back_half_way_leaves_nothing(household: Any, anna: Any) -> None:
    download = anna.submit(household.videos + SLOW + "&again=1")
    await anna.half_way(download)
    assert anna.client.post(f"/api/v1/downloads/{download}/cancel").status_code == 200
    assert (await anna.ended(download))["status"] == "cancelled"
    work = household.folder / "media" / "work"
    await eventually(lambda: not list(work.rglob(f"*{download}*/*")), timeout_s=30)
    assert anna.told_of(download) == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"url": "not a link"}, "/url"),
        ({"url": "ftp://video.example/x"}, "/url"),
        ({"url": "http://127.0.0.1:1/x"}, "/url"),
        ({"url": "http://2130706433/x"}, "/url"),
        ({"url": "http://[::ffff:169.254.169.254]/latest"}, "/url"),
        ({"url": "https://video.example/x", "preset": "8k"}, "/preset"),
        ({"preset": "best"}, "/url"),
        ([1, 2], ""),
    ],
)
def test_what_cannot_be_fetched_is_a_clear_problem(anna: Any, body: Any, pointer: str) -> None:
    answer = anna.client.post("/api/v1/downloads", json=body)
    assert 400 <= answer.status_code < 500, answer.text
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"].startswith("urn:medianest:problem:")
    assert pointer in str(problem)


@pytest.mark.parametrize("page", ["/traps/missing", "/traps/not-a-video.mp4"])
async def test_a_page_without_a_video_fails_with_a_plain_reason(
    household: Any, anna: Any, page: str
) -> None:
    before = sorted(household.library.rglob("*.*"))
    done = await anna.ended(anna.submit(household.videos + page))
    assert done["status"] == "failed"
    assert done["error"]["class"] == "permanent"
    assert done["error"]["reason"].endswith(".")
    assert sorted(household.library.rglob("*.*")) == before


def test_the_same_key_makes_one_download(household: Any, anna: Any) -> None:
    url = f"{household.videos}/watch/harbour-at-dawn"
    key = {"Idempotency-Key": "a-key-of-annas"}
    first = anna.client.post("/api/v1/downloads", json={"url": url}, headers=key)
    again = anna.client.post("/api/v1/downloads", json={"url": url}, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]


def test_members_do_not_see_each_others_downloads(household: Any, anna: Any) -> None:
    download = anna.submit(f"{household.videos}/watch/night-train")
    with household.signed_in(household.told["members"][1]) as ben:
        assert ben.client.get(f"/api/v1/downloads/{download}").status_code == 404
    with household.signed_in(household.told["members"][2]) as carla:
        assert carla.client.get(f"/api/v1/downloads/{download}").status_code == 200


def test_what_is_internal_stays_inside(household: Any) -> None:
    for path in ("/internal/openapi.json", "/metrics", "/api/v1/internal/openapi.json"):
        assert httpx.get(household.url + path).status_code == 404


async def test_one_process_can_be_the_whole_house(small_household: Any) -> None:
    with small_household.signed_in(small_household.told["members"][0]) as member:
        url = f"{small_household.videos}/watch/night-train"
        assert (await member.ended(member.submit(url)))["status"] == "completed"
