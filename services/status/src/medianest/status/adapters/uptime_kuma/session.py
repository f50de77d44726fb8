"""One connection to Kuma: wait for its greeting, sign in, and hear."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from types import SimpleNamespace
from typing import Any, Final

import aiohttp
import socketio

from medianest.chassis.egress import AddressRefused, EgressGuard

HEARD: Final = (
    "monitorList",
    "updateMonitorIntoList",
    "deleteMonitorFromList",
    "heartbeatList",
    "heartbeat",
)
Hear = Callable[[str, tuple[Any, ...]], None]


class KumaAway(Exception):
    """Kuma does not answer, or not in time, or not as it should."""


class TokenRefused(Exception):
    """Kuma does not know the token; its password was changed, or it is another Kuma."""


class PasswordRefused(Exception):
    """Kuma does not know this user with this password and code."""


class CodeNeeded(Exception):
    """Kuma asks for a one-time code as well."""


class Session:
    """A connection that Kuma has greeted. Calls before the greeting would be lost in version 2."""

    def __init__(self, socket: socketio.AsyncClient, deadline_s: float) -> None:
        self._socket = socket
        self._deadline_s = deadline_s

    async def sign_in(self, token: str) -> None:
        """Raises TokenRefused, KumaAway. Needs no code; the burst may begin before the answer."""
        answer = await self._call("loginByToken", token)
        if answer.get("ok") is True:
            return
        raise TokenRefused if answer.get("msg") == "authInvalidToken" else KumaAway

    async def token_for(self, username: str, password: str, code: str = "") -> str:
        """A token that lasts until the password changes.

        Raises PasswordRefused, CodeNeeded, KumaAway.
        """
        wish = {"username": username, "password": password, "token": code}
        answer = await self._call("login", wish)
        if answer.get("tokenRequired"):
            raise CodeNeeded
        if answer.get("ok") is True and isinstance(token := answer.get("token"), str):
            return token
        refused = answer.get("msg") in {"authIncorrectCreds", "authInvalidToken"}
        raise PasswordRefused if refused else KumaAway

    async def beats(self, key: str, hours: int) -> object:
        """The raw beats of the last hours. Raises KumaAway."""
        return (await self._call("getMonitorBeats", int(key), hours)).get("data", [])

    async def over(self) -> None:
        """Return when the connection is lost."""
        await self._socket.wait()

    async def _call(self, event: str, *said: object) -> dict[str, Any]:
        try:
            answer = await self._socket.call(event, said, timeout=self._deadline_s)
        except socketio.exceptions.SocketIOError:
            raise KumaAway from None
        return answer if isinstance(answer, dict) else {}


@asynccontextmanager
async def greeted(
    address: str, guard: EgressGuard, hear: Hear, *, deadline_s: float
) -> AsyncIterator[Session]:
    """A session, once Kuma has said its first `info`. Raises KumaAway, AddressRefused.

    `hear` gets every event of `HEARD` in order; it is called from before the sign-in on.
    """
    greeting = asyncio.Event()
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=_Vetted(guard), limit=2),
        trace_configs=[_no_redirects()],
    ) as http:
        socket = socketio.AsyncClient(reconnection=False, http_session=http)
        socket.on("info", lambda *_: greeting.set())
        for event in HEARD:
            socket.on(event, _hearing(event, hear))
        try:
            async with asyncio.timeout(deadline_s):
                await guard.vet(address)
                await socket.connect(address, transports=["websocket"])
                await greeting.wait()
        except (TimeoutError, OSError, aiohttp.ClientError, socketio.exceptions.SocketIOError):
            await _leave(socket, deadline_s)
            raise KumaAway from None
        try:
            yield Session(socket, deadline_s)
        finally:
            await _leave(socket, deadline_s)


async def _leave(socket: socketio.AsyncClient, deadline_s: float) -> None:
    """Say goodbye; who does not take it in time is left when the connection below is closed."""
    with suppress(TimeoutError):
        async with asyncio.timeout(deadline_s):
            await socket.disconnect()


def _hearing(event: str, hear: Hear) -> Callable[..., None]:
    return lambda *said: hear(event, said)


class _Vetted(aiohttp.abc.AbstractResolver):
    """Connects only to numbers that the guard gave, however the name resolves a moment later."""

    def __init__(self, guard: EgressGuard) -> None:
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: int = 0
    ) -> list[aiohttp.abc.ResolveResult]:
        """The vetted numbers of a name."""
        numbers = await self._guard.vet(host, port)
        return [
            aiohttp.abc.ResolveResult(
                hostname=host, host=number, port=port, family=family, proto=0, flags=0
            )
            for number in numbers
        ]

    async def close(self) -> None:
        """Nothing is held open."""


def _no_redirects() -> aiohttp.TraceConfig:
    """A redirect would lead past the guard when it names a number."""

    async def refuse(
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestRedirectParams,
    ) -> None:
        raise AddressRefused

    config = aiohttp.TraceConfig()
    config.on_request_redirect.append(refuse)
    return config
