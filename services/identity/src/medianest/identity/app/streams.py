"""The streams and tables of identity: which facts there are, and what shows and announces them."""

from typing import Final

from medianest.eventlog.decider import Decider
from medianest.identity import projections, publishing
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
from medianest.identity.handlers.streams import Streams

STREAMS: Final = Streams(
    member=Decider(
        name="member",
        facts=member.FACTS,
        initial=member.Missing(),
        evolve=member.evolve,
        announce=publishing.of_member,
        shows=("username", "display_name", "email", "email_before"),
    ),
    session=Decider(
        name="session",
        facts=(session.SessionStarted, session.SessionRevoked),
        initial=session.Missing(),
        evolve=session.evolve,
        announce=publishing.of_session,
        shows=("user_agent",),
        tells=("address",),
    ),
    setup=Decider(
        name="setup", facts=(setup.HouseholdSetUp,), initial=setup.Open(), evolve=setup.evolve
    ),
    owners=Decider(
        name="owners",
        facts=(owners.OwnerGained, owners.OwnerLost, owners.OwnerRested, owners.OwnerReturned),
        initial=owners.Owners(),
        evolve=owners.evolve,
    ),
    username=Decider(
        name="username",
        facts=(username.UsernameTaken, username.UsernameReleased),
        initial=username.Free(),
        evolve=username.evolve,
    ),
    invite=Decider(
        name="invite",
        facts=(invite.Invited, invite.InviteWithdrawn, invite.InviteAccepted),
        initial=invite.Missing(),
        evolve=invite.evolve,
        shows=("note",),
    ),
    api_key=Decider(
        name="api-key",
        facts=(api_key.ApiKeyIssued, api_key.ApiKeyRevoked),
        initial=api_key.Missing(),
        evolve=api_key.evolve,
        announce=publishing.of_api_key,
        shows=("name",),
    ),
    link=Decider(
        name="link",
        facts=(link.IdentityAttached, link.IdentityForgotten),
        initial=link.Unknown(),
        evolve=link.evolve,
    ),
    reset=Decider(
        name="password-reset",
        facts=(password_reset.ResetOffered, password_reset.ResetRedeemed),
        initial=password_reset.Unasked(),
        evolve=password_reset.evolve,
    ),
    factors=Decider(
        name="second-factors",
        facts=(
            second_factor.TotpOffered,
            second_factor.TotpConfirmed,
            second_factor.PasskeyAdded,
            second_factor.TotpUsed,
            second_factor.PasskeyUsed,
            second_factor.RecoveryCodesMade,
            second_factor.RecoveryCodeUsed,
            second_factor.CodeMistaken,
            second_factor.FactorRemoved,
            second_factor.FactorsCleared,
        ),
        initial=second_factor.Factors(),
        evolve=second_factor.evolve,
        shows=("name",),
    ),
    pending=Decider(
        name="pending-sign-in",
        facts=(
            pending.SignInBegun,
            pending.SignInFailed,
            pending.SignInProven,
            pending.SignInEnded,
        ),
        initial=pending.Missing(),
        evolve=pending.evolve,
    ),
    plex=Decider(
        name="plex",
        facts=(plex.PlexTurnedOn, plex.PlexTurnedOff, plex.PlexWatchChanged),
        initial=plex.Off(),
        evolve=plex.evolve,
        announce=publishing.of_plex,
    ),
    plex_owner=Decider(
        name="plex-owner",
        facts=plex_owner.FACTS,
        initial=plex_owner.Unlinked(),
        evolve=plex_owner.evolve,
        tells=("account", "name"),
    ),
    house=Decider(
        name="house",
        facts=(house.Called,),
        initial=house.House(),
        evolve=house.evolve,
        announce=publishing.of_house,
    ),
)

DECIDERS: Final = (
    STREAMS.member,
    STREAMS.session,
    STREAMS.setup,
    STREAMS.owners,
    STREAMS.username,
    STREAMS.invite,
    STREAMS.api_key,
    STREAMS.link,
    STREAMS.reset,
    STREAMS.factors,
    STREAMS.pending,
    STREAMS.plex,
    STREAMS.plex_owner,
    STREAMS.house,
)
READ_MODELS: Final = (
    projections.MEMBERS,
    projections.SESSIONS,
    projections.INVITES,
    projections.API_KEYS,
    projections.WAITING,
)
