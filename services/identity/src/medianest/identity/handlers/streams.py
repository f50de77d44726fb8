"""The streams of identity, put together by `app.py` and handed to every handler."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from medianest.eventlog.decider import Decider
from medianest.identity.domain import (
    api_key,
    house,
    invite,
    link,
    member,
    owners,
    password_reset,
    pending,
    plex,
    plex_owner,
    second_factor,
    session,
    setup,
    username,
)

Command = TypeVar("Command")
State = TypeVar("State")
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Streams:
    """One decider per aggregate."""

    member: Decider[member.MemberState, member.MemberFact]
    session: Decider[session.SessionState, session.SessionFact]
    setup: Decider[setup.SetupState, setup.SetupFact]
    owners: Decider[owners.Owners, owners.OwnersFact]
    username: Decider[username.UsernameState, username.UsernameFact]
    invite: Decider[invite.InviteState, invite.InviteFact]
    api_key: Decider[api_key.ApiKeyState, api_key.ApiKeyFact]
    link: Decider[link.LinkState, link.LinkFact]
    reset: Decider[password_reset.ResetState, password_reset.ResetFact]
    factors: Decider[second_factor.Factors, second_factor.FactorFact]
    pending: Decider[pending.PendingState, pending.PendingFact]
    plex: Decider[plex.PlexState, plex.PlexFact]
    plex_owner: Decider[plex_owner.PlexOwnerState, plex_owner.PlexOwnerFact]
    house: Decider[house.House, house.Called]


def in_turn(
    decide: Callable[[Command, State], Sequence[Kept]],
    evolve: Callable[[State, Kept], State],
    commands: Sequence[Command],
) -> Callable[[State], Sequence[Kept]]:
    """Several commands to one stream as one: each sees what the ones before it changed."""

    def decide_all(state: State) -> Sequence[Kept]:
        facts: list[Kept] = []
        for command in commands:
            for fact in decide(command, state):
                state = evolve(state, fact)
                facts.append(fact)
        return facts

    return decide_all
