"""The rules of one delivery: what it holds, and how it ends: sent, dead, or suppressed.

Planned once for each event, person and channel. One that is dead may be tried anew from the start.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, NotFound
from medianest.notify.domain.address import Kind

TOGETHER_MAX: Final = 200
"""How many notifications one message holds; the next one goes by itself."""


class Plan(Record):
    """A notification is to reach a channel at `due_at`; one that waits takes it in.

    `joins` names what else it takes in until then.
    """

    delivery_id: UUID
    notification_id: UUID
    member_id: UUID
    channel_id: UUID
    kind: Kind
    category: str
    due_at: datetime
    joins: str | None
    now: datetime


class Suppress(Record):
    """It will not be sent: `why`, in words for admins."""

    why: str
    now: datetime


class Hold(Record):
    """It was never to be sent: planned and suppressed at once, so that it can be seen why."""

    plan: Plan
    why: str


class Succeed(Record):
    provider_id: str | None
    now: datetime


class Fail(Record):
    """A try failed. `retry_at` is None when it was the last; `permanent`: another is senseless."""

    why: str
    permanent: bool
    retry_at: datetime | None
    now: datetime


DeliveryCommand = Plan | Hold | Suppress | Succeed | Fail


class Planned(Fact, tag="notify.delivery-planned"):
    delivery_id: UUID
    notification_id: UUID
    member_id: UUID
    channel_id: UUID
    kind: Kind
    category: str
    due_at: datetime
    at: datetime
    joins: str | None = None


class Joined(Fact, tag="notify.delivery-joined"):
    notification_id: UUID
    at: datetime


class Suppressed(Fact, tag="notify.delivery-suppressed"):
    why: str
    at: datetime


class Sent(Fact, tag="notify.delivery-sent"):
    provider_id: str | None
    at: datetime


class TryFailed(Fact, tag="notify.delivery-try-failed"):
    why: str
    permanent: bool
    retry_at: datetime | None
    at: datetime


DeliveryFact = Planned | Joined | Suppressed | Sent | TryFailed


class What(Record):
    """What a delivery is, however it stands."""

    delivery_id: UUID
    member_id: UUID
    channel_id: UUID
    kind: Kind
    category: str
    notification_ids: tuple[UUID, ...]
    due_at: datetime


class Unplanned(Record):
    pass


class Waiting(Record):
    """`failures`: how many tries failed so far."""

    what: What
    failures: int = 0


class Dead(Record):
    what: What


class Ended(Record):
    what: What


Delivery = Unplanned | Waiting | Dead | Ended


class NoSuchDelivery(NotFound):
    """There is no such delivery."""


class AlreadyGone(Conflict):
    """This message is on its way; it can't take in more."""


def decide(command: DeliveryCommand, state: Delivery) -> Sequence[DeliveryFact]:
    match command:
        case Plan():
            return _plan(command, state)
        case Hold(plan=plan, why=why):
            if not isinstance(state, Unplanned):
                return []
            return [_planned(plan), Suppressed(why=why, at=plan.now)]
        case Suppress(why=why, now=now):
            return [Suppressed(why=why, at=now)] if isinstance(state, Waiting | Dead) else []
        case Succeed(provider_id=provider_id, now=now):
            open_ = isinstance(state, Waiting | Dead)
            return [Sent(provider_id=provider_id, at=now)] if open_ else []
        case Fail():
            return _fail(command, state)


def takes_in(state: Delivery, notification_id: UUID) -> bool:
    """Whether a notification is in it already, or can still be."""
    match state:
        case Unplanned():
            return True
        case Waiting(what=what, failures=failures):
            fits = failures == 0 and len(what.notification_ids) < TOGETHER_MAX
            return fits or notification_id in what.notification_ids
        case Dead(what=what) | Ended(what=what):
            return notification_id in what.notification_ids


def _plan(command: Plan, state: Delivery) -> Sequence[DeliveryFact]:
    if isinstance(state, Unplanned):
        return [_planned(command)]
    if command.notification_id in state.what.notification_ids:
        return []
    if not takes_in(state, command.notification_id):
        raise AlreadyGone
    return [Joined(notification_id=command.notification_id, at=command.now)]


def _planned(plan: Plan) -> Planned:
    return Planned(
        delivery_id=plan.delivery_id,
        notification_id=plan.notification_id,
        member_id=plan.member_id,
        channel_id=plan.channel_id,
        kind=plan.kind,
        category=plan.category,
        due_at=plan.due_at,
        at=plan.now,
        joins=plan.joins,
    )


def _fail(command: Fail, state: Delivery) -> Sequence[DeliveryFact]:
    if not isinstance(state, Waiting | Dead):
        return []
    return [
        TryFailed(
            why=command.why,
            permanent=command.permanent,
            retry_at=command.retry_at,
            at=command.now,
        )
    ]


def evolve(state: Delivery, fact: DeliveryFact) -> Delivery:
    if isinstance(fact, Planned):
        return Waiting(what=_what(fact))
    match state:
        case Unplanned() | Ended():
            return state
        case Waiting():
            return _while_waiting(state, fact)
        case Dead():
            return _after_death(state, fact)


def _while_waiting(state: Waiting, fact: Joined | Suppressed | Sent | TryFailed) -> Delivery:
    what = state.what
    match fact:
        case Joined(notification_id=joined):
            with_it = replace(what, notification_ids=(*what.notification_ids, joined))
            return replace(state, what=with_it)
        case TryFailed(retry_at=retry_at):
            again = replace(state, failures=state.failures + 1)
            return Dead(what=what) if retry_at is None else again
        case Sent() | Suppressed():
            return Ended(what=what)


def _after_death(state: Dead, fact: Joined | Suppressed | Sent | TryFailed) -> Delivery:
    match fact:
        case TryFailed(retry_at=retry_at):
            return state if retry_at is None else Waiting(what=state.what, failures=1)
        case Sent() | Suppressed():
            return Ended(what=state.what)
        case Joined():
            return state


def _what(fact: Planned) -> What:
    return What(
        delivery_id=fact.delivery_id,
        member_id=fact.member_id,
        channel_id=fact.channel_id,
        kind=fact.kind,
        category=fact.category,
        notification_ids=(fact.notification_id,),
        due_at=fact.due_at,
    )
