"""The `medianest` command, called as an operator would call it, on a real house."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner

from medianest.cli.main import app
from medianest.contracts.record import Record
from medianest.eventlog.eventlog import EventLog
from medianest.testkit.guestbook import GUESTBOOK, lines
from medianest.testkit.house import House


class Answer(Record):
    """What a call said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it said, for programs."""
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        """The same, when it is one document a line."""
        return [json.loads(line) for line in self.out.splitlines()]


async def _call(*words: str, typed: str | None = None, columns: int = 120) -> Answer:
    """A traceback is a failure of the test."""
    # Commands run a loop of their own, so not in the thread of this one.
    told = await asyncio.to_thread(
        CliRunner().invoke, app, words, input=typed, env={"COLUMNS": str(columns)}
    )
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        raise told.exception
    return Answer(code=told.exit_code, out=told.stdout, err=told.stderr)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """A command silences its logs; here services log in the same process, into its answers."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.configure(**before)


@pytest.fixture
def medianest() -> Callable[..., Awaitable[Answer]]:
    """Calls the command."""
    return _call


@pytest.fixture
def at_home(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house that the command finds by itself."""
    monkeypatch.setenv("MEDIANEST_SECRETS", str(house.credentials.folder))
    return house


@pytest.fixture
async def guestbook(at_home: House) -> AsyncIterator[EventLog]:
    """Notify's log with a guestbook in it, which speaks."""
    eventlog = await EventLog.open(
        service="notify",
        settings=at_home("notify").settings,
        deciders=(GUESTBOOK,),
        read_models=(lines(),),
    )
    await eventlog.start()
    yield eventlog
    await eventlog.stop(grace_s=2)
