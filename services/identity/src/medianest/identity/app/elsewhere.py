"""Plex and the OpenID providers: who vouches for people, and how they come in by it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Protocol

from litestar.handlers import HTTPRouteHandler

from medianest.chassis.clock import SYSTEM
from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.chassis.service import Part
from medianest.eventlog.eventlog import EventLog
from medianest.identity.adapters.overseerr import OverseerrAt, OverseerrPeople
from medianest.identity.adapters.plex_tv import PlexSites, PlexTv
from medianest.identity.api import openid as openid_doors
from medianest.identity.api import plex as plex_doors
from medianest.identity.api import plex_owner, signing_in
from medianest.identity.api.importing import arrivals
from medianest.identity.api.ways_in import own_ways_in
from medianest.identity.app.streams import STREAMS
from medianest.identity.domain import names
from medianest.identity.handlers.begun import Beginnings
from medianest.identity.handlers.importing import FromPlex, Importing
from medianest.identity.handlers.left_elsewhere import LeftElsewhere
from medianest.identity.handlers.linking import Linking
from medianest.identity.handlers.openid import Offered, OpenIdSignIn
from medianest.identity.handlers.plex import PlexSettings, PlexSignIn
from medianest.identity.handlers.plex_look import PlexLook
from medianest.identity.handlers.plex_owner import OwnersAccount
from medianest.identity.handlers.plex_owner_linking import OwnerLinking
from medianest.identity.handlers.proving import Proving
from medianest.identity.handlers.signing_in import SigningIn
from medianest.identity.ports import OpenIdProvider
from medianest.identity.ports.plex import PlexToken
from medianest.identity.queries import People
from medianest.identity.queries.begun import BegunTable
from medianest.identity.queries.logouts import LogoutTable
from medianest.identity.queries.plex_missed import PlexMissedTable
from medianest.identity.settings import OpenIdSettings, Settings, openid_settings
from medianest.identity.worker import PlexLooks


class Provider(OpenIdProvider, Part, Protocol):
    """An OpenID provider, which starts and stops."""


class Elsewhere:
    """What identity knows of the outside. Raises `SettingsFaulty`."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self._settings = settings
        self._pepper = settings.pepper.reveal().encode()
        self.plex_tv = self._plex_tv()
        self._overseerr = OverseerrPeople(self._proxy(), _overseerr_at(settings))
        self._providers = {
            name: (one, self._provider(name, one))
            for name, one in openid_settings(settings, environ).items()
        }

    @property
    def parts(self) -> Sequence[Part]:
        """What starts and stops with the service."""
        adapters = (adapter for _, adapter in self._providers.values())
        return [self.plex_tv, self._overseerr, *adapters]

    def looks(self, eventlog: EventLog) -> PlexLooks:
        """The daily look at Plex, which sees nothing as long as the owner is not known."""
        settings = self._settings
        looking = PlexLook(
            settings=self._plex_settings(eventlog),
            owner=self._owner(eventlog),
            missed=PlexMissedTable(eventlog.pool, eventlog.keys),
            log=eventlog.log,
            streams=STREAMS,
            confirm=timedelta(seconds=settings.plex_confirm_s),
        )
        looks = PlexLooks(
            looking=looking,
            jobs=eventlog.jobs,
            every_s=settings.plex_look_every_s,
            confirm_s=settings.plex_confirm_s,
        )
        eventlog.perform(looks.work())
        return looks

    def doors(
        self,
        eventlog: EventLog,
        linking: Linking,
        local: SigningIn,
        proving: Proving,
        people: People,
        *,
        looks: PlexLooks,
    ) -> list[HTTPRouteHandler]:
        """All ways in but the first run, and the settings of Plex."""
        beginnings = Beginnings(BegunTable(eventlog.pool))
        plex, owner = self._plex_settings(eventlog), self._owner(eventlog)
        owner_linking = OwnerLinking(
            owner=owner,
            settings=plex,
            beginnings=beginnings,
            proving=proving,
            looking=looks,
            public_url=self._settings.public_url,
        )
        with_plex = PlexSignIn(
            settings=plex,
            accounts=self.plex_tv,
            beginnings=beginnings,
            linking=linking,
            public_url=self._settings.public_url,
        )
        offered = {name: _offered(name, *one) for name, one in self._providers.items()}
        with_openid = OpenIdSignIn(
            offered=offered,
            beginnings=beginnings,
            linking=linking,
            public_url=self._settings.public_url,
        )
        left = LeftElsewhere(
            offered=offered,
            log=eventlog.log,
            streams=STREAMS,
            logouts=LogoutTable(eventlog.pool),
            pepper=self._pepper,
        )
        importing = Importing(
            sources={
                "plex": FromPlex(settings=plex, owner=owner),
                "overseerr": self._overseerr,
            },
            settings=plex,
            linking=linking,
            clock=SYSTEM,
        )
        return [
            *arrivals(importing),
            *signing_in.ways_in(
                local,
                people,
                plex,
                offered.values(),
                can_reset_password=self._settings.smtp_host is not None,
            ),
            *plex_doors.ways_in(with_plex),
            *plex_doors.settings_of_plex(plex, owner),
            *plex_owner.owner_of_plex(owner_linking),
            *openid_doors.ways_in(with_openid),
            *openid_doors.ways_out(left),
            *own_ways_in(proving, with_plex, with_openid),
        ]

    def _plex_settings(self, eventlog: EventLog) -> PlexSettings:
        return PlexSettings(
            log=eventlog.log,
            stream=STREAMS.plex,
            accounts=self.plex_tv,
            owner=self._owner(eventlog),
        )

    def _owner(self, eventlog: EventLog) -> OwnersAccount:
        given = self._settings.plex_owner_token
        return OwnersAccount(
            log=eventlog.log,
            stream=STREAMS.plex_owner,
            keys=eventlog.keys,
            secrets=eventlog.secrets,
            accounts=self.plex_tv,
            given=PlexToken(text=given.reveal()) if given else None,
        )

    def _plex_tv(self) -> PlexTv:
        settings = self._settings
        sites = PlexSites(
            service_url=settings.plex_service_url,
            clients_url=settings.plex_clients_url,
            page_url=settings.plex_page_url,
        )
        client_id = names.client_identifier(pepper=self._pepper)
        return PlexTv(
            self._proxy(),
            sites,
            client_id,
            clock=SYSTEM,
            pause_s=settings.plex_pause_s,
        )

    def _provider(self, name: str, settings: OpenIdSettings) -> Provider:
        # With its ciphers it takes megabytes, and most houses have no provider.
        from medianest.identity.adapters.openid import OpenId, Registration  # noqa: PLC0415  see above

        registration = Registration(
            id=name,
            issuer=settings.issuer,
            client_id=settings.client_id,
            client_secret=settings.client_secret.reveal() if settings.client_secret else None,
            scopes=settings.scopes,
        )
        return OpenId(self._proxy(), registration, SYSTEM)

    def _proxy(self) -> EgressProxy:
        return EgressProxy(EgressGuard(self._settings.egress_allowed))


def _overseerr_at(settings: Settings) -> OverseerrAt | None:
    url, key = settings.overseerr_url, settings.overseerr_api_key
    return OverseerrAt(url=url, key=key.reveal()) if url and key else None


def _offered(name: str, settings: OpenIdSettings, adapter: OpenIdProvider) -> Offered:
    return Offered(
        id=name,
        name=settings.name,
        issuer=settings.issuer,
        join_as=None if settings.join_as == "nobody" else settings.join_as,
        at=adapter,
    )
