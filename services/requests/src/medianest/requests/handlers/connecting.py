"""How a server of the household is connected, looked up and tried, in every replica at once."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Crowded, Log, Receipt, SeenOlder, Step
from medianest.eventlog.secrecy.secrets import LAST, Secrets
from medianest.requests.domain.connection import (
    Connect,
    Connection,
    ConnectionFact,
    ConnectionState,
    Disconnect,
    Integration,
    KeyWanted,
    NotConnected,
    NotSet,
    TakenAway,
    connection_id,
    decide,
)
from medianest.requests.ports import Trial, TriedStep, Upstream

ConnectionStream = Decider[ConnectionState, ConnectionFact]
Kept = msgspec.UnsetType


class Wish(Record):
    """A secret that is `UNSET` stays as it is; without a `hook` nothing may call us."""

    url: str
    internal: bool
    key: str | Kept
    hook: str | Kept | None


class Shown(Record):
    """What an admin sees of it; version 0 is what the environment says."""

    upstream: Upstream
    version: int

    @property
    def last_four(self) -> str | None:
        """Of a key that is long enough to show some of it."""
        key = self.upstream.key
        return key[-LAST:] if len(key) > 2 * LAST else None


class Connections:
    """The port `Upstreams` for one integration; `given` counts until an admin has set one.

    Every look asks the log, so what an admin changes counts everywhere from the next call on.
    """

    def __init__(
        self,
        integration: Integration,
        *,
        log: Log,
        secrets: Secrets,
        stream: ConnectionStream,
        trial: Trial,
        given: Upstream | None,
    ) -> None:
        self._integration = integration
        self._id = connection_id(integration)
        self._log = log
        self._secrets = secrets
        self._stream = stream
        self._trial = trial
        self._given = given
        self._opened: tuple[Connection, Upstream] | None = None

    async def current(self) -> Upstream | None:
        """As the port says."""
        state = (await self._log.load(self._stream, self._id)).state
        return await self._upstream(state)

    async def shown(self) -> Shown:
        """Raises `NotConnected`. Its secrets must not leave this service."""
        loaded = await self._log.load(self._stream, self._id)
        upstream = await self._upstream(loaded.state)
        if upstream is None:
            raise NotConnected
        return Shown(upstream=upstream, version=loaded.version)

    async def change(
        self, wish: Wish, *, by: UUID, now: datetime, expected: int | None, meta: Meta
    ) -> Receipt:
        """Raises `KeyWanted`, `SeenOlder`."""
        loaded = await self._log.load(self._stream, self._id)
        upstream = await self._wished(wish, loaded.state)
        key_before, hook_before = _secrets_of(loaded.state)
        hook_id = None
        if upstream.hook is not None:
            hook_id = await self._kept(upstream.hook, wish.hook, hook_before)
        command = Connect(
            by=by,
            now=now,
            url=wish.url,
            internal=wish.internal,
            key_id=await self._kept(upstream.key, wish.key, key_before),
            hook_id=hook_id,
        )
        before, after = {key_before, hook_before}, {command.key_id, command.hook_id}
        # Whoever was faster may have dropped a secret that this one would keep.
        seen = loaded.version if expected is None else expected
        step = Step(self._stream, self._id, partial(decide, command), seen)
        try:
            receipt = await self._log.carry_out(step, meta=meta)
        except (SeenOlder, Crowded):
            await self._drop(after - before)
            raise
        await self._drop(before - after)
        return receipt

    async def take_away(self, *, by: UUID, now: datetime, expected: int | None, meta: Meta) -> None:
        """Its secrets are forgotten, and the environment's do not count.

        Raises `NotConnected`, `SeenOlder`.
        """
        loaded = await self._log.load(self._stream, self._id)
        if await self._upstream(loaded.state) is None:
            raise NotConnected
        command = Disconnect(by=by, now=now)
        seen = loaded.version if expected is None else expected
        step = Step(self._stream, self._id, partial(decide, command), seen)
        await self._log.carry_out(step, meta=meta)
        await self._drop(set(_secrets_of(loaded.state)))

    async def _drop(self, secrets: set[UUID | None]) -> None:
        for secret in secrets:
            if secret is not None:
                await self._secrets.drop(secret)

    async def steps(self, wish: Wish | None) -> Sequence[TriedStep]:
        """Of what is set, or of what is wished. Raises `NotConnected`, `KeyWanted`."""
        if wish is None:
            return await self._trial.steps((await self.shown()).upstream)
        state = (await self._log.load(self._stream, self._id)).state
        return await self._trial.steps(await self._wished(wish, state))

    async def _upstream(self, state: ConnectionState) -> Upstream | None:
        match state:
            case NotSet():
                return self._given
            case TakenAway():
                return None
            case Connection():
                return await self._open(state)

    async def _open(self, state: Connection) -> Upstream:
        if self._opened is None or self._opened[0] != state:
            hook = None if state.hook_id is None else await self._secrets.get(state.hook_id)
            upstream = Upstream(
                url=state.url,
                internal=state.internal,
                key=await self._secrets.get(state.key_id),
                hook=hook,
            )
            self._opened = (state, upstream)
        return self._opened[1]

    async def _wished(self, wish: Wish, state: ConnectionState) -> Upstream:
        """With the secrets that are kept, if they were given for the same place."""
        now = await self._upstream(state)
        key, hook = wish.key, wish.hook
        if isinstance(key, Kept):
            if now is None or _place(now.url) != _place(wish.url):
                raise KeyWanted
            key = now.key
        if isinstance(hook, Kept):
            hook = None if now is None else now.hook
        return Upstream(url=wish.url, internal=wish.internal, key=key, hook=hook)

    async def _kept(self, text: str, wished: str | Kept | None, before: UUID | None) -> UUID:
        """The secret of before, or a new one: also for what only the environment said so far."""
        if isinstance(wished, Kept) and before is not None:
            return before
        return await self._secrets.put(self._integration, text)


def _secrets_of(state: ConnectionState) -> tuple[UUID | None, UUID | None]:
    if isinstance(state, Connection):
        return state.key_id, state.hook_id
    return None, None


def _place(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port
