"""The rules of a channel: one address of a member, proven before use, tried not too often."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, Invalid, Limited, NotFound
from medianest.notify.domain.address import Kind

TRIES_MAX: Final = 3
TRIES_WITHIN: Final = timedelta(minutes=1)
CODE_LASTS: Final = timedelta(minutes=30)
MISTAKES_MAX: Final = 5
CODES_MAX: Final = 5
AT_ONCE_MAX: Final = 10
ADDED_IN_AN_HOUR_MAX: Final = 20


class Add(Record):
    """`code` is what proves an address of e-mail; other kinds need none.

    `session_id`: in which a browser gave its own address; the channel ends with it.
    """

    channel_id: UUID
    member_id: UUID
    kind: Kind
    address: Sealed
    code: Sealed | None
    now: datetime
    session_id: UUID | None = None


class MakeCode(Record):
    """Another code, for one that did not come or ran out."""

    by: UUID
    code: Sealed
    now: datetime


class EnterCode(Record):
    """`fits` was found out where codes can be opened."""

    by: UUID
    fits: bool
    now: datetime


class TryOut(Record):
    """A message is about to be sent to see whether it comes."""

    by: UUID
    now: datetime


class Prove(Record):
    """The far end took a message."""

    now: datetime


class Disable(Record):
    """Nothing is sent there any more until it is proven anew."""

    why: str
    now: datetime


class Remove(Record):
    by: UUID
    now: datetime


ChannelCommand = Add | MakeCode | EnterCode | TryOut | Prove | Disable | Remove


class ChannelAdded(Fact, tag="notify.channel-added"):
    channel_id: UUID
    member_id: UUID
    kind: Kind
    address: Sealed
    at: datetime
    session_id: UUID | None = None


class CodeMade(Fact, tag="notify.channel-code-made"):
    code: Sealed
    at: datetime


class CodeMistaken(Fact, tag="notify.channel-code-mistaken"):
    at: datetime


class ChannelTried(Fact, tag="notify.channel-tried"):
    at: datetime


class ChannelProven(Fact, tag="notify.channel-proven"):
    at: datetime


class ChannelDisabled(Fact, tag="notify.channel-disabled"):
    why: str
    at: datetime


class ChannelRemoved(Fact, tag="notify.channel-removed"):
    at: datetime


ChannelFact = (
    ChannelAdded
    | CodeMade
    | CodeMistaken
    | ChannelTried
    | ChannelProven
    | ChannelDisabled
    | ChannelRemoved
)
FACTS: Final = (
    ChannelAdded,
    CodeMade,
    CodeMistaken,
    ChannelTried,
    ChannelProven,
    ChannelDisabled,
    ChannelRemoved,
)


class Code(Record):
    """The code that is good now, how often another was entered, and which code it is."""

    code: Sealed
    made_at: datetime
    mistakes: int
    number: int


class Missing(Record):
    pass


class Unproven(Record):
    """Whether anybody is there is not known; `disabled` says why nothing is sent, if it was."""

    member_id: UUID
    kind: Kind
    code: Code | None
    tries: tuple[datetime, ...]
    disabled: str | None


class Working(Record):
    member_id: UUID
    kind: Kind
    code: Code | None
    tries: tuple[datetime, ...]


class Removed(Record):
    pass


ChannelState = Missing | Unproven | Working | Removed


class NoSuchChannel(NotFound):
    """You have no such channel."""


class TooManyChannels(Limited):
    """You have too many channels, or made too many in the last hour."""


class TriedTooOften(Limited):
    """Please wait a moment before you try this channel again."""


class NotProven(Conflict):
    """Enter the code that was sent to this address first."""


class NothingToProve(Conflict):
    """This channel needs no code."""


class NoMoreCodes(Conflict):
    """Too many codes were sent to this address. Remove the channel and add it anew."""


class WrongCode(Invalid):
    """This is not the code, or it has run out."""


def decide(command: ChannelCommand, state: ChannelState) -> Sequence[ChannelFact]:
    match command:
        case Add():
            return _add(command, state)
        case Prove():
            return [ChannelProven(at=command.now)] if isinstance(state, Unproven) else []
        case Disable():
            return _disable(command, state)
        case MakeCode() | EnterCode() | TryOut() | Remove():
            return _by_its_member(command, state)


def _add(command: Add, state: ChannelState) -> Sequence[ChannelFact]:
    if not isinstance(state, Missing):
        return []  # asked twice, added once
    added = ChannelAdded(
        channel_id=command.channel_id,
        member_id=command.member_id,
        kind=command.kind,
        address=command.address,
        at=command.now,
        session_id=command.session_id,
    )
    if command.kind == "push":
        # A browser gave its own address; nobody else could have had its keys.
        return [added, ChannelProven(at=command.now)]
    return [added, CodeMade(code=command.code, at=command.now)] if command.code else [added]


def _disable(command: Disable, state: ChannelState) -> Sequence[ChannelFact]:
    match state:
        case Working() | Unproven(disabled=None):
            return [ChannelDisabled(why=command.why, at=command.now)]
        case Unproven() | Missing() | Removed():
            return []  # it was so already, or went while somebody was at it


def _by_its_member(
    command: MakeCode | EnterCode | TryOut | Remove, state: ChannelState
) -> Sequence[ChannelFact]:
    if isinstance(state, Missing | Removed) or state.member_id != command.by:
        raise NoSuchChannel
    match command:
        case MakeCode():
            return _make_code(command, state)
        case EnterCode():
            return _enter_code(command, state)
        case TryOut():
            if state.kind == "email" and isinstance(state, Unproven):
                raise NotProven
            _count(state.tries, command.now)
            return [ChannelTried(at=command.now)]
        case Remove():
            return [ChannelRemoved(at=command.now)]


def _make_code(command: MakeCode, state: Unproven | Working) -> Sequence[ChannelFact]:
    if state.kind != "email" or isinstance(state, Working):
        raise NothingToProve
    if state.code is not None and state.code.number >= CODES_MAX:
        raise NoMoreCodes
    _count(state.tries, command.now)
    return [CodeMade(code=command.code, at=command.now)]


def _enter_code(command: EnterCode, state: Unproven | Working) -> Sequence[ChannelFact]:
    """A mistake is a fact, so it can't be made more often than it may."""
    if isinstance(state, Working):
        return []
    if state.code is None:
        raise NothingToProve
    if command.now - state.code.made_at > CODE_LASTS or state.code.mistakes >= MISTAKES_MAX:
        raise WrongCode
    return [ChannelProven(at=command.now) if command.fits else CodeMistaken(at=command.now)]


def _count(tries: Sequence[datetime], now: datetime) -> None:
    recent = [tried for tried in tries if now - tried < TRIES_WITHIN]
    if len(recent) >= TRIES_MAX:
        frees_at = min(recent) + TRIES_WITHIN
        raise TriedTooOften(retry_after_s=max(1, int((frees_at - now).total_seconds())))


def evolve(state: ChannelState, fact: ChannelFact) -> ChannelState:  # noqa: PLR0911  one for each fact
    match fact, state:
        case ChannelAdded(), _:
            return Unproven(
                member_id=fact.member_id, kind=fact.kind, code=None, tries=(), disabled=None
            )
        case ChannelRemoved(), _:
            return Removed()
        case _, (Missing() | Removed()):
            return state
        case CodeMade(), (Unproven() | Working()):
            number = state.code.number + 1 if state.code else 1
            code = Code(code=fact.code, made_at=fact.at, mistakes=0, number=number)
            return replace(state, code=code, tries=_noted(state.tries, fact.at))
        case CodeMistaken(), (Unproven() | Working()):
            mistaken = state.code and replace(state.code, mistakes=state.code.mistakes + 1)
            return replace(state, code=mistaken)
        case ChannelTried(), (Unproven() | Working()):
            return replace(state, tries=_noted(state.tries, fact.at))
        case ChannelProven(), (Unproven() | Working()):
            return Working(
                member_id=state.member_id, kind=state.kind, code=state.code, tries=state.tries
            )
        case ChannelDisabled(), (Unproven() | Working()):
            return Unproven(
                member_id=state.member_id,
                kind=state.kind,
                code=state.code,
                tries=state.tries,
                disabled=fact.why,
            )


def _noted(tries: tuple[datetime, ...], at: datetime) -> tuple[datetime, ...]:
    return (*tries, at)[-TRIES_MAX:]
