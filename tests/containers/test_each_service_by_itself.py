"""The full house of Compose: every service in a container of its own."""

from pathlib import Path

import httpx
import pytest
from containers_engine import Engine
from containers_house import SETTLED_WITHIN_S, composed, moved_in
from containers_images import Images

from medianest.testkit.eventually import eventually

pytestmark = [pytest.mark.containers, pytest.mark.timeout(1800)]


async def test_a_pasted_link_goes_from_container_to_container(
    engine: Engine, every_image: Images, images: Images, tmp_path: Path
) -> None:
    with composed(engine, every_image, tmp_path, profile="full") as house:
        await moved_in(house)
        with house.client() as client:
            url = f"{house.videos}/watch/night-train"
            told = client.post("/api/v1/downloads", json={"url": url})
            assert told.status_code == httpx.codes.CREATED, told.text
            asked = told.json()["id"]

            def done(client: httpx.Client = client, asked: str = asked) -> bool:
                found = client.get(f"/api/v1/downloads/{asked}").json()
                return bool(found["status"] == "completed")

            await eventually(done, timeout_s=SETTLED_WITHIN_S, every_s=1)
