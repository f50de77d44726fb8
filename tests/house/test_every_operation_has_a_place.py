"""What the house can do, a page offers; where none does, the reason stands here."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import yaml

ROOT: Final = Path(__file__).parents[2]
# Complete by its own test: it has a row for each operation that the house answers.
EVERY: Final = frozenset(yaml.safe_load((ROOT / "tests/security/authz_matrix.yaml").read_text()))
OFFERED_BY_NONE: Final[Mapping[str, str]] = {
    "POST /api/v1/auth/oidc/{provider}/backchannel-logout": "a provider of sign-ins asks it",
    "GET /api/v1/auth/oidc/{provider}/return": "a provider of sign-ins leads there",
    "GET /api/v1/auth/plex/owner-return": "Plex leads there",
    "GET /api/v1/auth/plex/return": "Plex leads there",
    "GET /api/v1/downloads/collections/{collection_id}": "the list has all of each",
    "GET /api/v1/downloads/collections/{collection_id}/items": "they stand in the queue",
    "POST /api/v1/downloads/redrive": "for programs, after a long outage; each row can be retried",
    "GET /api/v1/downloads/shared": "for programs; the page reads what was shared by itself",
    "GET /api/v1/downloads/{download_id}": "the list has all of each",
    "POST /api/v1/downloads/{download_id}/approve": "the page decides of one as of many",
    "POST /api/v1/downloads/{download_id}/decline": "the page decides of one as of many",
    "GET /api/v1/downloads/{download_id}/files/{index}": "a link for a minute leads there",
    "GET /api/v1/library/items/{rating_key}/children": "the item has its first two hundred",
    "POST /api/v1/live/ticket": "for programs; a page has its cookie",
    "POST /api/v1/members": "for programs; people come by a link that they are given",
    "DELETE /api/v1/members/{member_id}": "for programs; the page calls it erasing",
    "GET /api/v1/notifications/unsubscribe/{token}": "a mail leads there",
    "POST /api/v1/notifications/unsubscribe/{token}": "a mail program asks it",
    "GET /api/v1/requests/{request_id}": "the list has all of each",
    "POST /api/v1/requests/{request_id}/approve": "the page decides of one as of many",
    "POST /api/v1/requests/{request_id}/decline": "the page decides of one as of many",
    "GET /api/v1/settings/identity/house": "the page reads what everybody may read of it",
    "GET /api/v1/status/incidents/{incident_id}": "the list has all of each",
    "GET /api/v1/status/monitors/{monitor_id}/history": "the page asks for that of all at once",
    "GET /api/v1/status/public/badge.svg": "a picture for pages elsewhere",
    "GET /api/v1/status/public/{place}/badge.svg": "a picture for pages elsewhere",
    "POST /api/v1/webhooks/overseerr": "Overseerr calls it",
    "POST /api/v1/webhooks/plex/{secret}": "Plex calls it",
    "GET /api/docs": "a page of its own",
    "GET /api/openapi.json": "for programs",
    "POST /api/csp-report": "a browser reports there by itself",
    "GET /healthz": "for whatever runs the house",
    "GET /readyz": "for whatever runs the house",
}
CALLED: Final = re.compile(r"\bapi\.(GET|POST|PUT|PATCH|DELETE)\(\s*\"(/api/v1/[^\"]+)\"")
OF_A_TYPE: Final = re.compile(
    r"\b(?:Got|Posted|paths)[<\[]\"/api/v1/[^\"]+\"|(?:keyof paths,|extends) `[^`]+`"
)
# A path that stands alone is data, for something that asks for all it has, and tries it.
HELD: Final = re.compile(r"\"(/api/v1/[^\"$]+)\"")
FOLLOWED: Final = re.compile(r"`(?:\$\{[^}]*\})?(/api/v1/[^`?]+)")


def test_every_operation_is_offered_by_a_page_or_there_is_a_reason() -> None:
    assert sorted(EVERY - offered() - OFFERED_BY_NONE.keys()) == [], (
        "offer it on a page, or say in OFFERED_BY_NONE why no page does"
    )


def test_a_reason_is_given_only_for_what_no_page_offers() -> None:
    assert sorted(OFFERED_BY_NONE.keys() - EVERY) == [], "there is no such operation"
    assert sorted(OFFERED_BY_NONE.keys() & offered()) == [], "a page offers it"


def offered() -> frozenset[str]:
    """The operations that the sources of the pages ask for."""
    return frozenset(one for source in sources() for one in asked_in(source))


def sources() -> Iterator[str]:
    for path in (ROOT / "web/src").rglob("*.ts*"):
        if ".test." not in path.name and path.name != "schema.d.ts":
            yield path.read_text()


def asked_in(source: str) -> Iterator[str]:
    yield from (f"{verb} {path}" for verb, path in CALLED.findall(source))
    rest = OF_A_TYPE.sub("", CALLED.sub("", source))
    for path in HELD.findall(rest):
        yield from (one for one in EVERY if one.partition(" ")[2] == path)
        yield f"POST {path}/test"
    for said in FOLLOWED.findall(rest):
        shape = re.compile(re.sub(r"\\\$\\\{.*?\\\}", "[^/]+", re.escape(said)) + "$")
        yield from (one for one in EVERY if one.startswith("GET ") and shape.match(one[4:]))
