"""What could be read in two ways is refused before anybody routes by it."""

from typing import Any

import pytest

from medianest.contracts.refusals import Refusal
from medianest.gateway.api.incoming import BadHost, BadPath, BadTransfer, Reader, TooManyHeaders
from medianest.gateway.api.routes import ANY, ROUTES, Route

READER = Reader("https://nest.example", ("alias.example",), ("10.0.0.0/8",))


def scope(path: bytes = b"/", *headers: tuple[bytes, bytes], client: str = "192.0.2.7") -> Any:
    named = {name for name, _ in headers}
    host = () if b"host" in named else ((b"host", b"nest.example"),)
    return {
        "method": "GET",
        "path": path.decode("latin-1"),
        "raw_path": path,
        "query_string": b"",
        "headers": [*host, *headers],
        "client": (client, 1234),
    }


@pytest.mark.parametrize(
    "path",
    [
        b"/api/v1/../admin",
        b"/api/v1/./me",
        b"/api/v1/%2e%2e/admin",
        b"/api/v1/.%2E/admin",
        b"/api/v1/downloads%2fx",
        b"/api/v1/downloads%5cx",
        b"/api/v1/downloads\\x",
        b"/api/v1/%00",
        b"/api/v1/a%0d%0ab",
        b"/api/v1/%252e%252e",
        b"/api/v1/%ff",
        b"/api/v1/auth//local",
        b"//api/v1/me",
        b"/api/v1/me//",
        b"/api/v1/auth/%6Cocal",
        b"/api/v1/me/recovery%2dcodes",
        b"/api/v1/a b",
        "/api/v1/é".encode(),
        b"api/v1",
        b"/" + b"a" * 9000,
    ],
)
def test_a_path_that_can_be_read_in_two_ways_is_refused(path: bytes) -> None:
    with pytest.raises(BadPath):
        READER.read(scope(path))


def test_a_plain_path_is_taken_apart() -> None:
    assert READER.read(scope(b"/api/v1/me/")).segments == ("api", "v1", "me")
    assert READER.read(scope(b"/")).segments == ()
    assert READER.read(scope(b"/api/a%20b~%7E%3A")).segments == ("api", "a%20b~%7E%3A")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.template)
def test_no_spelling_of_a_route_leads_around_it(route: Route) -> None:
    segments = ["x" if segment == ANY else segment for segment in route.segments]
    plain = "/" + "/".join(segments)
    assert READER.read(scope(plain.encode())).segments == tuple(segments)
    for at, sign in enumerate(plain):
        other = "//" if sign == "/" else f"%{ord(sign):02x}"
        with pytest.raises(BadPath):
            READER.read(scope((plain[:at] + other + plain[at + 1 :]).encode()))


def test_the_base_path_is_taken_off_at_a_segment_boundary_only() -> None:
    reader = Reader("https://nest.example/medianest", (), ())
    assert reader.read(scope(b"/medianest/api/v1/me")).path == "/api/v1/me"
    assert reader.read(scope(b"/medianest/")).path == "/"
    assert reader.read(scope(b"/medianest")).path == ""
    assert reader.read(scope(b"/medianestx/api")).path == "/medianestx/api"


@pytest.mark.parametrize("host", [b"evil.example", b"nest.example.evil", b"", b"nest.example@evil"])
def test_s33_another_host_is_refused(host: bytes) -> None:
    with pytest.raises(BadHost):
        READER.read(scope(b"/", (b"host", host)))


def test_s33_an_absent_or_doubled_host_is_refused() -> None:
    absent = {**scope(), "headers": []}
    doubled = {**scope(), "headers": [(b"host", b"nest.example"), (b"host", b"evil.example")]}
    for one in (absent, doubled):
        with pytest.raises(BadHost):
            READER.read(one)


@pytest.mark.parametrize(
    "host",
    [b"nest.example", b"NEST.example:443", b"alias.example:8443", b"127.0.0.1:1", b"[::1]:9"],
)
def test_our_names_and_bare_addresses_are_ours(host: bytes) -> None:
    READER.read(scope(b"/", (b"host", host)))


def test_headers_of_unusual_size_are_refused() -> None:
    for headers in (
        [(b"x-a", b"a" * 40_000)],
        [(b"x-%d" % n, b"") for n in range(101)],
        [(b"content-length", b"1"), (b"content-length", b"2")],
    ):
        with pytest.raises(TooManyHeaders):
            READER.read(scope(b"/", *headers))


@pytest.mark.parametrize(
    ("client", "forwarded", "address"),
    [
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "what, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_only_a_trusted_proxy_is_believed_about_addresses(
    client: str, forwarded: str, address: str
) -> None:
    read = READER.read(scope(b"/", (b"x-forwarded-for", forwarded.encode()), client=client))
    assert read.address == address


def test_a_whole_v6_network_is_counted_as_one() -> None:
    read = READER.read(scope(b"/", client="2001:db8:1:2:3:4:5:6"))
    assert read.network == "2001:db8:1:2::/64"


@pytest.mark.parametrize(
    ("origin", "is_own"),
    [
        ("https://nest.example", True),
        ("https://nest.example:443", True),
        ("http://nest.example:443", True),
        ("https://nest.example.evil", False),
        ("https://nestxexample", False),
        ("https://evil.example", False),
        ("null", False),
        ("", False),
        ("https://nest.example/", False),
        ("file://nest.example", False),
    ],
)
def test_s27_only_our_own_origin_is_ours(origin: str, is_own: bool) -> None:  # noqa: FBT001 - a table of cases
    assert READER.is_own_origin(origin, "nest.example:443") is is_own


def test_every_refusal_has_a_sentence() -> None:
    for refusal in (BadHost, BadPath, BadTransfer, TooManyHeaders):
        assert issubclass(refusal, Refusal)
        assert refusal.title().endswith(".")


@pytest.mark.parametrize("client", ["192.0.2.7", "::ffff:192.0.2.7"])
def test_who_comes_by_ipv4_is_counted_by_that_address_whatever_the_socket_is(client: str) -> None:
    incoming = READER.read(scope(client=client))
    assert (incoming.address, incoming.network) == ("192.0.2.7", "192.0.2.7")
