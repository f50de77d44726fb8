"""The words of letters, and a mail server to send them to."""

import ssl
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

# Under importmode=importlib a test's neighbours are not importable by themselves.
sys.path.append(str(Path(__file__).parent))

from letters import PUBLIC_URL

from medianest.local.simulators.smtp import PostOffice
from medianest.notify.adapters.wording import TemplateWording
from medianest.testkit.authority import certificate, server


@pytest.fixture
def wording() -> TemplateWording:
    return TemplateWording(PUBLIC_URL)


@pytest.fixture
async def post_office() -> AsyncIterator[PostOffice]:
    async with PostOffice().open() as office:
        yield office


@pytest.fixture
def own_authority(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's TLS context for `localhost`, and a client's that trusts it."""
    certified = certificate(tmp_path, datetime.now(UTC) + timedelta(days=1))
    return server(certified), ssl.create_default_context(cafile=str(certified))
