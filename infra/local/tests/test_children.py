"""A dead child is started again and said so; one that dies too often ends everything."""

import asyncio
import io
import os
import signal
from pathlib import Path

import pytest
from rich.console import Console

from medianest.local.children import DEATHS_MAX, Child, GaveUp
from medianest.local.servers.process import DidNotStart, Process
from medianest.local.telling import Telling
from medianest.testkit import eventually


class Heard:
    """What the launcher said, as text."""

    def __init__(self) -> None:
        self._written = io.StringIO()
        self.telling = Telling(Console(file=self._written, width=200))
        self.changes = 0

    @property
    def text(self) -> str:
        return self._written.getvalue()

    def changed(self) -> None:
        self.changes += 1


def _sleeper(folder: Path) -> Child:
    async def start() -> Process:
        return Process("sleeper", ["sleep", "60"], log=folder / "log")

    return Child("sleeper", start, first_pause_s=0.01)


async def test_a_killed_child_comes_back_and_we_read_why(tmp_path: Path) -> None:
    heard, child = Heard(), _sleeper(tmp_path)
    await child.start()
    assert child.process
    first = child.process.pid
    keeping = asyncio.create_task(child.keep(heard.telling, heard.changed))
    os.kill(first, signal.SIGKILL)
    await eventually(lambda: heard.changes == 1)
    assert child.process.alive
    assert child.process.pid != first
    assert "sleeper ended (signal SIGKILL); starting it again" in heard.text
    assert "sleeper is back" in heard.text
    keeping.cancel()
    await child.stop()


async def test_five_deaths_within_a_minute_end_everything(tmp_path: Path) -> None:
    async def start() -> Process:
        return Process("hasty", ["sh", "-c", "exit 3"], log=tmp_path / "log")

    heard, child = Heard(), Child("hasty", start, first_pause_s=0.001)
    await child.start()
    with pytest.raises(GaveUp, match="hasty ended 5 times within a minute, last by exit code 3"):
        await asyncio.wait_for(child.keep(heard.telling, heard.changed), 10)
    assert heard.text.count("hasty ended") == DEATHS_MAX - 1


async def test_a_child_that_does_not_come_up_again_is_given_up_too(tmp_path: Path) -> None:
    starts = 0

    async def start() -> Process:
        nonlocal starts
        starts += 1
        if starts > 1:
            raise DidNotStart("hasty was not ready within 60 s")
        return Process("hasty", ["true"], log=tmp_path / "log")

    heard, child = Heard(), Child("hasty", start, first_pause_s=0.001)
    await child.start()
    with pytest.raises(GaveUp, match="did not start"):
        await asyncio.wait_for(child.keep(heard.telling, heard.changed), 10)
    assert "hasty was not ready within 60 s" in heard.text


async def test_a_pause_grows_with_every_death(tmp_path: Path) -> None:
    async def start() -> Process:
        return Process("hasty", ["true"], log=tmp_path / "log")

    heard, child = Heard(), Child("hasty", start, first_pause_s=0.01)
    await child.start()
    with pytest.raises(GaveUp):
        await asyncio.wait_for(child.keep(heard.telling, heard.changed), 10)
    pauses = [line.rsplit("in ", 1)[1] for line in heard.text.splitlines() if "starting" in line]
    assert pauses == ["0.01 s", "0.02 s", "0.04 s", "0.08 s"]
