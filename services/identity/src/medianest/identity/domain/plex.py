"""The rules of signing in with Plex: it is on for one media server, or off."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import NotFound

THE_PLEX: Final = UUID("6d6e6964-706c-4000-8000-000000000001")
"""There is one, so its stream has a fixed id."""
PROVIDER: Final = "plex"
JoinAs = Literal["guest", "member"]
"""What somebody becomes who may use the server and is not known yet."""
Watch = Literal["fine", "token_dead", "server_gone", "doubtful"]
"""How it goes to look who may use the server."""


class TurnOn(Record):
    """Also when the server was replaced: people are known by their Plex id, not by the server."""

    by: UUID
    now: datetime
    machine_id: str
    join_as: JoinAs | None


class TurnOff(Record):
    by: UUID
    now: datetime


class Note(Record):
    """What came of looking at this server with the owner's token; another may be set by now."""

    now: datetime
    machine_id: str
    watch: Watch


class OwnerProved(Record):
    """The account that owns this server was linked just now: its token counts, and it is there."""

    now: datetime
    machine_id: str


PlexCommand = TurnOn | TurnOff | Note | OwnerProved


class PlexTurnedOn(Fact, tag="identity.plex-turned-on"):
    by: UUID
    at: datetime
    machine_id: str
    join_as: JoinAs | None


class PlexTurnedOff(Fact, tag="identity.plex-turned-off"):
    by: UUID
    at: datetime


class PlexWatchChanged(Fact, tag="identity.plex-watch-changed"):
    at: datetime
    watch: Watch


PlexFact = PlexTurnedOn | PlexTurnedOff | PlexWatchChanged


class Off(Record):
    pass


class On(Record):
    machine_id: str
    join_as: JoinAs | None
    watch: Watch = "fine"


PlexState = Off | On


class PlexIsOff(NotFound):
    """Nobody signs in with Plex here."""


def decide(command: PlexCommand, state: PlexState) -> Sequence[PlexFact]:
    match command:
        case TurnOn(by=by, now=now, machine_id=machine_id, join_as=join_as):
            is_so = isinstance(state, On) and (machine_id, join_as) == (
                state.machine_id,
                state.join_as,
            )
            if is_so:
                return []
            return [PlexTurnedOn(by=by, at=now, machine_id=machine_id, join_as=join_as)]
        case TurnOff(by=by, now=now):
            return [] if isinstance(state, Off) else [PlexTurnedOff(by=by, at=now)]
        case Note(now=now, machine_id=machine_id, watch=watch):
            if isinstance(state, Off) or state.machine_id != machine_id or state.watch == watch:
                return []
            return [PlexWatchChanged(at=now, watch=watch)]
        case OwnerProved(now=now, machine_id=machine_id):
            is_of_it = isinstance(state, On) and state.machine_id == machine_id
            is_disproved = isinstance(state, On) and state.watch in {"token_dead", "server_gone"}
            return [PlexWatchChanged(at=now, watch="fine")] if is_of_it and is_disproved else []


def evolve(state: PlexState, fact: PlexFact) -> PlexState:
    match fact:
        case PlexTurnedOn(machine_id=machine_id, join_as=join_as):
            if isinstance(state, On) and state.machine_id == machine_id:
                # What is bad about the same server stays so until it is seen to be well.
                return replace(state, join_as=join_as)
            return On(machine_id=machine_id, join_as=join_as)
        case PlexTurnedOff():
            return Off()
        case PlexWatchChanged(watch=watch):
            return replace(state, watch=watch) if isinstance(state, On) else state
