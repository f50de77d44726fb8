"""`python -m bench.near port redis`: knows by a signed token who asks, counts, answers at once.

With what the gateway and the services do it with: the verifier of identity tokens, and leases
before the counter in Valkey. It prints a token that it takes.
"""

import asyncio
import sys
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import uvloop
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from medianest.chassis.doorway.people import Person
from medianest.chassis.doorway.tokens import KeyRing, Minter, TokenRefused, Verifier, public_hex
from medianest.chassis.serving import Listener
from medianest.chassis.valkey import Valkey
from medianest.gateway.adapters.leases import LeasingLimiter
from medianest.gateway.adapters.limiter import SharedLimiter
from medianest.gateway.api.limits import told
from medianest.gateway.ports import Limit, Spent

LIMIT = Limit(name="near", count=999_999, period_s=1.0, burst=999_999, lease_max=32)
WHO = Person(
    id=UUID(int=1), session_id=UUID(int=2), role="member", permissions=frozenset(), epoch=1
)


class Still:
    """A clock that stands, so that the token outlives the measurement."""

    def now(self) -> datetime:
        """One moment."""
        return datetime(2026, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        """The same."""
        return 0.0


async def serve(port: str, redis: str) -> None:
    """Until the process is ended."""
    valkey = Valkey(redis)
    await valkey.start()
    key = Ed25519PrivateKey.generate()
    verifier = Verifier(KeyRing([f"k1:{public_hex(key)}"]), "near", Still())
    limiter = LeasingLimiter(SharedLimiter(valkey, prefix="near:"))

    async def near(scope: Any, receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        try:
            person = verifier.verify(headers[b"authorization"].decode().removeprefix("Bearer "))
        except TokenRefused:
            await _answer(send, 401, [], b"")
            return
        verdict = await limiter.spend([Spent(limit=LIMIT, whom=str(person.id))])
        body = b'{"who":"%b"}' % str(person.id).encode()
        await _answer(send, 200 if verdict.is_allowed else 429, told(verdict), body)

    await Listener(near, f"127.0.0.1:{port}", grace_s=1).start()
    print(f"listening {Minter('k1', key, Still()).mint(WHO, 'near')}", flush=True)
    await asyncio.Event().wait()


async def _answer(send: Any, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [length, *headers]})
    await send({"type": "http.response.body", "body": body, "more_body": False})


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(*sys.argv[1:]))
