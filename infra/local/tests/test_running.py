"""One house per run folder; people are remembered; `clean` forgets."""

import os
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from medianest.local.people import make_up, people_of, remember
from medianest.local.places import Places
from medianest.local.ports import DEFAULTS, Ports
from medianest.local.running import AlreadyUp, alone, clean, down
from medianest.local.servers.process import Process
from medianest.testkit import eventually


def test_only_one_runs_in_a_folder(tmp_path: Path) -> None:
    here = Places(tmp_path)
    with alone(here), pytest.raises(AlreadyUp), alone(here):
        pass
    with alone(here):
        assert here.lock.read_text() == str(os.getpid())


async def test_down_ends_the_one_that_runs_and_waits_for_it(tmp_path: Path) -> None:
    (tmp_path / "house.py").write_text(
        "import pathlib, signal, sys\n"
        "from medianest.local.places import Places\n"
        "from medianest.local.running import alone\n"
        "with alone(Places(pathlib.Path(sys.argv[1]))):\n"
        "    print('up', flush=True)\n"
        "    signal.sigwait({signal.SIGTERM})\n"
    )
    folder = tmp_path / "run"
    house = Process("house", [sys.executable, tmp_path / "house.py", folder], log=tmp_path / "log")
    await eventually(lambda: "up" in house.last_lines(), timeout_s=10)
    assert down(Places(folder))
    await eventually(lambda: not house.alive)
    assert house.how_it_ended() in {"exit code 0", f"signal {signal.SIGTERM.name}"}
    assert not down(Places(folder))


def test_a_stale_lock_file_is_no_running_house(tmp_path: Path) -> None:
    here = Places(tmp_path)
    here.lock.write_text("1")
    assert not down(here)


def test_clean_forgets_everything(tmp_path: Path) -> None:
    here = Places(tmp_path / "run")
    here.folder.mkdir()
    make_up(here)
    clean(here)
    assert not here.folder.exists()


@pytest.fixture
def ports() -> Iterator[Ports]:
    with closing(Ports()) as ports:
        yield ports


def test_a_taken_port_is_passed_over_and_taken_back_when_free(ports: Ports) -> None:
    chosen = ports.choose("videos")
    ports.close()
    with socket.create_server(("127.0.0.1", chosen)):
        assert ports.choose("videos") > chosen
    ports.close()
    assert ports.choose("videos") == chosen


def test_no_port_is_given_twice(ports: Ports) -> None:
    given = [ports.choose(name) for name in DEFAULTS]
    assert len(set(given)) == len(given)


def test_two_houses_that_start_at_once_choose_different_ports(ports: Ports) -> None:
    with closing(Ports()) as others:
        assert others.choose("gateway") != ports.choose("gateway")


def test_passwords_are_kept_before_anybody_uses_them(tmp_path: Path) -> None:
    here = Places(tmp_path)
    people = make_up(here)
    assert people_of(here) == []
    assert make_up(here) == people
    remember(here, people, seeded=True)
    assert people_of(here) == people
    assert stat.S_IMODE(here.people.stat().st_mode) == 0o600
    assert [person["role"] for person in people] == ["owner", "member", "member", "moderator"]
