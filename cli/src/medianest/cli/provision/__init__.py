"""Makes what the house stands on: secrets before the servers start, roles and streams after.

Guarantees: every step may be repeated and changes only what is missing; no secret is ever made
anew while its file exists; all files are 0600.
"""

from medianest.cli.provision.credentials import Credentials, provision_secrets
from medianest.cli.provision.roles import provision_database
from medianest.cli.provision.servers import provision_servers
from medianest.cli.provision.settings import Addresses, write_settings
from medianest.cli.provision.streams import provision_streams, watch_streams

__all__ = [
    "Addresses",
    "Credentials",
    "provision_database",
    "provision_secrets",
    "provision_servers",
    "provision_streams",
    "watch_streams",
    "write_settings",
]
