"""People sign in with an OpenID provider that the operator named; none is known by an address.

Somebody is the issuer and what it calls them, for ever: neither the provider's name here nor an
e-mail address makes two people one.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from medianest.contracts.meta import Meta
from medianest.contracts.permissions import Role
from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden, NotFound
from medianest.eventlog.log import Receipt
from medianest.identity.domain import roles
from medianest.identity.domain.roles import By
from medianest.identity.handlers.begun import (
    Beginnings,
    BegunElsewhere,
    Finished,
    Started,
    finished,
)
from medianest.identity.handlers.entering import Halfway
from medianest.identity.handlers.linking import Linking, NotInvited, Proved
from medianest.identity.handlers.opening import Browser, SignedIn
from medianest.identity.ports import Asking, Begun, OpenIdProvider

_BYTES: Final = 32


class NoSuchProvider(NotFound):
    """Nobody signs in this way here."""


class AddressUnverified(Forbidden):
    """Your e-mail address was not verified where you signed in. Do that there, and come again."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A provider as the operator set it; `join_as` is what strangers become who come by it."""

    id: str
    name: str
    issuer: str
    join_as: Role | None
    at: OpenIdProvider

    @property
    def namespace(self) -> str:
        """Where its words for people count: two issuers may call two people the same."""
        return f"oidc {self.issuer}"


class Returned(Record):
    """What a browser brings back; nothing of it is trusted."""

    state: str
    code: str | None
    issuer: str | None

    def __repr__(self) -> str:
        """Never the code."""
        return "Returned()"


class _Kept(Record):
    """What must fit when the browser is back."""

    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class OpenIdSignIn:
    """The way in by a provider: begun here, proved there, finished here."""

    offered: Mapping[str, Offered]
    beginnings: Beginnings
    linking: Linking
    public_url: str

    async def start(self, id_: str, *, return_to: str, by: By | None, now: datetime) -> Started:
        """For somebody who comes in, or with `by` for a member who links theirs.

        Raises `NoSuchProvider`, `ProviderAway`, and `OnlyInPerson` for an API key.
        """
        provider = self._provider(id_)
        if by is not None:
            roles.must_be_there(by)
        ticket = self.beginnings.ticket()
        kept = _Kept(nonce=secrets.token_urlsafe(_BYTES), verifier=secrets.token_urlsafe(_BYTES))
        page = await provider.at.page(self._asking(provider, ticket.value, kept))
        expires_at = await self.beginnings.begin(
            ticket,
            provider.namespace,
            msgspec.json.encode(kept).decode(),
            return_to=return_to,
            member_id=by.member_id if by else None,
            now=now,
        )
        return Started(auth_url=page, expires_at=expires_at, ticket=ticket)

    async def finish(
        self,
        id_: str,
        returned: Returned,
        cookie: str,
        *,
        by: By | None,
        browser: Browser,
        now: datetime,
        meta: Meta,
    ) -> Finished:
        """Raises `NoSuchProvider`, `BegunElsewhere`; all else tells where they were going."""
        provider = self._provider(id_)
        who = by.member_id if by else None
        begun = await self.beginnings.finish(
            provider.namespace, returned.state, cookie, member_id=who, now=now
        )
        return await finished(
            begun,
            self._into(begun, provider, returned, by=by, browser=browser, now=now, meta=meta),
        )

    async def _into(
        self,
        begun: Begun,
        provider: Offered,
        returned: Returned,
        *,
        by: By | None,
        browser: Browser,
        now: datetime,
        meta: Meta,
    ) -> SignedIn | Halfway | Receipt:
        """Raises `ProviderAway`, `BegunElsewhere`, `NotVouchedFor`, …."""
        if not returned.code:
            raise BegunElsewhere  # they thought better of it there
        asking = self._asking(
            provider, returned.state, msgspec.json.decode(begun.detail, type=_Kept)
        )
        vouched = await provider.at.vouched(returned.code, returned.issuer, asking)
        proved = Proved(
            provider=provider.namespace,
            subject=vouched.subject,
            name=vouched.name,
            session=vouched.session,
        )
        if by is not None and begun.member_id is not None:
            return await self.linking.attach(by, proved, now=now, meta=meta)
        is_doubtful = vouched.is_address_verified is False
        try:
            return await self.linking.come_in(
                proved,
                join_as=None if is_doubtful else provider.join_as,
                browser=browser,
                now=now,
                meta=meta,
            )
        except NotInvited:
            if is_doubtful and provider.join_as is not None:
                raise AddressUnverified from None
            raise

    def _provider(self, id_: str) -> Offered:
        found = self.offered.get(id_)
        if found is None:
            raise NoSuchProvider
        return found

    def _asking(self, provider: Offered, state: str, kept: _Kept) -> Asking:
        """Each provider has an address of its own here, so none can answer for another."""
        redirect_uri = f"{self.public_url.rstrip('/')}/api/v1/auth/oidc/{provider.id}/return"
        return Asking(
            redirect_uri=redirect_uri, state=state, nonce=kept.nonce, verifier=kept.verifier
        )
