"""How a member's channels are made, proven, tried and removed."""

import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

import msgspec

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.notify.domain import address as addresses
from medianest.notify.domain import channel, unsubscribing
from medianest.notify.domain.address import (
    Address,
    AppriseAddress,
    EmailAddress,
    Kind,
    PushAddress,
    WebhookAddress,
)
from medianest.notify.domain.places import place
from medianest.notify.handlers.own_keys import OwnKeys
from medianest.notify.ports import (
    AddressCheck,
    Channel,
    ChannelBook,
    Letter,
    Refused,
    Sender,
    TryAgain,
)

ChannelStream = Decider[channel.ChannelState, channel.ChannelFact]
UNSUBSCRIBED: Final = "unsubscribed"
_CODES: Final = 1_000_000
_SECRET_BYTES: Final = 32


class Tried(Record):
    """Whether the far end took a test message; `why` says what it said if not."""

    ok: bool
    why: str | None = None


@dataclass(frozen=True, slots=True)
class OwnChannels:
    """What a member does with their channels."""

    log: Log
    keys: SubjectKeys
    stream: ChannelStream
    channels: ChannelBook
    check: AddressCheck
    senders: Mapping[Kind, Sender]

    async def add(
        self,
        wished: Address,
        *,
        by: UUID,
        session_id: UUID | None,
        now: datetime,
        meta: Meta,
        once: Once | None,
    ) -> Receipt:
        """A browser's own address ends with the session in which it was given.

        Raises `NotAnEmail`, `NotAUrl`, `AddressNotAllowed`, `TooManyChannels`.
        """
        address = checked(wished)
        await self.check.vet(address)
        counts = await self.channels.counts(by, now)
        if counts.held >= channel.AT_ONCE_MAX or counts.lately >= channel.ADDED_IN_AN_HOUR_MAX:
            raise channel.TooManyChannels(retry_after_s=3600)
        kind = addresses.kind_of(address)
        add = channel.Add(
            channel_id=new_id(),
            member_id=by,
            kind=kind,
            address=await self.keys.seal(by, msgspec.json.encode(address).decode()),
            code=await self.keys.seal(by, _new_code()) if kind == "email" else None,
            now=now,
            session_id=session_id if kind == "push" else None,
        )
        return await self._carry_out(add.channel_id, add, meta, once)

    async def make_code(self, channel_id: UUID, *, by: UUID, now: datetime, meta: Meta) -> Receipt:
        """Another code is sent."""
        code = await self.keys.seal(by, _new_code())
        command = channel.MakeCode(by=by, code=code, now=now)
        return await self._carry_out(channel_id, command, meta)

    async def enter_code(
        self, channel_id: UUID, code: str, *, by: UUID, now: datetime, meta: Meta
    ) -> Receipt:
        """Raises `WrongCode`, also after it noted the mistake."""
        state = (await self.log.load(self.stream, channel_id)).state
        fits = await self._fits(state, code)
        command = channel.EnterCode(by=by, fits=fits, now=now)
        receipt = await self._carry_out(channel_id, command, meta)
        if not fits and not isinstance(state, channel.Working):
            raise channel.WrongCode
        return receipt

    async def try_out(self, channel_id: UUID, *, by: UUID, now: datetime, meta: Meta) -> Tried:
        """Send a test message and say what came of it; one that was taken proves the channel."""
        await self._carry_out(channel_id, channel.TryOut(by=by, now=now), meta)
        address = await self.channels.address(channel_id)
        if address is None:
            raise channel.NoSuchChannel
        letter = _test_letter(channel_id, address)
        try:
            await self.senders[addresses.kind_of(address)].send(letter)
        except (TryAgain, Refused) as failed:
            return Tried(ok=False, why=failed.why)
        await self._carry_out(channel_id, channel.Prove(now=now), meta)
        return Tried(ok=True)

    async def remove(self, channel_id: UUID, *, by: UUID, now: datetime, meta: Meta) -> Receipt:
        return await self._carry_out(channel_id, channel.Remove(by=by, now=now), meta)

    async def _fits(self, state: channel.ChannelState, code: str) -> bool:
        if not isinstance(state, channel.Unproven) or state.code is None:
            return False
        right = await self.keys.open(state.code.code)
        return right is not None and hmac.compare_digest(right.encode(), code.strip().encode())

    async def _carry_out(
        self,
        channel_id: UUID,
        command: channel.ChannelCommand,
        meta: Meta,
        once: Once | None = None,
    ) -> Receipt:
        return await self.log.carry_out(
            step(self.stream, channel_id, command), meta=meta, once=once
        )


@dataclass(frozen=True, slots=True)
class Stopping:
    """Stops what is sent to an address, for those who sit at it and may not be signed in."""

    log: Log
    stream: ChannelStream
    own_keys: OwnKeys
    public_url: str | None

    async def url(self, channel_id: UUID) -> str | None:
        """The link for one mail's address, if there is a public address to link to."""
        if self.public_url is None:
            return None
        token = unsubscribing.token(await self.own_keys.unsubscribing(), channel_id)
        return f"{self.public_url.rstrip('/')}/api/v1/notifications/unsubscribe/{token}"

    async def unsubscribe(self, token: str, *, now: datetime, meta: Meta) -> None:
        """Twice is as good as once. Raises `BadToken`."""
        channel_id = unsubscribing.channel_of(await self.own_keys.unsubscribing(), token)
        command = channel.Disable(why=UNSUBSCRIBED, now=now)
        await self.log.carry_out(step(self.stream, channel_id, command), meta=meta)


@dataclass(frozen=True, slots=True)
class Codes:
    """Sends the code that proves an address."""

    log: Log
    keys: SubjectKeys
    stream: ChannelStream
    channels: ChannelBook
    sender: Sender

    async def send(self, channel_id: UUID, delivery_id: UUID) -> None:
        """The newest code, if one is still waited for. Raises `TryAgain`, `Refused`."""
        state = (await self.log.load(self.stream, channel_id)).state
        if not isinstance(state, channel.Unproven) or state.code is None:
            return
        address = await self.channels.address(channel_id)
        code = await self.keys.open(state.code.code)
        if address is None or code is None:
            return
        letter = Letter(
            delivery_id=delivery_id,
            channel_id=channel_id,
            to=address,
            template="confirm-address",
            locale="en",
            values={"code": code},
            path=place("confirm-address"),
            urgency="urgent",
        )
        await self.sender.send(letter)


@dataclass(frozen=True, slots=True)
class Reachable:
    """The port `Channels`: what deliveries know of channels, and may do to them."""

    log: Log
    stream: ChannelStream
    book: ChannelBook
    now: Callable[[], datetime]

    async def of(self, member_id: UUID) -> Sequence[Channel]:
        return await self.book.of(member_id)

    async def address(self, channel_id: UUID) -> Address | None:
        return await self.book.address(channel_id)

    async def disable(self, channel_id: UUID, why: str, meta: Meta | None = None) -> None:
        command = channel.Disable(why=why, now=self.now())
        meta = meta or await self.log.going_on(self.stream, channel_id)
        await self.log.carry_out(step(self.stream, channel_id, command), meta=meta)


def step(
    stream: ChannelStream, channel_id: UUID, command: channel.ChannelCommand
) -> Step[channel.ChannelState, channel.ChannelFact]:
    return Step(stream, channel_id, partial(channel.decide, command))


def new_secret() -> str:
    """What signs a webhook's calls."""
    return f"mnwh_{secrets.token_urlsafe(_SECRET_BYTES)}"


def checked(wished: Address) -> Address:
    """The same in its plainest spelling. Raises `NotAnEmail`, `NotAUrl`."""
    match wished:
        case EmailAddress():
            return EmailAddress(email=addresses.email(wished.email))
        case PushAddress():
            addresses.url(wished.endpoint, "/endpoint")
            return wished
        case WebhookAddress():
            url = addresses.url(wished.url, "/url")
            return WebhookAddress(url=url, secret=wished.secret)
        case AppriseAddress(form=form):
            server = addresses.server_of(form)
            if server is not None:
                addresses.url(server, "/form/server")
            return wished


def _new_code() -> str:
    return f"{secrets.randbelow(_CODES):06d}"


def _test_letter(channel_id: UUID, address: Address) -> Letter:
    return Letter(
        delivery_id=new_id(),
        channel_id=channel_id,
        to=address,
        template="channel-test",
        locale="en",
        values={},
        path=place("channel-test"),
    )
