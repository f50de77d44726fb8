"""The rules of the public page: none until somebody opens it, then with chosen monitors only."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record

THE_PAGE: Final = UUID("6d6e7374-7075-4000-8000-000000000001")
"""There is one, so its stream has a fixed id."""


class Open(Record):
    """Show these monitors, in this order, to everybody."""

    by: UUID
    now: datetime
    title: str
    monitor_ids: tuple[UUID, ...]


class Shut(Record):
    by: UUID
    now: datetime


PublicPageCommand = Open | Shut


class Opened(Fact, tag="status.public-page-opened"):
    by: UUID
    at: datetime
    title: str
    monitor_ids: tuple[UUID, ...]


class ShutAgain(Fact, tag="status.public-page-shut"):
    by: UUID
    at: datetime


PublicPageFact = Opened | ShutAgain


class PublicPage(Record):
    """What was chosen stays chosen while it is shut."""

    is_open: bool = False
    title: str = ""
    monitor_ids: tuple[UUID, ...] = ()


def decide(command: PublicPageCommand, state: PublicPage) -> Sequence[PublicPageFact]:
    match command:
        case Open(by=by, now=now, title=title, monitor_ids=monitor_ids):
            wanted = PublicPage(is_open=True, title=title, monitor_ids=monitor_ids)
            opened = Opened(by=by, at=now, title=title, monitor_ids=monitor_ids)
            return [] if state == wanted else [opened]
        case Shut(by=by, now=now):
            return [ShutAgain(by=by, at=now)] if state.is_open else []


def evolve(state: PublicPage, fact: PublicPageFact) -> PublicPage:
    match fact:
        case Opened(title=title, monitor_ids=monitor_ids):
            return PublicPage(is_open=True, title=title, monitor_ids=monitor_ids)
        case ShutAgain():
            return PublicPage(is_open=False, title=state.title, monitor_ids=state.monitor_ids)
