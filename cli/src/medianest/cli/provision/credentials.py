"""`provision secrets`: passwords, nkeys, keys and peppers, and the servers' configuration."""

import base64
import secrets
from pathlib import Path
from typing import Final

import nkeys
from nacl.signing import SigningKey

from medianest.cli.provision.accounts import AccountUsers, nats_accounts
from medianest.cli.provision.acl import valkey_acl
from medianest.cli.provision.vault import Vault
from medianest.contracts.topology import SERVICES, ServiceName

SYSTEM_USER: Final = "system"
ADMIN_USER: Final = "admin"
NATS_ACCOUNTS: Final = "servers/nats-accounts.conf"
VALKEY_ACL: Final = "servers/valkey.acl"


class Credentials:
    """Every secret of an installation, read from its folder by the name of its use."""

    def __init__(self, folder: Path) -> None:
        self._vault = Vault(folder)
        self.folder = folder

    @property
    def vault(self) -> Vault:
        return self._vault

    @property
    def nats_accounts(self) -> Path:
        """The configuration that a NATS server includes."""
        return self._vault.path(NATS_ACCOUNTS)

    @property
    def valkey_acl(self) -> Path:
        return self._vault.path(VALKEY_ACL)

    @property
    def postgres_admin(self) -> str:
        return self._vault.read("provision/postgres-admin")

    @property
    def nats_system(self) -> tuple[str, str]:
        return SYSTEM_USER, self._vault.read("provision/nats-system")

    @property
    def valkey_admin(self) -> tuple[str, str]:
        return ADMIN_USER, self._vault.read("provision/valkey-admin")

    @property
    def signing_public_keys(self) -> str:
        return self._vault.read("provision/signing-public-keys")

    def postgres_owner(self, service: ServiceName) -> str:
        return self._vault.read(f"provision/postgres-owner-{service}")

    def postgres_runtime(self, service: ServiceName) -> str:
        return self._vault.read(f"{service}/postgres.password")

    def nats_provision(self, service: ServiceName) -> str:
        """The nkey seed that keeps this service's streams there. Services never get it."""
        return self._vault.read(f"provision/nats-{service}.seed")

    def nats_operator(self, service: ServiceName) -> tuple[str, str]:
        """A person's way into this service's account, with any NATS tool."""
        return f"{service}-operator", self._vault.read(f"provision/nats-operator-{service}")

    def valkey(self, service: ServiceName) -> str:
        return self._vault.read(f"{service}/valkey.password")


def provision_secrets(folder: Path) -> Credentials:
    """Make what is missing; leave what is there. Needs no server."""
    vault = Vault(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("postgres-admin", "nats-system", "valkey-admin"):
        vault.keep(f"provision/{name}", _password)
    for service in SERVICES:
        vault.keep(f"provision/postgres-owner-{service}", _password)
        vault.keep(f"provision/nats-operator-{service}", _password)
        vault.keep(f"provision/nats-{service}.seed", _user_seed)
        vault.keep(f"{service}/postgres.password", _password)
        vault.keep(f"{service}/valkey.password", _password)
        vault.keep(f"{service}/nats.seed", _user_seed)
        vault.keep(f"{service}/keks", _key)
        vault.keep(f"{service}/pepper", _key)
    vault.keep("identity/setup.token", lambda: secrets.token_urlsafe(24))
    _first_signing_key(vault)
    credentials = Credentials(folder)
    users = {
        service: AccountUsers(
            service_key=_public(vault.read(f"{service}/nats.seed")),
            provision_key=_public(credentials.nats_provision(service)),
            operator=credentials.nats_operator(service),
        )
        for service in SERVICES
    }
    vault.write(NATS_ACCOUNTS, nats_accounts(users, credentials.nats_system))
    passwords = {service: credentials.valkey(service) for service in SERVICES}
    vault.write(VALKEY_ACL, valkey_acl(passwords, credentials.valkey_admin))
    return credentials


def _first_signing_key(vault: Vault) -> None:
    """`gateway/signing.key` is `<kid>:<32 bytes of seed in hex>`; the public half goes to all."""
    kid, seed = vault.keep("gateway/signing.key", _signing_key).split(":")
    public = bytes(SigningKey(bytes.fromhex(seed)).verify_key).hex()
    vault.write("provision/signing-public-keys", f"{kid}:{public}")


def _password() -> str:
    return secrets.token_urlsafe(32)


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _signing_key() -> str:
    return f"{secrets.token_hex(8)}:{secrets.token_hex(32)}"


def _user_seed() -> str:
    return bytes(nkeys.encode_seed(secrets.token_bytes(32), nkeys.PREFIX_BYTE_USER)).decode()


def _public(seed: str) -> str:
    return bytes(nkeys.from_seed(bytearray(seed.encode())).public_key).decode()
