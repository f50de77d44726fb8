"""A guestbook: the smallest thing with rules, for the tests of the log itself."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from medianest.contracts.events import Event
from medianest.contracts.events.notify import NotificationCreated
from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict
from medianest.eventlog.decider import Decider
from medianest.eventlog.facts import Stored
from medianest.eventlog.log import Step
from medianest.eventlog.postgres import Connection
from medianest.eventlog.readmodels import ReadModel


class Signed(Fact, tag="guestbook.signed"):
    """Somebody wrote a line."""

    line: str
    book: UUID


class Noted(Fact, tag="guestbook.noted"):
    """Something that nobody else is told."""

    line: str


GuestbookFact = Signed | Noted


class Book(Record):
    """How many lines there are."""

    lines: int = 0


class BookFull(Conflict):
    """There is no room for another line."""


def evolve(book: Book, fact: GuestbookFact) -> Book:
    """Every line counts."""
    return Book(lines=book.lines + 1)


def announce(book: Book, fact: GuestbookFact) -> Event | None:
    """Signing is told, notes are not."""
    match fact:
        case Signed():
            return NotificationCreated(
                notification_id=fact.book, member_id=UUID(int=book.lines), category=fact.line
            )
        case Noted():
            return None


GUESTBOOK: Final[Decider[Book, GuestbookFact]] = Decider(
    name="guestbook",
    facts=(Signed, Noted),
    initial=Book(),
    evolve=evolve,
    announce=announce,
)


def sign(book: UUID, *lines: str, room: int = 1_000_000) -> Step[Book, GuestbookFact]:
    """Write these lines, if there is room."""

    def decide(state: Book) -> Sequence[GuestbookFact]:
        if state.lines + len(lines) > room:
            raise BookFull
        return [Signed(line=line, book=book) for line in lines]

    return Step(GUESTBOOK, book, decide)


def note(book: UUID, line: str) -> Step[Book, GuestbookFact]:
    """Write a line that nobody is told of."""
    return Step(GUESTBOOK, book, lambda _: [Noted(line=line)])


def lines(generation: int = 1) -> ReadModel:
    """The read model of all lines; the table keeps where each was written."""
    return ReadModel(name="lines", generation=generation, ddl=_DDL, apply=_apply)


_DDL: Final = """
create table lines(position bigint primary key, book uuid not null, line text not null,
  written_at timestamptz not null)
"""

_ADD: Final = """
insert into lines(position, book, line, written_at) values ($1, $2, $3, $4)
"""


async def _apply(connection: Connection, stored: Stored[GuestbookFact]) -> None:
    if stored.fact.line == "unprintable":
        raise ValueError("unprintable")
    await connection.execute(_ADD, stored.position, stored.id, stored.fact.line, stored.recorded_at)
