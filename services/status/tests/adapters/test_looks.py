"""One look at each kind of thing, over real sockets, and what is said of what it found."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dns.flags
import dns.message
import dns.rrset
import pytest

from medianest.status.adapters.looks import Looks
from medianest.status.domain.looks import Answered, Failed, Outcome
from medianest.status.domain.probes import (
    DiskProbe,
    DnsProbe,
    HttpProbe,
    OverseerrProbe,
    PlexProbe,
    TcpProbe,
    YtDlpProbe,
)
from medianest.testkit.authority import certificate, server

HOST = "127.0.0.1"
PLEX_SAYS = '{"MediaContainer": {"machineIdentifier": "abc"}}'


@pytest.fixture
def looks(tmp_path: Path) -> Looks:
    return Looks({"films": tmp_path}, deadline_s=0.5)


@asynccontextmanager
async def page(
    body: str = "", status: int = 200, kind: str = "application/json", **options: object
) -> AsyncIterator[str]:
    """A page that says the same to everybody, at this address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        said = body.encode()
        head = f"HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nContent-Length: {len(said)}\r\n"
        writer.write(
            f"{head}Location: http://{HOST}:1/\r\nConnection: close\r\n\r\n".encode() + said
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, HOST, 0, **options)  # type: ignore[arg-type]  only `ssl`
    scheme = "https" if options else "http"
    async with server:
        yield f"{scheme}://{HOST}:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def silence() -> AsyncIterator[int]:
    """A server that takes connections and says nothing."""
    connected: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: connected.append(writer), HOST, 0)
    yield int(server.sockets[0].getsockname()[1])
    for writer in connected:
        writer.close()
    server.close()


def flaw(outcome: Outcome) -> str | None:
    assert isinstance(outcome, Answered), outcome
    return outcome.detail


def failure(outcome: Outcome) -> str:
    assert isinstance(outcome, Failed), outcome
    return outcome.detail


async def test_a_page_that_answers_is_there(looks: Looks) -> None:
    async with page("hello", kind="text/plain") as url:
        found = await looks.look(HttpProbe(url=url, internal=True))
    assert isinstance(found, Answered)
    assert found.detail is None
    assert 0 < found.response_ms < 500


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_another_answer_is_a_failure_and_followed_nowhere(looks: Looks, status: int) -> None:
    async with page(status=status) as url:
        assert failure(await looks.look(HttpProbe(url=url, internal=True))) == (
            f"It answered {status}."
        )


async def test_a_health_page_may_say_that_a_part_is_missing(looks: Looks) -> None:
    async with page('{"status": "degraded", "detail": "NATS is away."}') as url:
        assert flaw(await looks.look(HttpProbe(url=url, internal=True))) == "NATS is away."


async def test_who_says_nothing_is_given_up(looks: Looks) -> None:
    async with silence() as port:
        probe = HttpProbe(url=f"http://{HOST}:{port}", internal=True)
        assert "did not answer" in failure(await looks.look(probe))
        assert flaw(await looks.look(TcpProbe(host=HOST, port=port, internal=True))) is None


async def test_nobody_there_is_a_failure(looks: Looks) -> None:
    async with silence() as port:
        pass
    for probe in (
        TcpProbe(host=HOST, port=port, internal=True),
        HttpProbe(url=f"http://{HOST}:{port}", internal=True),
    ):
        assert failure(await looks.look(probe)) == "It refused the connection."


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "no-such-name.invalid"]
)
async def test_s36_what_lies_inside_is_refused_as_what_is_not_there(
    looks: Looks, host: str
) -> None:
    for probe in (
        HttpProbe(url=f"http://{host}:8080/"),
        TcpProbe(host=host.strip("[]"), port=8080),
        PlexProbe(url=f"http://{host}:8080"),
    ):
        assert failure(await looks.look(probe)) == "This address can't be used."


@pytest.mark.parametrize(
    "url",
    ["http://\x97a\x12/", "https://a/\u00e9", "http://a:b/", "http://a:99999/", "http://[::1/"],
)
async def test_an_address_that_nobody_can_ask_for_is_an_outcome(looks: Looks, url: str) -> None:
    outcome = await looks.look(HttpProbe(url=url, internal=True))
    assert failure(outcome) == "This address can't be used."


async def test_plex_and_overseerr_are_known_by_what_they_say(looks: Looks) -> None:
    async with page(PLEX_SAYS) as url:
        assert flaw(await looks.look(PlexProbe(url=url, internal=True))) is None
        wrong = await looks.look(OverseerrProbe(url=url, internal=True))
        assert failure(wrong) == "This is neither Overseerr nor Seerr."
    async with page('{"version": "1.33.2"}') as url:
        assert flaw(await looks.look(OverseerrProbe(url=url, internal=True))) is None
        wrong = await looks.look(PlexProbe(url=url, internal=True))
        assert failure(wrong) == "This is not a Plex Media Server."
    async with page("<html>") as url:
        assert failure(await looks.look(PlexProbe(url=url, internal=True)))


async def test_a_disk_that_runs_full_is_said(looks: Looks) -> None:
    assert flaw(await looks.look(DiskProbe(disk="films", free_gb=0))) is None
    assert "are free" in str(flaw(await looks.look(DiskProbe(disk="films", free_gb=1_000_000))))
    assert failure(await looks.look(DiskProbe(disk="/etc"))) == "The operator named no such disk."


async def test_an_old_yt_dlp_is_said(looks: Looks) -> None:
    new = f"{datetime.now(UTC) - timedelta(days=3):%Y.%m.%d}"
    for version, found in ((new, None), ("2024.01.05", "days old, and sites refuse old ones.")):
        async with page(f'{{"details": {{"yt_dlp": "{version}"}}}}') as url:
            said = flaw(await looks.look(YtDlpProbe(url=url)))
            assert said is None if found is None else str(said).endswith(found)
            assert "yt-dlp" not in str(said), "its name stands before it wherever it is shown"
    async with page("{}") as url:
        assert failure(await looks.look(YtDlpProbe(url=url)))


class Names(asyncio.DatagramProtocol):
    """A name server that knows `there.example` by its address, and nothing of `gone.example`."""

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        asked = dns.message.from_wire(data)
        answer = dns.message.make_response(asked)
        answer.flags |= dns.flags.RA
        (question,) = asked.question
        if str(question.name).startswith("gone"):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif question.rdtype == dns.rdatatype.A:
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", "A", "192.0.2.7"))
        self._transport.sendto(answer.to_wire(), addr)


async def test_names_are_asked_of_their_server(looks: Looks) -> None:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Names, local_addr=(HOST, 0))
    port = transport.get_extra_info("sockname")[1]

    async def ask(name: str, record: str = "A") -> Outcome:
        probe = DnsProbe(name=name, record=record, server=HOST, port=port, internal=True)  # type: ignore[arg-type]  one of them
        return await looks.look(probe)

    assert flaw(await ask("there.example")) is None
    assert failure(await ask("there.example", "MX")) == "The name has no such records."
    assert failure(await ask("gone.example")) == "There is no such name."
    transport.close()
    assert "not answer" in failure(await ask("there.example"))


@pytest.fixture
def certified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[timedelta], ssl.SSLContext]:
    """A server with a certificate that is good for so long, and is trusted here."""

    def make(left: timedelta) -> ssl.SSLContext:
        shown = certificate(tmp_path, datetime.now(UTC) + left)
        monkeypatch.setenv("SSL_CERT_FILE", str(shown))
        return server(shown)

    return make


async def test_a_certificate_that_runs_out_is_said_in_time(
    looks: Looks, certified: Callable[[timedelta], ssl.SSLContext]
) -> None:
    async with page(ssl=certified(timedelta(days=5, hours=1))) as url:
        assert flaw(await looks.look(HttpProbe(url=url, internal=True))) == (
            "Its certificate runs out in 5 days."
        )
        assert flaw(await looks.look(HttpProbe(url=url, internal=True, certificate_days=3))) is None


async def test_a_certificate_that_is_over_or_not_known_is_a_failure(
    looks: Looks,
    certified: Callable[[timedelta], ssl.SSLContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with page(ssl=certified(timedelta(days=-1))) as url:
        found = await looks.look(HttpProbe(url=url, internal=True))
        assert failure(found) == "Its certificate is not valid."
    async with page(ssl=certified(timedelta(days=90))) as url:
        monkeypatch.delenv("SSL_CERT_FILE")
        found = await looks.look(HttpProbe(url=url, internal=True))
        assert failure(found) == "Its certificate is not valid."
