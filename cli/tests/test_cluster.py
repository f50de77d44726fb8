"""Secrets of Kubernetes: made once, kept as they are, and read back into a folder."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from medianest.cli.provision import Addresses, provision_secrets, write_settings
from medianest.cli.provision.cluster import Cluster, ClusterRefused
from medianest.cli.provision.vault import Vault
from medianest.contracts.topology import SERVICES

AT = Addresses(postgres="pg:5432", nats="nats:4222", valkey="valkey:6379")
SECRETS = "/api/v1/namespaces/nest/secrets"
TOKEN = "a-token"


class ApiServer(ThreadingHTTPServer):
    """What of Kubernetes' API concerns Secrets of one namespace, for one token."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.secrets: dict[str, dict[str, Any]] = {}
        self.writes = 0


class _Asked(BaseHTTPRequestHandler):
    server: ApiServer

    def do_GET(self) -> None:
        self._answer(200, self.server.secrets.get(self.path.removeprefix(f"{SECRETS}/")))

    def do_POST(self) -> None:
        body = self._body()
        name = body["metadata"]["name"]
        self._answer(409 if name in self.server.secrets else 201, self._keep(name, body))

    def do_PUT(self) -> None:
        body = self._body()
        name = self.path.removeprefix(f"{SECRETS}/")
        newest = self.server.secrets[name]["metadata"]["resourceVersion"]
        stale = body["metadata"]["resourceVersion"] != newest
        self._answer(409 if stale else 200, body if stale else self._keep(name, body))

    def _body(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return read

    def _keep(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        self.server.writes += 1
        body["metadata"]["resourceVersion"] = str(self.server.writes)
        self.server.secrets[name] = body
        return body

    def _answer(self, status: int, body: dict[str, Any] | None) -> None:
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            status, body = 403, {}
        said = json.dumps(body or {}).encode()
        self.send_response(404 if body is None else status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[ApiServer]:
    with ApiServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def cluster(api: ApiServer, tmp_path: Path) -> Cluster:
    account = tmp_path / "account"
    account.mkdir()
    (account / "token").write_text(TOKEN)
    (account / "namespace").write_text("nest")
    return Cluster("127.0.0.1", api.server_port, account=account)


def provision(cluster: Cluster, folder: Path, at: Addresses = AT) -> list[str]:
    cluster.fetch("home", Vault(folder))
    credentials = provision_secrets(folder)
    write_settings(credentials, at, Path("/secrets"))
    return cluster.keep("home", credentials)


def test_every_service_gets_a_secret_of_its_own(
    api: ApiServer, cluster: Cluster, tmp_path: Path
) -> None:
    touched = provision(cluster, tmp_path / "first")
    folders = {*SERVICES, "provision", "servers", "postgres"}
    assert set(touched) == {f"home-{folder}" for folder in folders} == set(api.secrets)
    assert set(api.secrets["home-status"]["data"]) >= {"postgres.dsn", "nats.seed", "keks"}


def test_a_second_revision_changes_nothing(
    api: ApiServer, cluster: Cluster, tmp_path: Path
) -> None:
    provision(cluster, tmp_path / "first")
    before = json.dumps(api.secrets)
    assert provision(cluster, tmp_path / "second") == []
    assert json.dumps(api.secrets) == before
    seed = "gateway/signing.key"
    assert Vault(tmp_path / "first").read(seed) == Vault(tmp_path / "second").read(seed)


def test_a_server_that_moved_is_told_and_keys_stay(
    api: ApiServer, cluster: Cluster, tmp_path: Path
) -> None:
    provision(cluster, tmp_path / "first")
    keks = api.secrets["home-notify"]["data"]["keks"]
    moved = Addresses(postgres="elsewhere:5432", nats="nats:4222", valkey="valkey:6379")
    assert set(provision(cluster, tmp_path / "second", moved)) == {f"home-{s}" for s in SERVICES}
    assert api.secrets["home-notify"]["data"]["keks"] == keks


def test_what_the_cluster_refuses_is_said_without_the_secret(
    cluster: Cluster, tmp_path: Path
) -> None:
    (tmp_path / "account/token").write_text("another")
    with pytest.raises(ClusterRefused, match="answered 403 to GET"):
        provision(cluster, tmp_path / "first")
