"""S60: whatever bytes come in, our parsers give an answer or refuse in their own words.

Hypothesis writes the bytes: a few in each run, and for minutes in `make test-long`.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from medianest.chassis.doorway.tokens import KeyRing, TokenRefused, Verifier, public_hex
from medianest.contracts.refusals import Refusal
from medianest.eventlog.bus import wire as messages
from medianest.eventlog.codec import decode_event
from medianest.gateway.adapters.exchange import Exchange
from medianest.gateway.adapters.limiter import LimiterAlone
from medianest.gateway.adapters.question import written
from medianest.gateway.api.effects import read_effects
from medianest.gateway.api.export import policy_of, rewritten
from medianest.gateway.api.incoming import Reader
from medianest.gateway.api.limits import account_in
from medianest.gateway.api.live import cursor, wire
from medianest.gateway.api.live.tickets import Tickets
from medianest.gateway.api.networks import address_of
from medianest.gateway.api.packing import coding_of
from medianest.gateway.api.people import SessionCookie
from medianest.gateway.ports import Outgoing, UpstreamFailed
from medianest.gateway.settings import LimitUnclear, limit

QUICK: Final = 150
A_TURN: Final = 2_000
LONG_S: Final = 45.0
"""For each of them: some ten minutes in all."""
KEY: Final = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
READER: Final = Reader("https://nest.example/medianest", (), ("10.0.0.0/8",))
VERIFIER: Final = Verifier(KeyRing([f"k1:{public_hex(KEY)}"]), "downloads")


class Nowhere:
    """A connection that leads nowhere."""

    def write(self, data: bytes) -> None: ...

    async def has_room(self) -> None: ...

    def hold(self) -> None: ...

    def go_on(self) -> None: ...

    def cut(self) -> None: ...

    def leave(self, *, is_clean: bool) -> None: ...


async def request(head: bytes) -> None:
    """A request line and headers, as uvicorn would take them apart."""
    line, *rest = head.split(b"\n")
    path, _, query = line.partition(b"?")
    READER.read(
        {
            "method": "GET",
            "path": path.decode("latin-1"),
            "raw_path": path,
            "query_string": query,
            "headers": [(b"host", b"nest.example"), *(_pair(one) for one in rest)],
            "client": ("10.0.0.1", 1),
        }
    )


def _pair(line: bytes) -> tuple[bytes, bytes]:
    name, _, value = line.partition(b":")
    return name, value


async def answer(data: bytes) -> None:
    """What a service answers, byte by byte as it may come."""
    exchange = Exchange(Nowhere(), Outgoing(method="GET", target="/", headers=()))
    for at in range(0, len(data), 7):
        exchange.feed(data[at : at + 7])
    exchange.lose("closed")


async def question(data: bytes) -> None:
    """A header that goes out to a service."""
    text = data.decode("latin-1")
    written(Outgoing(method="GET", target="/", headers=[("x", text)]), "h")


async def ticket(data: bytes) -> None:
    tickets = Tickets(b"pepper", LimiterAlone(), None)  # type: ignore[arg-type]  # nobody gets so far
    await tickets.take(data.decode("latin-1"))


async def message(data: bytes) -> None:
    """A message of the bus, with headers that are as wild."""
    names = ("Mn-Position", "Mn-Previous", "Mn-Epoch", "Mn-Epoch-From", "Mn-Version", "ce-id")
    text = data.decode("latin-1")
    messages.read("downloads", dict.fromkeys((*names, "ce-type", "ce-time"), text), data)


def of_text(parse: Callable[[str], Any]) -> Callable[[bytes], Any]:
    async def parse_text(data: bytes) -> None:
        parse(data.decode("latin-1"))

    return parse_text


Refused = tuple[type[Exception], ...]
PARSERS: Final[dict[str, tuple[Callable[[bytes], Any], Refused]]] = {
    "request": (request, (Refusal,)),
    "answer": (answer, ()),
    "question": (question, (UpstreamFailed,)),
    "cursor": (of_text(cursor.read), (Refusal,)),
    "wish": (of_text(wire.read), (Refusal,)),
    "ticket": (ticket, (Refusal,)),
    "effects": (of_text(read_effects), ()),
    "token": (of_text(VERIFIER.verify), (TokenRefused,)),
    "account": (of_text(lambda text: account_in(text.encode("latin-1"), "username")), ()),
    "coding": (of_text(coding_of), ()),
    "address": (of_text(address_of), ()),
    "cookie": (of_text(SessionCookie("https://nest.example").set), ()),
    "page": (of_text(lambda text: policy_of(rewritten(text, "/medianest"))), ()),
    "event": (of_text(decode_event), (msgspec.MsgspecError,)),
    "message": (message, (messages.Unreadable,)),
    "limit": (of_text(lambda text: limit("person", text)), (LimitUnclear,)),
}
WORDS: Final = (
    *(b"HTTP/1.1 200 OK\r\n", b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n", b"\r\n"),
    *(b"0\r\n\r\n", b"/api/v1/me", b"/medianest", b"%2e%2e", b"%00", b"\nhost: nest.example"),
    *(
        b"\nx-forwarded-for: 10.0.0.1, [::1]",
        b"downloads:1",
        b",identity:2",
        b"eyJhbGciOiJub25lIn0",
    ),
    *(
        b'{"op":"subscribe","topics":["me"],"after":"',
        b'"}',
        b"[" * 600,
        b'{"type":"',
        b'{"username":',
    ),
    *(
        b"<script>",
        b"</script>",
        b"<style>",
        b'="/',
        b"gzip;q=",
        b"zstd",
        b"*",
        b"100/min burst 40",
    ),
)
BYTES: Final = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(st.sampled_from(WORDS), st.binary(max_size=12)), max_size=12).map(b"".join),
)


def tried(name: str, examples: int, turn: int = 0) -> None:
    parse, refused = PARSERS[name]

    @seed(turn)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=BYTES)
    def attempt(data: bytes) -> None:
        try:
            runner.run(parse(data))
        except refused:
            return

    with asyncio.Runner() as runner:
        attempt()


@pytest.mark.parametrize("name", PARSERS)
def test_s60_no_bytes_break_a_parser(name: str) -> None:
    tried(name, QUICK)


@pytest.mark.long
@pytest.mark.parametrize("name", PARSERS)
def test_s60_no_bytes_break_a_parser_in_many_tries(name: str) -> None:
    until, turn = time.monotonic() + LONG_S, 0
    while time.monotonic() < until:
        turn += 1
        tried(name, A_TURN, turn)
