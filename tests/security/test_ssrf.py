"""Nothing that fetches gets inside: every spelling by every surface, counted in packets."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from medianest.testkit import island

ISLAND = Path(__file__).parent / "ssrf_island.py"
SURFACES = (
    *("yt-dlp by Requests", "yt-dlp by Urllib", "yt-dlp by CurlCFFI", "ffmpeg", "deno"),
    *("the address of a download", "notify's webhooks"),
    *("status' pages", "status' Plex", "status' servers"),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if not island.is_allowed_here():
        pytest.skip("this machine lets nobody make a network of their own")
    file = tmp_path_factory.mktemp("island") / "told.json"
    subprocess.run([sys.executable, ISLAND, file], check=True, timeout=280)
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def test_every_surface_was_asked_and_the_watch_sees_who_has_no_guard(told: dict[str, Any]) -> None:
    assert set(told) == {*SURFACES, "without a guard"}
    assert len(told["without a guard"]["packets"]) > 30
    assert {"127.0.0.1", "169.254.169.254", "10.0.0.1"} <= set(told["without a guard"]["met"])


@pytest.mark.parametrize("surface", SURFACES)
def test_s35_no_packet_goes_inside_however_it_is_spelt(told: dict[str, Any], surface: str) -> None:
    """Straight, by a redirect, by a name that is inside, partly so, or only the second time."""
    found = told[surface]
    assert found["asked"] > 3 * 60
    assert found["packets"] == {}
    assert found["met"] == []
    # Whoever goes anywhere did go out, some eighty times only to be sent inside.
    assert found["outside"] > 0 or surface == "the address of a download"
