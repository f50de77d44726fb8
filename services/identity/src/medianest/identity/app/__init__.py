"""How identity is put together: its streams, tables, doors, and the slow hash for passwords."""

from collections.abc import Mapping

from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from medianest.chassis import service
from medianest.chassis.clock import SYSTEM
from medianest.chassis.on_demand import on_demand
from medianest.chassis.settings import load
from medianest.eventlog.eventlog import EventLog
from medianest.identity.adapters.argon2 import Argon2Passwords
from medianest.identity.adapters.authenticator_app import AuthenticatorApp
from medianest.identity.adapters.user_agents import device_words
from medianest.identity.api import api_keys, house, invites, me, members, resetting, signing_in
from medianest.identity.api import second_factor as second_factor_api
from medianest.identity.api.askers import browser_of, seen_of, uses_of
from medianest.identity.app.elsewhere import Elsewhere
from medianest.identity.app.office import Office, office
from medianest.identity.app.passwords import address_mails, cost, reset_mails, way_back
from medianest.identity.app.streams import DECIDERS, READ_MODELS, STREAMS
from medianest.identity.handlers.accounts import Accounts
from medianest.identity.handlers.api_keys import ApiKeys
from medianest.identity.handlers.entering import Entering
from medianest.identity.handlers.inviting import Inviting
from medianest.identity.handlers.linking import Linking
from medianest.identity.handlers.members import Members
from medianest.identity.handlers.naming import Naming
from medianest.identity.handlers.opening import Lifetimes, Opening
from medianest.identity.handlers.own_factors import OwnFactors
from medianest.identity.handlers.proving import Proving
from medianest.identity.handlers.second_step import SecondStep
from medianest.identity.handlers.signing_in import SigningIn
from medianest.identity.ports import Passkeys
from medianest.identity.queries import Invites, People
from medianest.identity.reactions import (
    forgetting,
    forgetting_tokens,
    introducing,
    telling_the_old_address,
)
from medianest.identity.settings import Settings
from medianest.identity.worker import PlexLooks, StayErased

__all__ = ["DECIDERS", "READ_MODELS", "STREAMS", "Office", "build", "office"]


async def build(environ: Mapping[str, str]) -> service.Service:
    """Identity, ready to run."""
    settings = load(Settings, "identity", environ)
    elsewhere = Elsewhere(settings, environ)
    eventlog = await EventLog.open(
        service="identity",
        settings=settings,
        deciders=DECIDERS,
        read_models=READ_MODELS,
    )
    passwords = Argon2Passwords(cost(settings))
    people = People(eventlog.pool, eventlog.keys)
    eventlog.state.fill_from(people.everybody)
    eventlog.react(
        forgetting(eventlog.erasure),
        forgetting_tokens(eventlog.secrets),
        introducing(people, eventlog.state),
        telling_the_old_address(),
    )
    back = way_back(settings, eventlog, passwords)
    naming = Naming(log=eventlog.log, stream=STREAMS.house)
    eventlog.perform(reset_mails(settings, back, people, naming).work())
    eventlog.perform(address_mails(settings, eventlog, people, naming).work())
    looks = elsewhere.looks(eventlog)
    returning = Members(log=eventlog.log, keys=eventlog.keys, streams=STREAMS)
    return service.build(
        "identity",
        settings,
        [
            *_doors(settings, eventlog, passwords, elsewhere, looks),
            *resetting.ways_back(back),
            *house.the_house(naming),
        ],
        eventlog,
        parts=[
            *(passwords, *elsewhere.parts, StayErased(eventlog.erasure, returning)),
            looks,
        ],
        dependencies={
            "browser": Provide(browser_of),
            "uses": Provide(uses_of, sync_to_thread=False),
            "seen": Provide(seen_of, sync_to_thread=False),
        },
    )


def _doors(
    settings: Settings,
    eventlog: EventLog,
    passwords: Argon2Passwords,
    elsewhere: Elsewhere,
    looks: PlexLooks,
) -> list[HTTPRouteHandler]:
    log, keys, pepper = eventlog.log, eventlog.keys, settings.pepper.reveal().encode()
    lifetimes = Lifetimes(idle_s=settings.session_idle_s, absolute_s=settings.session_absolute_s)
    opening = Opening(streams=STREAMS, keys=keys, lifetimes=lifetimes)
    entering = Entering(log=log, streams=STREAMS, opening=opening)
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
    proving = Proving(log=log, keys=keys, streams=STREAMS, passwords=passwords)
    ways_in = SigningIn(
        log=log,
        keys=keys,
        streams=STREAMS,
        passwords=passwords,
        directory=people,
        opening=opening,
        entering=entering,
        proving=proving,
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
    linking = Linking(
        log=log,
        keys=keys,
        streams=STREAMS,
        directory=people,
        accounts=accounts,
        opening=opening,
        entering=entering,
        pepper=pepper,
    )
    changes = Members(log=log, keys=keys, streams=STREAMS)
    return [
        *signing_in.first_run(accounts, people),
        *elsewhere.doors(eventlog, linking, ways_in, proving, people, looks=looks),
        *me.account(changes, ways_in, proving, people),
        *me.browsers(changes, ways_in, people, device_words),
        *api_keys.keys_of_mine(ApiKeys(log=log, keys=keys, streams=STREAMS), people),
        *members.household(accounts, changes, people),
        *members.endings(changes),
        *invites.given(inviting, Invites(eventlog.pool, keys), settings.public_url),
        *invites.taken(inviting, Invites(eventlog.pool, keys), people),
        *_second_factor(settings, eventlog, proving, opening=opening, people=people),
    ]


def _second_factor(
    settings: Settings,
    eventlog: EventLog,
    proving: Proving,
    *,
    opening: Opening,
    people: People,
) -> list[HTTPRouteHandler]:
    pepper = settings.pepper.reveal().encode()
    app, passkeys = AuthenticatorApp(), on_demand(lambda: _passkeys(settings.public_url))
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
        proving=proving,
        app=app,
        passkeys=passkeys,
        pepper=pepper,
    )
    return [*second_factor_api.second_step(steps, people), *second_factor_api.own_factors(own)]


def _passkeys(public_url: str) -> Passkeys:
    # With all ways to attest a passkey it takes 11 MB, and many houses have none.
    from medianest.identity.adapters.webauthn import WebAuthn  # noqa: PLC0415  see above

    return WebAuthn(public_url)
