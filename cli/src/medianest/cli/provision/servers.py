"""`provision servers`: roles and schemas in Postgres, then streams in NATS, once both answer."""

import asyncio

from medianest.cli.provision.credentials import Credentials
from medianest.cli.provision.roles import provision_database
from medianest.cli.provision.settings import Addresses
from medianest.cli.provision.streams import provision_streams


async def provision_servers(credentials: Credentials, at: Addresses) -> None:
    """Make everything in the servers that is missing."""
    await asyncio.to_thread(provision_database, credentials, at)
    await provision_streams(credentials, at)
