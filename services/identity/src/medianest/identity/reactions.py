"""What identity does about its own facts: others are told, and what is over is forgotten."""

from typing import Final

from medianest.eventlog.bus.state import StateValues
from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.secrecy.erasure import Erasure
from medianest.eventlog.secrecy.secrets import Secrets
from medianest.eventlog.turn import Turn
from medianest.identity.domain import member, plex_owner
from medianest.identity.handlers.members import ADDRESS_MAIL, AddressMailJob
from medianest.identity.queries import People

_SEEN_BY_OTHERS: Final = (
    member.MemberJoined,
    member.RoleChanged,
    member.DisplayNameChanged,
    member.IdentityLinked,
    member.MemberDisabled,
    member.MemberEnabled,
    member.MemberErased,
)


def forgetting(erasure: Erasure) -> Reaction:
    """Forgets each erased member for good."""

    async def react(turn: Turn, stored: Stored[object]) -> None:
        if isinstance(stored.fact, member.MemberErased):
            await erasure.forget(turn.connection, stored.id, stored.recorded_at)

    return Reaction(name="forgetting", sources="own", start="zero", react=react)


def forgetting_tokens(secrets: Secrets) -> Reaction:
    """Forgets the token of an account at Plex that is linked no more, or was linked anew."""

    async def react(turn: Turn, stored: Stored[object]) -> None:
        fact = stored.fact
        if isinstance(fact, plex_owner.FACTS) and fact.token_before is not None:
            await secrets.drop(fact.token_before)

    return Reaction(name="forgetting-tokens", sources="own", start="head", react=react)


def introducing(people: People, state: StateValues) -> Reaction:
    """Lets the other services show members by name; what is missed is in the next refill."""

    async def react(turn: Turn, stored: Stored[object]) -> None:
        if isinstance(stored.fact, _SEEN_BY_OTHERS):
            person = await people.person(stored.id)
            if person is not None:
                await state.put(person)

    return Reaction(name="introducing", sources="own", start="head", react=react)


def telling_the_old_address() -> Reaction:
    """Sees to it that nobody's mail address is changed behind their back."""

    async def react(turn: Turn, stored: Stored[object]) -> None:
        fact = stored.fact
        if isinstance(fact, member.EmailChanged) and fact.email_before is not None:
            data = AddressMailJob(member_id=stored.id, address=fact.email_before)
            key = str(stored.fact_id)
            job = Job(kind=ADDRESS_MAIL, key=key, data=data, due_at=stored.recorded_at)
            await turn.plan(job)

    return Reaction(name="telling-the-old-address", sources="own", start="head", react=react)
