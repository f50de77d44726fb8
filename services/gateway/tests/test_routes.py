"""No path reaches a service that its segments do not name."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medianest.gateway.api.routes import ROUTES, UNSAFE, Route, RouteTable
from medianest.gateway.ports import SAFE

TABLE = RouteTable(ROUTES)
METHODS = sorted(SAFE | UNSAFE)
SEGMENT = st.text(st.characters(codec="ascii", exclude_characters="/"), min_size=1, max_size=12)


def matched(path: str, method: str = "GET") -> Route | None:
    return TABLE.match(method, tuple(path.strip("/").split("/")))


def names(route: Route, segments: Sequence[str]) -> bool:
    """Each segment of the route is the one that was asked for, or open to any."""
    begin = segments[: len(route.segments)]
    return all(named in ("*", given) for named, given in zip(route.segments, begin, strict=True))


@given(route=st.sampled_from(ROUTES), tail=SEGMENT, method=st.sampled_from(METHODS))
def test_no_route_matches_across_a_segment_boundary(route: Route, tail: str, method: str) -> None:
    stretched = (*route.segments[:-1], route.segments[-1] + tail)
    found = TABLE.match(method, stretched)
    assert found is None or names(found, stretched)
    assert found is None or route.segments[-1] == "*" or found.segments != route.segments


@given(segments=st.lists(SEGMENT, max_size=6), method=st.sampled_from(METHODS))
def test_whatever_matches_begins_with_the_segments_of_its_route(
    segments: list[str], method: str
) -> None:
    found = TABLE.match(method, tuple(segments))
    if found is not None:
        assert names(found, segments)


def test_the_more_specific_route_wins() -> None:
    local, me = matched("/api/v1/auth/local", "POST"), matched("/api/v1/me/sessions")
    assert local is not None
    assert local.account_field == "username"
    assert me is not None
    assert me.service == "identity"
    assert matched("/api/v1/downloads", "POST").counted == "submissions"  # type: ignore[union-attr] # it is there
    assert matched("/api/v1/downloads/7/pause", "POST").counted == "person"  # type: ignore[union-attr] # it is there
    assert matched("/api/v1/settings/downloads/tools").service == "downloads"  # type: ignore[union-attr] # it is there


@pytest.mark.parametrize("path", ["/me/ways-in/plex", "/settings/identity/plex/owner"])
def test_where_a_password_is_given_once_more_guesses_are_counted(path: str) -> None:
    found = matched(f"/api/v1{path}", "POST")
    assert found is not None
    assert (found.service, found.counted, found.may_hold_secrets) == ("identity", "sign_in", True)
    read = matched(f"/api/v1{path}")
    assert read is not None
    assert (read.service, read.counted, read.may_hold_secrets) == ("identity", "person", True)


def test_what_belongs_to_operators_and_machines_is_not_reachable() -> None:
    for path in (
        "/internal/openapi.json",
        "/api/v1/internal/openapi.json",
        "/api/v1/downloadsx",
        "/api-admin",
        "/api",
        "/api/v1",
        "/metrics",
        "/api/v1/settings/gateway/keys",
        "/api/v1/*",
    ):
        assert matched(path) is None, path


def test_only_machines_that_prove_themselves_otherwise_are_exempt_from_csrf() -> None:
    assert {"/".join(route.segments) for route in ROUTES if route.is_exempt_from_csrf} == {
        "api/v1/auth/oidc/*/backchannel-logout",
        "api/v1/webhooks",
        "api/v1/notifications/unsubscribe",
        "api/csp-report",
    }


def test_no_route_takes_a_method_that_is_not_ours() -> None:
    for route in ROUTES:
        for method in ("TRACE", "CONNECT", "TRACK", "DEBUG", "PROPFIND", "get"):
            assert TABLE.match(method, route.segments) is None, (method, route.template)
