"""A house as Compose runs it, from images built out of this checkout."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from containers_engine import Engine, found_engine
from containers_house import Composed, composed, moved_in
from containers_images import Images, built


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Docker or podman; without one the lane says what is missing, and fails."""
    return found_engine()


@pytest.fixture(scope="session")
def images(engine: Engine) -> Images:
    """Everything that the small house needs."""
    return built(engine, "suite")


@pytest.fixture(scope="session")
def every_image(engine: Engine) -> Images:
    """One for each service."""
    return built(engine, "gateway", "identity", "requests", "downloads", "status", "notify")


@pytest.fixture(scope="module")
async def house(
    engine: Engine, images: Images, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Composed]:
    """The small house, behind TLS; its owner has moved in."""
    with composed(engine, images, tmp_path_factory.mktemp("composed")) as small:
        await moved_in(small)
        yield small
