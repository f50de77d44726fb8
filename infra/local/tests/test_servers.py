"""Servers come up on free ports, prove that they are ours, and survive a crash."""

import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from medianest.cli.provision import Credentials, provision_secrets
from medianest.local.servers import DidNotStart, NatsServer, PostgresServer, ValkeyServer
from medianest.local.servers.ports import EPHEMERAL_FROM, free_ports, is_free, next_free
from medianest.local.servers.process import Process
from medianest.local.servers.unprivileged import Way, forget, way
from medianest.testkit import eventually

FROM = 12_000 + os.getpid() % 5_000


@contextlib.contextmanager
def _somebody_listens(port: int) -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", port)) as taken:
        yield taken


@pytest.fixture(scope="session")
def credentials(tmp_path_factory: pytest.TempPathFactory) -> Credentials:
    return provision_secrets(tmp_path_factory.mktemp("credentials"))


@pytest.fixture
async def postgres(tmp_path: Path) -> AsyncIterator[PostgresServer]:
    server = PostgresServer(tmp_path / "postgres", port=next_free(FROM), forgetful=True)
    yield server
    await server.kill()


def _nats(folder: Path, credentials: Credentials) -> NatsServer:
    return NatsServer(
        folder,
        accounts=credentials.nats_accounts,
        system=credentials.nats_system,
        port=next_free(FROM),
        forgetful=True,
    )


def test_a_taken_port_is_passed_over() -> None:
    port = next_free(FROM)
    with _somebody_listens(port):
        assert not is_free(port)
        assert next_free(port) > port
    assert all(port < EPHEMERAL_FROM for port in free_ports(EPHEMERAL_FROM - 3))


async def test_postgres_moves_to_the_next_port(postgres: PostgresServer) -> None:
    wished = postgres.port
    with _somebody_listens(wished):
        await postgres.start()
        assert postgres.port > wished


async def test_nats_and_valkey_move_to_the_next_port(
    tmp_path: Path, credentials: Credentials
) -> None:
    nats = _nats(tmp_path / "nats", credentials)
    valkey = ValkeyServer(
        tmp_path / "valkey",
        acl=credentials.valkey_acl,
        admin=credentials.valkey_admin,
        port=nats.port + 100,
    )
    for server in (nats, valkey):
        wished = server.port
        with _somebody_listens(wished):
            await server.start()
            assert server.port > wished
        await server.stop()


async def test_a_foreign_server_on_our_port_is_not_taken_for_ours(
    tmp_path: Path, credentials: Credentials
) -> None:
    ours = _nats(tmp_path / "ours", credentials)
    theirs = _nats(tmp_path / "theirs", credentials)
    await theirs.start()
    ours.port = theirs.port
    assert await theirs.is_ours()
    assert not await ours.is_ours()
    await theirs.stop()


async def test_a_postgres_with_our_password_but_other_data_is_not_ours(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    await postgres.start()
    other = PostgresServer(tmp_path / "other", port=postgres.port, password=postgres.password)
    assert await postgres.is_ours()
    assert not await other.is_ours()


async def test_a_valkey_that_lets_everybody_in_is_not_ours(
    tmp_path: Path, credentials: Credentials
) -> None:
    (tmp_path / "open.acl").write_text("user default on nopass ~* &* +@all\n")
    theirs = ValkeyServer(
        tmp_path / "theirs", acl=tmp_path / "open.acl", admin=("default", "x"), port=next_free(FROM)
    )
    ours = ValkeyServer(
        tmp_path / "ours", acl=credentials.valkey_acl, admin=credentials.valkey_admin, port=1
    )
    await theirs.start()
    ours.port = theirs.port
    assert not await ours.is_ours()
    await theirs.stop()


async def test_postgres_asks_for_a_password_and_has_checksums(postgres: PostgresServer) -> None:
    await postgres.start()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres.dsn.replace(postgres.password, "wrong"))
    with psycopg.connect(postgres.dsn) as connection:
        assert connection.execute("show data_checksums").fetchone() == ("on",)
        assert connection.execute("show unix_socket_directories").fetchone() == ("",)
        assert connection.execute("show listen_addresses").fetchone() == ("127.0.0.1",)


async def test_postgres_keeps_what_was_written_before_it_was_killed(
    postgres: PostgresServer,
) -> None:
    await postgres.start()
    port = postgres.port
    with psycopg.connect(postgres.dsn) as connection:
        connection.execute("create table kept as select 1 as one")
    await postgres.kill()
    await postgres.start(moving=False)
    assert postgres.port == port
    with psycopg.connect(postgres.dsn) as connection:
        assert connection.execute("select one from kept").fetchone() == (1,)


async def test_a_server_left_over_by_a_killed_launcher_is_ended_first(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    await postgres.start()
    assert postgres.process
    again = PostgresServer(
        tmp_path / "postgres", port=postgres.port, password=postgres.password, forgetful=True
    )
    await again.start()
    assert not postgres.process.alive
    assert await again.is_ours()
    await again.kill()


@pytest.mark.parametrize("chosen", ["plain", "unshare", "setpriv"])
async def test_postgres_starts_for_everybody(tmp_path: Path, chosen: Way) -> None:
    """As root in both ways that the kernel may leave us; as anybody else, plainly."""
    if (chosen == "plain") == (os.geteuid() == 0) or (chosen == "unshare" and way() != "unshare"):
        assert way() != chosen
        return
    server = PostgresServer(
        tmp_path / chosen, port=next_free(FROM), forgetful=True, confined_by=chosen
    )
    await server.start()
    assert await server.is_ours()
    await server.stop()
    forget(tmp_path / chosen / "data")


async def test_a_server_that_cannot_start_shows_its_last_words(tmp_path: Path) -> None:
    (tmp_path / "accounts.conf").write_text("this is { not a configuration")
    nats = NatsServer(tmp_path / "nats", accounts=tmp_path / "accounts.conf", port=next_free(FROM))
    with pytest.raises(DidNotStart, match=r"accounts\.conf"):
        await nats.start()


async def test_children_die_with_their_launcher(tmp_path: Path) -> None:
    (tmp_path / "launcher.py").write_text(
        "import pathlib, sys, time\n"
        "from medianest.local.servers.process import Process\n"
        "here = pathlib.Path(sys.argv[1])\n"
        "child = Process('sleeper', ['sleep', '60'], log=here / 'log')\n"
        "(here / 'pid.new').write_text(str(child.pid))\n"
        "(here / 'pid.new').rename(here / 'pid')\n"
        "time.sleep(60)\n"
    )
    launcher = Process(
        "launcher",
        [sys.executable, tmp_path / "launcher.py", tmp_path],
        log=tmp_path / "log",
    )
    await eventually((tmp_path / "pid").exists, timeout_s=10)
    child = int((tmp_path / "pid").read_text())
    await launcher.kill()

    def gone() -> bool:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{child}/stat")
        return stat.exists() and " Z " in stat.read_text()

    await eventually(gone)


async def test_a_child_that_will_not_end_is_ended(tmp_path: Path) -> None:
    stubborn = Process(
        "stubborn",
        ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"],
        log=tmp_path / "log",
    )
    await eventually(lambda: "ready" in stubborn.last_lines())
    await stubborn.stop(grace_s=0.2)
    assert stubborn.how_it_ended() == f"signal {signal.SIGKILL.name}"
