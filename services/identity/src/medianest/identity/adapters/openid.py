"""One OpenID provider (Authelia, authentik, Keycloak, …): discovery, codes, tokens, keys.

Everything is asked by the server through the egress proxy. What the provider says of itself is
kept for an hour, its keys until one comes that is not among them; they are asked for anew at most
once in half a minute, however many unknown keys are shown. After a failure it is left alone for a
moment, so that those who wait do not wait in a line.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import quote_plus, urlsplit

import httpx
import msgspec
import structlog
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.jwk import KeySet

from medianest.chassis.clock import Clock
from medianest.chassis.egress import EgressProxy
from medianest.chassis.http import Answer, AnswerTooLarge, Outward
from medianest.contracts.record import Record
from medianest.identity.adapters import openid_words as words
from medianest.identity.adapters.openid_words import Issuer, KeyUnknown
from medianest.identity.ports import Asking, LoggedOut, NotVouchedFor, ProviderAway, Vouched

log = structlog.get_logger()

T = TypeVar("T")
_ASKED_WITHIN_S: Final = 5.0
_ALL_WITHIN_S: Final = 9.0
_BODY_BYTES_MAX: Final = 256 * 1024
_KNOWN_FOR_S: Final = 3600.0
_KEYS_EVERY_S: Final = 30.0
_REST_S: Final = 2.0
_NAME_MAX: Final = 100


class Registration(Record):
    """How we are known there, and what we ask for."""

    id: str
    issuer: str
    client_id: str
    client_secret: str | None
    scopes: tuple[str, ...] = ("openid", "profile")

    def __repr__(self) -> str:
        """Never the secret."""
        return f"Registration(id={self.id!r})"


class _Document(Record):
    """What a provider says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False


class _Tokens(Record):
    access_token: str
    id_token: str


class _Refused(Record):
    error: str = ""


class OpenId:
    """A part of the service: its calls go out through an egress proxy, which it starts."""

    def __init__(self, proxy: EgressProxy, at: Registration, clock: Clock) -> None:
        self._proxy = proxy
        self._at = at
        self._clock = clock
        self._out: Outward | None = None
        self._asking = asyncio.Lock()
        self._document: _Document | None = None
        self._document_until = 0.0
        self._keys: KeySet | None = None
        self._keys_after = 0.0
        self._rests_until = 0.0

    async def start(self) -> None:
        await self._proxy.start()
        self._out = Outward(
            self._proxy.url("openid"),
            total_s=_ASKED_WITHIN_S,
            body_bytes_max=_BODY_BYTES_MAX,
            headers={"Accept": "application/json"},
        )

    async def stop(self) -> None:
        if self._out is not None:
            await self._out.close()
        await self._proxy.stop()

    async def page(self, asking: Asking) -> str:
        document = await self._known()
        found: str = prepare_grant_uri(
            document.authorization_endpoint,
            self._at.client_id,
            "code",
            redirect_uri=asking.redirect_uri,
            scope=" ".join(self._at.scopes),
            state=asking.state,
            nonce=asking.nonce,
            code_challenge=create_s256_code_challenge(asking.verifier),
            code_challenge_method="S256",
        )
        return found

    async def vouched(self, code: str, issuer: str | None, asking: Asking) -> Vouched:
        async with self._in_time():
            return await self._vouched(code, issuer, asking)

    async def logged_out(self, word: str) -> LoggedOut:
        async with self._in_time():
            document = await self._known()
            of, now = self._issuer(document), self._clock.now()
            return await self._read(
                document, lambda keys: words.logout_token(word, keys, of, now=now)
            )

    @asynccontextmanager
    async def _in_time(self) -> AsyncIterator[None]:
        """However many answers it takes: whoever asks us is cut off after ten seconds."""
        try:
            async with asyncio.timeout(_ALL_WITHIN_S):
                yield
        except TimeoutError:
            raise self._away("too slow") from None

    async def _vouched(self, code: str, issuer: str | None, asking: Asking) -> Vouched:
        document = await self._known()
        must_say = document.authorization_response_iss_parameter_supported
        if issuer != document.issuer and (must_say or issuer is not None):
            raise self._refused("another provider sent the browser back")
        tokens = await self._redeemed(document, code, asking)
        claims = await self._id_claims(document, tokens, asking.nonce, self._clock.now())
        if not _name_in(claims) and document.userinfo_endpoint is not None:
            # Some keep what people are called out of the token.
            claims = {**await self._told(document.userinfo_endpoint, tokens, claims), **claims}
        verified = claims.get("email_verified")
        session = claims.get("sid")
        return Vouched(
            subject=claims["sub"],
            name=_name_in(claims),
            session=session if isinstance(session, str) else None,
            is_address_verified=None if verified is None else str(verified).lower() == "true",
        )

    async def _id_claims(
        self, document: _Document, tokens: _Tokens, nonce: str, now: datetime
    ) -> Mapping[str, Any]:
        of = self._issuer(document)
        return await self._read(
            document,
            lambda keys: words.id_token(
                tokens.id_token,
                keys,
                of,
                nonce=nonce,
                access_token=tokens.access_token,
                now=now,
            ),
        )

    async def _redeemed(self, document: _Document, code: str, asking: Asking) -> _Tokens:
        """The tokens for a code, which is good once."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": asking.redirect_uri,
            "code_verifier": asking.verifier,
        }
        secret, ways = self._at.client_secret, document.token_endpoint_auth_methods_supported
        options: dict[str, Any] = {}
        if secret is None:
            form |= {"client_id": self._at.client_id}
        elif "client_secret_basic" in ways or "client_secret_post" not in ways:
            options["auth"] = (quote_plus(self._at.client_id), quote_plus(secret))
        else:
            form |= {"client_id": self._at.client_id, "client_secret": secret}
        answer = await self._ask("POST", document.token_endpoint, data=form, **options)
        if answer.status == httpx.codes.BAD_REQUEST:
            if self._decoded(answer, _Refused).error == "invalid_grant":
                raise self._refused("the code is not good, or not any more")
            raise self._away("it refused what we asked for")
        if answer.status != httpx.codes.OK:
            raise self._away(f"status {answer.status} for a code")
        return self._decoded(answer, _Tokens)

    async def _told(
        self, url: str, tokens: _Tokens, claims: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """What it says of somebody beside the token; only if it is the same somebody."""
        headers = {"Authorization": f"Bearer {tokens.access_token}"}
        answer = await self._ask("GET", url, headers=headers)
        if answer.status != httpx.codes.OK:
            raise self._away(f"status {answer.status} for a name")
        told = self._decoded(answer, dict[str, Any])
        if told.get("sub") != claims["sub"]:
            raise self._refused("it spoke of somebody else")
        return told

    async def _read(self, document: _Document, read: Callable[[KeySet], T]) -> T:
        """With the keys as we know them; with fresh ones if the one that signed is not there."""
        try:
            return read(await self._known_keys(document, anew=False))
        except KeyUnknown:
            pass
        except NotVouchedFor as refused:
            raise self._refused(type(refused.__cause__).__name__) from refused
        try:
            return read(await self._known_keys(document, anew=True))
        except (KeyUnknown, NotVouchedFor) as refused:
            raise self._refused(type(refused.__cause__ or refused).__name__) from refused

    async def _known(self) -> _Document:
        async with self._asking:
            if self._document is None or self._clock.monotonic() >= self._document_until:
                url = f"{self._at.issuer.rstrip('/')}/.well-known/openid-configuration"
                self._document = self._checked(await self._fetched(url, _Document))
                self._document_until = self._clock.monotonic() + _KNOWN_FOR_S
            return self._document

    async def _known_keys(self, document: _Document, *, anew: bool) -> KeySet:
        async with self._asking:
            is_due = anew and self._clock.monotonic() >= self._keys_after
            if is_due:
                self._keys_after = self._clock.monotonic() + _KEYS_EVERY_S
            if is_due or self._keys is None:
                self._keys = words.keys_in(await self._fetched(document.jwks_uri, dict[str, Any]))
            return self._keys

    def _checked(self, document: _Document) -> _Document:
        """Who says to be somebody else, or leads out of https, is not who was meant."""
        if document.issuer != self._at.issuer:
            raise self._away("it calls itself otherwise than it was set")
        wanted = {"https"} if self._at.issuer.startswith("https:") else {"https", "http"}
        ends = [document.authorization_endpoint, document.token_endpoint, document.jwks_uri]
        if any(
            _scheme(one) not in wanted for one in (*ends, document.userinfo_endpoint or ends[0])
        ):
            raise self._away("it leads out of https")
        return document

    def _issuer(self, document: _Document) -> Issuer:
        told = document.id_token_signing_alg_values_supported
        algorithms = tuple(name for name in told if name in words.TRUSTED)
        return Issuer(
            issuer=document.issuer,
            client_id=self._at.client_id,
            algorithms=algorithms or ("RS256",),
        )

    async def _fetched(self, url: str, kind: type[T]) -> T:
        if self._clock.monotonic() < self._rests_until:
            raise ProviderAway(retry_after_s=5)
        try:
            answer = await self._ask("GET", url)
            if answer.status != httpx.codes.OK:
                raise self._away(f"status {answer.status}")
            return self._decoded(answer, kind)
        except ProviderAway:
            self._rests_until = self._clock.monotonic() + _REST_S
            raise

    async def _ask(self, method: str, url: str, **options: Any) -> Answer:
        if self._out is None:
            raise ProviderAway(retry_after_s=5)
        try:
            return await self._out.ask(method, url, **options)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, AnswerTooLarge) as error:
            raise self._away(type(error).__name__) from None

    def _decoded(self, answer: Answer, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(answer.body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self._away(type(error).__name__) from None

    def _away(self, reason: str) -> ProviderAway:
        """Noted for the operator: whoever signs in is only told that it is away."""
        log.warning("openid.away", provider=self._at.id, reason=reason)
        return ProviderAway(retry_after_s=60)

    def _refused(self, reason: str) -> NotVouchedFor:
        log.warning("openid.refused", provider=self._at.id, reason=reason)
        return NotVouchedFor()


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""


def _name_in(claims: Mapping[str, Any]) -> str:
    """What others call them, as far as it is told."""
    told = (claims.get(name) for name in ("preferred_username", "nickname", "name"))
    return next((one[:_NAME_MAX] for one in told if isinstance(one, str) and one.strip()), "")
