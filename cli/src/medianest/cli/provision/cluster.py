"""Secrets of Kubernetes as a folder: read before `provision secrets`, and written after it.

Each folder of the vault is one Secret, `<prefix>-<folder>`. What is in a Secret is never changed
into something else; keys that are missing are added. Only the pod that provisions has a token.
"""

import base64
import http.client
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from medianest.cli.provision.credentials import Credentials
from medianest.cli.provision.vault import Vault
from medianest.contracts.topology import SERVICES

FOLDERS: Final = (*SERVICES, "provision", "servers")
POD: Final = Path("/var/run/secrets/kubernetes.io/serviceaccount")
_WITHIN_S: Final = 10.0
_MISSING: Final = 404


class ClusterRefused(Exception):
    """The cluster's API did not do what was asked. Repeats nothing of a Secret."""


class Cluster:
    """The API server, as the pod's service account may use it."""

    def __init__(self, host: str, port: int, *, account: Path = POD) -> None:
        """`account`: where the token, the namespace and, for TLS, the CA lie."""
        self._token = account / "token"
        self._path = f"/api/v1/namespaces/{(account / 'namespace').read_text().strip()}/secrets"
        ca = account / "ca.crt"
        self._host, self._port = host, port
        self._tls = ssl.create_default_context(cafile=str(ca)) if ca.exists() else None

    def fetch(self, prefix: str, vault: Vault) -> None:
        """Write what the Secrets hold into the folder."""
        for folder in FOLDERS:
            for key, text in self._read(f"{prefix}-{folder}").items():
                vault.write(f"{folder}/{key}", text)

    def keep(self, prefix: str, credentials: Credentials) -> list[str]:
        """Add to the Secrets what the folder has besides; return which were touched."""
        wanted = {folder: dict(_files(credentials.folder / folder)) for folder in FOLDERS}
        superuser = {"username": "postgres", "password": credentials.postgres_admin}
        wanted["postgres"] = superuser
        return [
            name
            for folder, files in wanted.items()
            if self._keep(name := f"{prefix}-{folder}", files)
        ]

    def _keep(self, name: str, files: dict[str, str]) -> bool:
        there = self._call("GET", f"/{name}")
        data = {key: base64.b64encode(text.encode()).decode() for key, text in files.items()}
        if there is None:
            meta = {"name": name, "labels": {"app.kubernetes.io/managed-by": "medianest"}}
            wish = {"apiVersion": "v1", "kind": "Secret", "metadata": meta, "data": data}
            self._call("POST", "", wish)
            return True
        known = there.get("data") or {}
        # Addresses and the servers' configuration follow the version; what was drawn by lot stays.
        if known | data == known:
            return False
        self._call("PUT", f"/{name}", {**there, "data": known | data})
        return True

    def _read(self, name: str) -> dict[str, str]:
        found = self._call("GET", f"/{name}") or {}
        data: dict[str, str] = found.get("data") or {}
        return {key: base64.b64decode(text).decode() for key, text in data.items()}

    def _call(self, method: str, path: str, body: Any = None) -> dict[str, Any] | None:
        """None: there is no such Secret."""
        connection = (
            http.client.HTTPSConnection(
                self._host, self._port, timeout=_WITHIN_S, context=self._tls
            )
            if self._tls
            else http.client.HTTPConnection(self._host, self._port, timeout=_WITHIN_S)
        )
        headers = {
            "Authorization": f"Bearer {self._token.read_text().strip()}",
            "Content-Type": "application/json",
        }
        try:
            connection.request(
                method,
                self._path + path,
                None if body is None else msgspec.json.encode(body),
                headers,
            )
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise ClusterRefused(f"The cluster's API: {type(error).__name__}.") from None
        finally:
            connection.close()
        if answer.status == _MISSING and method == "GET":
            return None
        if answer.status >= http.client.BAD_REQUEST:
            raise ClusterRefused(f"The cluster's API answered {answer.status} to {method} {path}.")
        found: dict[str, Any] = msgspec.json.decode(said)
        return found


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            yield path.name, path.read_text(encoding="utf-8").rstrip("\n")
