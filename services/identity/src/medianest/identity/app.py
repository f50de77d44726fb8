"""How identity is put together: its streams, tables, doors, and the slow hash for passwords."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from medianest.chassis import service
from medianest.chassis.clock import SYSTEM
from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.chassis.settings import load
from medianest.contracts.permissions import Role
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.identity import projections, publishing
from medianest.identity.adapters.argon2 import Argon2Passwords, Cost
from medianest.identity.adapters.authenticator_app import AuthenticatorApp
from medianest.identity.adapters.plex_tv import PlexSites, PlexTv
from medianest.identity.adapters.smtp import SmtpMail, SmtpServer
from medianest.identity.adapters.user_agents import device_words
from medianest.identity.adapters.webauthn import WebAuthn
from medianest.identity.api import api_keys, invites, me, members, resetting, signing_in
from medianest.identity.api import plex as plex_doors
from medianest.identity.api import second_factor as second_factor_api
from medianest.identity.api.askers import browser_of, uses_of
from medianest.identity.domain import (
    api_key,
    invite,
    link,
    member,
    names,
    owners,
    password_reset,
    pending,
    plex,
    second_factor,
    session,
    setup,
    username,
)
from medianest.identity.handlers.accounts import Accounts
from medianest.identity.handlers.api_keys import ApiKeys
from medianest.identity.handlers.begun import Beginnings
from medianest.identity.handlers.entering import Entering
from medianest.identity.handlers.inviting import Inviting
from medianest.identity.handlers.linking import Linking
from medianest.identity.handlers.members import Change, Members
from medianest.identity.handlers.opening import Lifetimes, Opening
from medianest.identity.handlers.operating import Operating
from medianest.identity.handlers.own_factors import OwnFactors
from medianest.identity.handlers.plex import PlexSettings, PlexSignIn
from medianest.identity.handlers.resetting import Resetting
from medianest.identity.handlers.second_step import SecondStep
from medianest.identity.handlers.signing_in import SigningIn
from medianest.identity.handlers.streams import Streams
from medianest.identity.queries import Invites, People
from medianest.identity.queries.begun import BegunTable
from medianest.identity.reactions import forgetting, introducing
from medianest.identity.settings import Settings
from medianest.identity.worker import ResetMails, StayErased

STREAMS: Final = Streams(
    member=Decider(
        name="member",
        facts=(
            member.MemberJoined,
            member.PasswordSet,
            member.RoleChanged,
            member.PermissionsChanged,
            member.LimitsChanged,
            member.DisplayNameChanged,
            member.EmailChanged,
            member.IdentityLinked,
            member.SessionsEnded,
            member.MemberDisabled,
            member.MemberEnabled,
            member.MemberErased,
        ),
        initial=member.Missing(),
        evolve=member.evolve,
        announce=publishing.of_member,
        shows=("username", "display_name", "email"),
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
        facts=(pending.SignInBegun, pending.SignInFailed, pending.SignInProven),
        initial=pending.Missing(),
        evolve=pending.evolve,
    ),
    plex=Decider(
        name="plex",
        facts=(plex.PlexTurnedOn, plex.PlexTurnedOff),
        initial=plex.Off(),
        evolve=plex.evolve,
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
)
READ_MODELS: Final = (
    projections.MEMBERS,
    projections.SESSIONS,
    projections.INVITES,
    projections.API_KEYS,
)


async def build(environ: Mapping[str, str]) -> service.Service:
    """Identity, ready to run."""
    settings = load(Settings, "identity", environ)
    eventlog = await EventLog.open(
        service="identity",
        settings=settings,
        deciders=DECIDERS,
        read_models=READ_MODELS,
    )
    passwords = Argon2Passwords(_cost(settings))
    people = People(eventlog.pool, eventlog.keys)
    eventlog.state.fill_from(people.everybody)
    eventlog.react(forgetting(eventlog.erasure), introducing(people, eventlog.state))
    way_back = _way_back(settings, eventlog, passwords)
    eventlog.perform(_reset_mails(settings, way_back, people).work())
    returning = Members(log=eventlog.log, keys=eventlog.keys, streams=STREAMS)
    plex_tv = _plex_tv(settings)
    return service.build(
        "identity",
        settings,
        [*_doors(settings, eventlog, passwords, plex_tv), *resetting.ways_back(way_back)],
        eventlog,
        parts=[passwords, plex_tv, StayErased(eventlog.erasure, returning)],
        dependencies={
            "browser": Provide(browser_of),
            "uses": Provide(uses_of, sync_to_thread=False),
        },
    )


class Office:
    """Identity without its doors, for the operator at the machine itself."""

    def __init__(self, settings: Settings, eventlog: EventLog) -> None:
        self.public_url = settings.public_url
        self.people = People(eventlog.pool, eventlog.keys)
        self._passwords = Argon2Passwords(_cost(settings))
        self.operating = Operating(
            log=eventlog.log,
            streams=STREAMS,
            directory=self.people,
            members=Members(log=eventlog.log, keys=eventlog.keys, streams=STREAMS),
            resetting=_way_back(settings, eventlog, self._passwords),
            pepper=settings.pepper.reveal().encode(),
        )

    async def change(
        self,
        username: str,
        *,
        role: Role | msgspec.UnsetType = msgspec.UNSET,
        disabled: bool | msgspec.UnsetType = msgspec.UNSET,
        now: datetime,
    ) -> UUID:
        """A role, or whether they may sign in."""
        return await self.operating.change(username, Change(role=role, disabled=disabled), now=now)


@asynccontextmanager
async def office(environ: Mapping[str, str]) -> AsyncIterator[Office]:
    """Open it beside the running identity, which announces what is done here."""
    settings = load(Settings, "identity", environ)
    eventlog = await EventLog.open(
        service="identity",
        settings=settings,
        deciders=DECIDERS,
        read_models=READ_MODELS,
        speaks=False,
    )
    await eventlog.start()
    try:
        yield Office(settings, eventlog)
    finally:
        await eventlog.stop()


def _doors(
    settings: Settings, eventlog: EventLog, passwords: Argon2Passwords, plex_tv: PlexTv
) -> list[HTTPRouteHandler]:
    log, keys, pepper = eventlog.log, eventlog.keys, settings.pepper.reveal().encode()
    lifetimes = Lifetimes(idle_s=settings.session_idle_s, absolute_s=settings.session_absolute_s)
    opening = Opening(streams=STREAMS, keys=keys, lifetimes=lifetimes)
    people = People(eventlog.pool, keys)
    accounts = Accounts(
        log=log,
        keys=keys,
        streams=STREAMS,
        passwords=passwords,
        opening=opening,
        pepper=pepper,
        setup_token=settings.setup_token.reveal() if settings.setup_token else None,
    )
    ways_in = SigningIn(
        log=log,
        keys=keys,
        streams=STREAMS,
        passwords=passwords,
        directory=people,
        opening=opening,
        entering=Entering(log=log, streams=STREAMS, opening=opening),
        clock=SYSTEM,
        pepper=pepper,
        floor_s=settings.sign_in_floor_s,
    )
    inviting = Inviting(
        log=log,
        keys=keys,
        streams=STREAMS,
        directory=people,
        accounts=accounts,
        opening=opening,
    )
    changes = Members(log=log, keys=keys, streams=STREAMS)
    plex_settings = PlexSettings(log=log, stream=STREAMS.plex, accounts=plex_tv)
    with_plex = PlexSignIn(
        settings=plex_settings,
        accounts=plex_tv,
        beginnings=Beginnings(BegunTable(eventlog.pool)),
        linking=Linking(
            log=log,
            keys=keys,
            streams=STREAMS,
            directory=people,
            accounts=accounts,
            opening=opening,
            entering=Entering(log=log, streams=STREAMS, opening=opening),
            pepper=pepper,
        ),
        public_url=settings.public_url,
    )
    return [
        *signing_in.first_run(accounts, people),
        *signing_in.ways_in(ways_in, people, plex_settings),
        *plex_doors.ways_in(with_plex),
        *plex_doors.settings_of_plex(plex_settings),
        *me.account(changes, ways_in, people),
        *me.browsers(changes, ways_in, people, device_words),
        *api_keys.keys_of_mine(ApiKeys(log=log, keys=keys, streams=STREAMS), people),
        *members.household(accounts, changes, people),
        *members.endings(changes),
        *invites.given(inviting, Invites(eventlog.pool, keys), settings.public_url),
        *invites.taken(inviting, Invites(eventlog.pool, keys), people),
        *_second_factor(settings, eventlog, passwords, opening=opening, people=people),
    ]


def _second_factor(
    settings: Settings,
    eventlog: EventLog,
    passwords: Argon2Passwords,
    *,
    opening: Opening,
    people: People,
) -> list[HTTPRouteHandler]:
    pepper = settings.pepper.reveal().encode()
    app, passkeys = AuthenticatorApp(), WebAuthn(settings.public_url)
    steps = SecondStep(
        log=eventlog.log,
        keys=eventlog.keys,
        streams=STREAMS,
        opening=opening,
        app=app,
        passkeys=passkeys,
        pepper=pepper,
    )
    own = OwnFactors(
        log=eventlog.log,
        keys=eventlog.keys,
        streams=STREAMS,
        passwords=passwords,
        app=app,
        passkeys=passkeys,
        pepper=pepper,
    )
    return [*second_factor_api.second_step(steps, people), *second_factor_api.own_factors(own)]


def _plex_tv(settings: Settings) -> PlexTv:
    sites = PlexSites(
        service_url=settings.plex_service_url,
        clients_url=settings.plex_clients_url,
        page_url=settings.plex_page_url,
    )
    client_id = names.client_identifier(pepper=settings.pepper.reveal().encode())
    proxy = EgressProxy(EgressGuard(settings.egress_allowed))
    return PlexTv(proxy, sites, client_id, pause_s=settings.plex_pause_s)


def _way_back(settings: Settings, eventlog: EventLog, passwords: Argon2Passwords) -> Resetting:
    return Resetting(
        log=eventlog.log,
        keys=eventlog.keys,
        streams=STREAMS,
        passwords=passwords,
        jobs=eventlog.jobs,
        pepper=settings.pepper.reveal().encode(),
    )


def _reset_mails(settings: Settings, way_back: Resetting, people: People) -> ResetMails:
    return ResetMails(
        resetting=way_back,
        people=people,
        mail=_mail(settings),
        public_url=settings.public_url,
        pepper=settings.pepper.reveal().encode(),
    )


def _mail(settings: Settings) -> SmtpMail | None:
    if settings.smtp_host is None:
        return None
    return SmtpMail(
        SmtpServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            security=settings.smtp_security,
            sender=settings.smtp_from,
            username=settings.smtp_username,
            password=settings.smtp_password,
        )
    )


def _cost(settings: Settings) -> Cost:
    return Cost(
        memory_kib=settings.argon2_memory_kib,
        passes=settings.argon2_passes,
        lanes=settings.argon2_lanes,
        threads=settings.argon2_threads,
        waiting=settings.argon2_waiting,
    )
