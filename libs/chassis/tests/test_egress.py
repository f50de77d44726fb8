"""The guard judges the resolved address, and the proxy is the only way out."""

# ruff: noqa: E501 - addresses that make no sense are long
import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import httpx
import pytest
from chassis_house import sample
from hypothesis import given
from hypothesis import strategies as st

from medianest.chassis.egress import AddressRefused, EgressGuard, EgressProxy, TokenBucket
from medianest.chassis.egress.addresses import is_outside
from medianest.chassis.egress.proxy import Patience
from medianest.chassis.http import AnswerTooLarge, Outward
from medianest.chassis.watching.metrics import Metrics
from medianest.testkit.inside import INSIDE_HOSTS

BAD_URLS = [
    "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "data:text/plain,x", "//127.0.0.1/",
    "http://", "http:///x", "http://user@8.8.8.8/", "http://user:pw@8.8.8.8/", "http://8.8.8.8@127.0.0.1/",
    "http://8.8.8.8:0/", "http://8.8.8.8:65536/", "http://8.8.8.8:x/", "http://8.8.8.8\\@127.0.0.1/",
    "http://127.0.0.1\t/", "http://8.8.8.8\r\nHost: x/", "http://[fe80::1%25eth0]/", "http://[::1", "nonsense",
    "http://" + "a" * 300 + "/", "http://8.8.8.8/" + "x" * 9000, "http://%31%32%37.0.0.1/",
    "http://a..b.invalid/", "http://xn--.invalid/", "javascript:alert(1)", "HTTP://127.0.0.1/",
]  # fmt: skip


def test_there_are_enough_spellings() -> None:
    assert len(set(INSIDE_HOSTS)) >= 60


@pytest.mark.parametrize("host", INSIDE_HOSTS)
async def test_s35_no_spelling_of_an_inside_address_is_vetted(host: str) -> None:
    guard = EgressGuard()
    for url in (f"http://{host}/", f"https://{host}:8443/x?y"):
        with pytest.raises(AddressRefused):
            await guard.vet(url)
    with pytest.raises(AddressRefused):
        await guard.vet(host, 443)


@pytest.mark.parametrize("url", BAD_URLS)
async def test_a_senseless_address_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        await EgressGuard(deadline_s=1).vet(url)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8",
     "2002:808:808::1", "172.32.0.1", "100.128.0.1", "2a00:1450::1"],
)  # fmt: skip
async def test_the_world_may_be_called(address: str) -> None:
    shown = f"[{address}]" if ":" in address else address
    assert is_outside(address)
    assert await EgressGuard().vet(f"https://{shown}/")


def test_what_is_no_address_is_not_outside() -> None:
    assert not is_outside("example.org")
    assert not is_outside("2606:4700::1%eth0")


@given(st.ip_addresses(v=4))
def test_an_inside_number_stays_inside_however_it_is_wrapped(number: object) -> None:
    bare = is_outside(str(number))
    assert is_outside(f"::ffff:{number}") is bare
    assert is_outside(f"64:ff9b::{number}") is bare
    assert is_outside(f"2606:4700::5efe:{number}") is bare
    assert not is_outside(f"::{number}")


async def test_a_name_with_one_inside_number_is_refused() -> None:
    async def both(host: str, port: int) -> list[str]:
        return ["8.8.8.8", "10.0.0.1"]

    with pytest.raises(AddressRefused):
        await EgressGuard(resolve=both).vet("https://both.example/")


async def test_a_resolver_that_fails_or_dawdles_or_knows_nothing_is_a_refusal() -> None:
    async def never(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    async def nothing(host: str, port: int) -> list[str]:
        return []

    for guard in (EgressGuard(resolve=never, deadline_s=0.01), EgressGuard(resolve=nothing)):
        with pytest.raises(AddressRefused):
            await guard.vet("https://somewhere.example/")


async def test_an_exception_holds_for_its_exact_spelling_and_port() -> None:
    guard = EgressGuard(("127.0.0.1:9000", "[::1]:9000"))
    assert await guard.vet("http://127.0.0.1:9000/") == ["127.0.0.1"]
    for url in ("http://127.0.0.1:9001/", "http://0x7f000001:9000/", "http://localhost:9000/"):
        with pytest.raises(AddressRefused):
            await guard.vet(url)


class Canary:
    """A server inside that must not be reached: it counts connections and keeps what it heard."""

    def __init__(self, answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi") -> None:
        self.answer = answer
        self.connections = 0
        self.heard = b""
        self.port = 0

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["Canary"]:
        server = await asyncio.start_server(self._on_connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _on_connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        self.heard += await reader.read(65_536)
        writer.write(self.answer)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def proxying(guard: EgressGuard, **options: object) -> AsyncIterator[EgressProxy]:
    proxy = EgressProxy(guard, patience=Patience(head_s=2, connect_s=2, idle_s=2), **options)
    await proxy.start()
    try:
        yield proxy
    finally:
        await proxy.stop()


async def told(proxy: EgressProxy, raw: bytes, *, label: str = "job-1") -> bytes:
    url = urlsplit(proxy.url(label))
    held = base64.b64encode(f"{url.username}:{url.password}".encode())
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    writer.write(raw.replace(b"AUTH", b"Proxy-Authorization: Basic " + held))
    try:
        return await asyncio.wait_for(reader.read(), 5)
    finally:
        writer.close()


async def test_s35_nothing_inside_is_reached_through_the_proxy() -> None:
    async with Canary().listening() as canary, proxying(EgressGuard()) as proxy:
        for host in INSIDE_HOSTS:
            place = f"{host}:{canary.port}".encode()
            for raw in (
                b"GET http://" + place + b"/ HTTP/1.1\r\nAUTH\r\n\r\n",
                b"CONNECT " + place + b" HTTP/1.1\r\nAUTH\r\n\r\n",
            ):
                answer = await told(proxy, raw)
                # Bytes beyond ASCII never get as far as the guard.
                assert answer.startswith((b"HTTP/1.1 403", b"HTTP/1.1 400")), (host, answer)
        assert canary.connections == 0


async def test_a_name_that_changes_its_mind_gains_nothing() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])

    async def rebinding(host: str, port: int) -> list[str]:
        return next(answers)

    async with Canary().listening() as canary:
        target = await EgressGuard(resolve=rebinding).target(f"http://re.example:{canary.port}/")
        assert target.addresses == ("8.8.8.8",)
        with pytest.raises(AddressRefused):
            await EgressGuard(resolve=rebinding).vet(f"http://re.example:{canary.port}/")
        assert canary.connections == 0


async def test_the_socket_goes_to_the_vetted_number_not_to_the_name() -> None:
    async def elsewhere(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async with Canary().listening() as canary:
        place = f"nowhere.invalid:{canary.port}"
        async with proxying(EgressGuard((place,), resolve=elsewhere)) as proxy:
            raw = f"GET http://{place}/a?b HTTP/1.1\r\nHost: evil\r\nAUTH\r\n\r\n"
            assert (await told(proxy, raw.encode())).endswith(b"hi")
        assert canary.heard.startswith(b"GET /a?b HTTP/1.1\r\nHost: " + place.encode() + b"\r\n")
        assert b"evil" not in canary.heard
        assert b"Proxy-Authorization" not in canary.heard


async def test_a_redirect_to_the_inside_is_refused() -> None:
    async with Canary().listening() as inside:
        moved = f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{inside.port}/\r\nContent-Length: 0\r\n\r\n"
        async with Canary(moved.encode()).listening() as outside:
            guard = EgressGuard((f"127.0.0.1:{outside.port}",))
            async with proxying(guard) as proxy:
                client = Outward(proxy.url(), follow_redirects=True)
                answer = await client.ask("GET", f"http://127.0.0.1:{outside.port}/")
                assert answer.status == 403
                await client.close()
        assert inside.connections == 0


async def test_only_who_holds_the_secret_may_use_the_proxy() -> None:
    async with Canary().listening() as canary:
        place = f"127.0.0.1:{canary.port}"
        metrics = Metrics("downloads")
        async with proxying(EgressGuard((place,)), metrics=metrics) as proxy:
            for held in (
                "",
                "Proxy-Authorization: Basic !!\r\n",
                "Proxy-Authorization: Basic YTpi\r\n",
            ):
                raw = f"GET http://{place}/ HTTP/1.1\r\n{held}\r\n"
                assert (await told(proxy, raw.encode())).startswith(b"HTTP/1.1 407")
        assert canary.connections == 0
        assert sample(metrics, "medianest_egress_refused_total", why="secret") == 3


SMUGGLED = [
    b"POST {url} HTTP/1.1\r\nAUTH\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
    b"POST {url} HTTP/1.1\r\nAUTH\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST {url} HTTP/1.1\r\nAUTH\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST {url} HTTP/1.1\r\nAUTH\r\nContent-Length: +1\r\n\r\nx",
    b"POST {url} HTTP/1.1\r\nAUTH\r\nContent-Length: 1, 1\r\n\r\nx",
    b"GET {url} HTTP/1.1\r\nAUTH\r\nX : y\r\n\r\n",
    b"GET {url} HTTP/1.1\r\nAUTH\r\nX: y\r\n folded\r\n\r\n",
    b"GET {url} HTTP/1.1\r\nAUTH\r\nX: a\nY: b\r\n\r\n",
    b"GET {url} HTTP/1.1\r\nAUTH\r\nX: a\rb\r\n\r\n",
    b"GET {url} HTTP/1.1\r\nAUTH\r\nX: a\x00b\r\n\r\n",
    b"GET  {url} HTTP/1.1\r\nAUTH\r\n\r\n",
    b"GET {url} HTTP/2.0\r\nAUTH\r\n\r\n",
    b"GET / HTTP/1.1\r\nAUTH\r\n\r\n",
    b"GET https://x/ HTTP/1.1\r\nAUTH\r\n\r\n",
    b"CONNECT nowhere HTTP/1.1\r\nAUTH\r\n\r\n",
    b"GET {url} HTTP/1.1\r\nAUTH\r\nX: " + b"x" * 40_000 + b"\r\n\r\n",
]


@pytest.mark.parametrize("raw", SMUGGLED, ids=range(len(SMUGGLED)))
async def test_a_request_that_could_be_read_in_two_ways_is_refused(raw: bytes) -> None:
    async with Canary().listening() as canary:
        place = f"127.0.0.1:{canary.port}"
        async with proxying(EgressGuard((place,))) as proxy:
            answer = await told(proxy, raw.replace(b"{url}", f"http://{place}/".encode()))
            assert answer[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 411"), answer
        assert canary.connections == 0


async def test_what_stands_behind_a_request_is_not_sent_on() -> None:
    async with Canary().listening() as canary:
        place = f"127.0.0.1:{canary.port}"
        async with proxying(EgressGuard((place,))) as proxy:
            raw = f"GET http://{place}/one HTTP/1.1\r\nAUTH\r\n\r\nGET http://{place}/two HTTP/1.1\r\n\r\n"
            answer = await told(proxy, raw.encode())
        assert answer.count(b"HTTP/1.1 200") == 1
        assert b"Connection: close" in answer
        assert canary.heard.count(b"GET") == 1


async def test_a_tunnel_carries_both_ways_and_bytes_are_counted_by_label() -> None:
    counted: list[tuple[str, str, int]] = []
    metrics = Metrics("downloads")
    async with Canary(b"pong!").listening() as canary:
        place = f"127.0.0.1:{canary.port}"
        async with proxying(
            EgressGuard((place,)),
            on_bytes=lambda *what: counted.append(what),
            metrics=metrics,
            rate_bps=1e9,
        ) as proxy:
            answer = await told(proxy, f"CONNECT {place} HTTP/1.1\r\nAUTH\r\n\r\nping".encode())
        assert answer.endswith(b"\r\n\r\npong!")
    assert ("job-1", "out", 4) in counted
    assert ("job-1", "in", 5) in counted
    assert sample(metrics, "medianest_egress_bytes_total", direction="in") == 5


async def test_a_body_goes_through_and_answers_without_one_end() -> None:
    async with Canary(
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No\r\n\r\n"
    ).listening() as canary:
        place = f"127.0.0.1:{canary.port}"
        async with proxying(EgressGuard((place,))) as proxy:
            raw = f"POST http://{place} HTTP/1.1\r\nAUTH\r\nContent-Length: 5\r\n\r\nhello"
            assert (await told(proxy, raw.encode())).startswith(b"HTTP/1.1 204")
        assert canary.heard.startswith(b"POST / HTTP/1.1")


@pytest.mark.parametrize(
    "answer",
    [b"nonsense\r\n\r\n", b"", b"HTTP/1.1 101 Switch\r\n\r\n",
     b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"],
)  # fmt: skip
async def test_an_upstream_that_talks_nonsense_is_a_bad_gateway(answer: bytes) -> None:
    async with Canary(answer).listening() as canary:
        place = f"127.0.0.1:{canary.port}"
        async with proxying(EgressGuard((place,))) as proxy:
            raw = f"GET http://{place}/ HTTP/1.1\r\nAUTH\r\n\r\n"
            assert (await told(proxy, raw.encode())).startswith(b"HTTP/1.1 502")


async def test_nobody_there_is_a_bad_gateway_and_too_many_are_closed() -> None:
    async with Canary().listening() as canary:
        gone = canary.port
    async with proxying(EgressGuard((f"127.0.0.1:{gone}",)), connections_max=1) as proxy:
        raw = f"GET http://127.0.0.1:{gone}/ HTTP/1.1\r\nAUTH\r\n\r\n"
        assert (await told(proxy, raw.encode())).startswith(b"HTTP/1.1 502")
        url = urlsplit(proxy.url())
        _, first = await asyncio.open_connection(url.hostname, url.port)
        first.write(b"GET ")
        await first.drain()
        # What was sent and not read may reset the connection before its answer is seen.
        with contextlib.suppress(ConnectionResetError):
            assert (await told(proxy, raw.encode())).startswith(b"HTTP/1.1 503")
        first.close()


class SteppingClock:
    def __init__(self) -> None:
        self.at_s = 0.0

    def now(self) -> object:
        raise NotImplementedError

    def monotonic(self) -> float:
        return self.at_s


@given(st.lists(st.integers(1, 65_536), min_size=1, max_size=200))
def test_no_more_passes_than_the_rate_and_one_burst(chunks: list[int]) -> None:
    clock = SteppingClock()
    bucket = TokenBucket(100_000, clock)
    passed = 0
    for chunk in chunks:
        clock.at_s += bucket.debt_s(chunk)
        passed += chunk
        assert passed <= 100_000 * (clock.at_s + 1) + 1


async def test_an_answer_larger_than_its_cap_is_dropped() -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + b"x" * 100
    async with Canary(body).listening() as canary:
        place = f"127.0.0.1:{canary.port}"
        async with proxying(EgressGuard((place,))) as proxy:
            client = Outward(proxy.url(), body_bytes_max=99)
            with pytest.raises(AnswerTooLarge):
                await client.ask("GET", f"http://{place}/")
            await client.close()
            whole = Outward(proxy.url(), headers={"X-Ours": "1"})
            answer = await whole.ask("GET", f"http://{place}/")
            assert (answer.status, len(answer.body)) == (200, 100)
            await whole.close()
    assert b"x-ours: 1" in canary.heard.lower()


async def test_tls_goes_through_the_tunnel_only_to_the_world() -> None:
    async with proxying(EgressGuard()) as proxy:
        client = Outward(proxy.url())
        with pytest.raises(httpx.ProxyError):
            await client.ask("GET", "https://127.0.0.1/")
        await client.close()
