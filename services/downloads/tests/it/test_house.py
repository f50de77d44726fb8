"""The house's choices are made while downloads runs, and count in every process from then on."""

from typing import Any

import pytest

from medianest.testkit.people import ANNA, BEN, THE_OWNER

LIMITS = "/settings/downloads/limits"
QUALITY = "/settings/downloads/quality"
ONE_AN_HOUR = {
    "downloads_per_hour": 1,
    "download_gb_per_day": 10,
    "space_gb": None,
    "approval_roles": ["guest"],
}
SMALL = {
    "preset": "720p",
    "layout": "films",
    "extras": {"subtitles": ["de"], "chapters": False, "tags": True, "thumbnail": True},
}
PAGE = """<html><head><title>Kitchen Winter</title><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "VideoObject", "name": "Kitchen Winter",
"uploadDate": "2024-05-06", "contentUrl": "AT/nest.mp4"}</script></head><body></body></html>"""


def as_owner(desk: Any, method: str, path: str, **options: Any) -> Any:
    return desk.ask(THE_OWNER, method, path, role="owner", **options)


async def test_limits_are_set_for_whoever_has_none_of_their_own(home: Any, origin: Any) -> None:
    # No worker: what is wished for stays in line.
    async with home.serving(worker="apart") as desk, home.serving(worker="apart") as replica:
        given = (await as_owner(desk, "GET", LIMITS)).json()
        assert (given["downloads_per_hour"], given["is_chosen"]) == (5, False)
        chosen = (await as_owner(desk, "PUT", LIMITS, json=ONE_AN_HOUR)).json()
        assert chosen == {**ONE_AN_HOUR, "is_chosen": True}

        await replica.submit(ANNA, f"{origin.url}/one.mp4")
        two = await replica.ask(ANNA, "POST", "/downloads", json={"url": f"{origin.url}/two.mp4"})
        assert two.status_code == 429
        allowance = (await replica.ask(ANNA, "GET", "/downloads/allowance")).json()
        assert (allowance["per_hour"], allowance["bytes_per_day"]) == (1, 10 << 30)

        assert (await as_owner(desk, "DELETE", LIMITS)).json() == given
        await replica.submit(ANNA, f"{origin.url}/two.mp4")


async def test_whose_downloads_wait_for_a_yes_is_chosen(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        await as_owner(desk, "PUT", LIMITS, json={**ONE_AN_HOUR, "approval_roles": ["member"]})
        waits = await desk.submit(BEN, f"{origin.url}/one.mp4")
        assert (await desk.see(BEN, waits))["status"] == "awaiting_approval"


async def test_who_chooses_nothing_gets_what_the_house_has_chosen(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        given = (await as_owner(desk, "GET", QUALITY)).json()
        assert (given["preset"], given["layout"], given["is_chosen"]) == ("1080p", "videos", False)
        assert given["fixed"]["library_dir"] == str(home.library)
        answer = await as_owner(desk, "PUT", QUALITY, json=SMALL)
        assert answer.status_code == 200, answer.text
        assert answer.json()["extras"]["subtitles"] == ["de"]

        plain = await desk.submit(ANNA, f"{origin.url}/one.mp4")
        assert (await desk.see(ANNA, plain))["preset"] == "720p"
        picked = await desk.submit(ANNA, f"{origin.url}/two.mp4", preset="audio")
        assert (await desk.see(ANNA, picked))["preset"] == "audio"
        presets = (await desk.ask(ANNA, "GET", "/downloads/presets")).json()
        assert (presets["default"], presets["extras"]["chapters"]) == ("720p", False)
        assert (await as_owner(desk, "DELETE", QUALITY)).json() == given


async def test_a_file_is_named_as_the_house_has_it_when_it_is_placed(
    home: Any, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    origin.add("/watch", PAGE.replace("AT", origin.url).encode(), "text/html")
    async with home.serving() as desk:
        await as_owner(desk, "PUT", QUALITY, json=SMALL)
        wish = await desk.submit(ANNA, f"{origin.url}/watch")
        await desk.until(ANNA, wish, "completed")
        (file,) = desk.files()
        folder, _, name = file.partition("/")
        assert folder.startswith("Kitchen Winter (2024)"), file
        assert name == f"{folder}.mp4"


@pytest.mark.parametrize(
    ("path", "spoilt"),
    [
        (LIMITS, {}),
        (LIMITS, {**ONE_AN_HOUR, "downloads_per_hour": -1}),
        (LIMITS, {**ONE_AN_HOUR, "space_gb": 10**12}),
        (LIMITS, {**ONE_AN_HOUR, "approval_roles": ["king"]}),
        (QUALITY, {**SMALL, "preset": "8k"}),
        (QUALITY, {**SMALL, "layout": "heap"}),
        (QUALITY, {**SMALL, "extras": {"subtitles": ["all"]}}),
        (QUALITY, {**SMALL, "extras": {"sponsors_removed": ["everything"]}}),
    ],
)
async def test_what_makes_no_sense_is_refused_and_changes_nothing(
    home: Any, path: str, spoilt: dict[str, Any]
) -> None:
    async with home.serving(worker="apart") as desk:
        answer = await as_owner(desk, "PUT", path, json=spoilt)
        assert answer.status_code == 400, answer.text
        assert not (await as_owner(desk, "GET", path)).json()["is_chosen"]
