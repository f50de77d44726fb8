"""Every operation by everybody: who is let in is what the matrix says, and nothing is left out."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
import yaml

from medianest.local.simulators.overseerr.house import ENDLESS_FROM

MATRIX: Final[Mapping[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "authz_matrix.yaml").read_text()
)
COLUMNS: Final = (
    *("stranger", "guest", "member", "other", "moderator", "admin", "owner"),
    *("expired", "revoked", "key"),
)
NOWHERE: Final = UUID(int=1)
# Things that cannot be made here, and why nobody is proved less by one that never was.
NEVER_WAS: Final[Mapping[str, object]] = {
    "about_id": NOWHERE,  # one may mute whatever one likes
    "delivery_id": NOWHERE,  # shown only to who looks after the house; it needs a proven channel
    "job_id": NOWHERE,  # the same; nothing fails for good in a house that works
    "place": "nowhere",  # on the public page, which is closed
    "secret": "a-secret-that-nobody-has",  # whoever has it is let in as the media server
    "token": "a-link-out-of-a-mail",  # whoever has it is let in as who got the mail
}
OWN_PASSWORD: Final = "of whoever asks"
# Where nothing is asked of the thing before the body is read: the smallest that is one.
BODIES: Final[Mapping[str, Mapping[str, object]]] = {
    "DELETE /api/v1/me/second-factors/{factor_id}": {"password": OWN_PASSWORD},
    "POST /api/v1/downloads/collections/{collection_id}/steer": {"action": "pause"},
    "POST /api/v1/downloads/{download_id}/move": {"before": None},
    "POST /api/v1/downloads/{download_id}/priority": {"priority": "low"},
    # Nobody guesses this code: who may type it is refused as well, but in other words.
    "POST /api/v1/me/second-factors/{factor_id}/confirm": {"code": "000000"},
    "POST /api/v1/notifications/channels/{channel_id}/confirm": {"code": "000000"},
}
# Of the gateway alone, and so in no service's part of the document.
BESIDE: Final = (
    *("GET /api/docs", "GET /api/openapi.json", "POST /api/csp-report", "GET /healthz"),
    "GET /readyz",
)
TOO_OFTEN: Final = 429
ENDLESS: Final = "text/event-stream; charset=utf-8"
SAFE: Final = frozenset({"GET", "HEAD"})
# Whoever is let in is refused for the version: the household goes on with its servers.
TAKES_AWAY: Final = frozenset(
    f"DELETE /api/v1/settings/requests/{server}" for server in ("overseerr", "plex")
)
UNPLUGGED: Final = "DELETE /api/v1/settings/status/uptime-kuma"
"""Has no version to be refused for, so it is connected again."""
ANOTHER_VERSION: Final = {"If-Match": '"v999"'}
TIMES: Final = 15
SAME_S: Final = 0.01
"""Less than this nobody can measure from where they are."""
Client = httpx.Client
T = TypeVar("T")
Answered = tuple[tuple[int, str], float]
"""Status and words, and the seconds that it took."""


class Crowd:
    """Everybody who tries, and the things that they try it on: the member's, or a fresh one's."""

    def __init__(self, household: Any, stack: ExitStack) -> None:
        told = household.told
        self._household = household
        self._stack = stack
        self._kept: dict[str, str] = {}
        self._titles = count(ENDLESS_FROM)
        self.by: dict[str, Client] = {"owner": self._signed_in(told["owner"])}
        self._member, other, moderator = told["members"]
        self._people = {
            "guest": self._joined("guest"),
            "member": self._member,
            "other": other,
            "moderator": moderator,
            "admin": self._joined("admin"),
            "owner": told["owner"],
        }
        self.by |= {
            "stranger": self._client(),
            **{who: self._signed_in(person) for who, person in self._people.items()},
            "expired": self._expired(),
            "outlived": self._outlived(),
            "revoked": self._signed_out(),
            "key": self._client(self._api_key()["key"]),
        }
        self._begin_what_takes_time()

    def tries(self, who: str, method: str, path: str) -> str:
        """What comes of it: let in, or the status of the refusal."""
        client = self.by[who]
        url = self._there(method, path)
        body = self._body(who, method, path)
        headers = ANOTHER_VERSION if f"{method} {path}" in TAKES_AWAY else {}
        with client.stream(method, url, json=body, headers=headers) as answer:
            if answer.headers.get("content-type") != ENDLESS:
                answer.read()
                assert answer.status_code < 500, (who, method, path, answer.text)
            assert answer.status_code != TOO_OFTEN, f"{who} was not asked who they are: {path}"
        if path == "/api/v1/auth/logout" and who in self._people:
            self.by[who] = self._signed_in(self._people[who])
        if path == "/api/v1/me/sessions" and who == "member":
            self.by["key"] = self._client(self._api_key()["key"])  # it ended with the sessions
        if f"{method} {path}" == UNPLUGGED and answer.is_success:
            self._plug_in_again()
        return str(answer.status_code) if answer.status_code in {401, 403, 404} else "in"

    def beside(self, method: str, path: str) -> tuple[Answered, Answered]:
        """What another member hears of the member's thing, and of one that never was."""
        real = self._there(method, path)
        never = re.sub(r"\{(\w+)\}", _never, path)
        body = self._body("other", method, path)
        return self._heard(method, real, body), self._heard(method, never, body)

    def _heard(self, method: str, url: str, body: object) -> Answered:
        began = time.perf_counter()
        answer = self.by["other"].request(method, url, json=body)
        took_s = time.perf_counter() - began
        words = {**answer.json(), "instance": None}
        return (answer.status_code, str(words)), took_s

    def _body(self, who: str, method: str, path: str) -> Mapping[str, object] | None:
        if method in SAFE:
            return None
        password = self._people.get(who, self._member)["password"]
        smallest = BODIES.get(f"{method} {path}", {})
        return {k: password if v == OWN_PASSWORD else v for k, v in smallest.items()}

    def _there(self, method: str, path: str) -> str:
        """Where the things are that the path speaks of."""
        if "/files/" in path:
            path = path.replace("download_id", "finished_download_id")
        return re.sub(r"\{(\w+)\}", lambda name: self._thing(name[1], method), path)

    def _thing(self, name: str, method: str) -> str:
        """Its id. What may be changed by trying is made anew for each try."""
        if name in NEVER_WAS:
            return str(NEVER_WAS[name])
        make = getattr(self, f"_{name}")
        if method not in SAFE:
            return str(make())
        if name not in self._kept:
            self._kept[name] = str(make())
        return self._kept[name]

    def _begin_what_takes_time(self) -> None:
        """A fetched file, a notification and an outage are there when their turn comes."""
        member, owner = self.by["member"], self.by["owner"]
        film = {"url": f"{self._household.videos}/watch/night-train"}
        self._film = self._done(member.post("/api/v1/downloads", json=film))["id"]
        wish = self._request_id()
        self._done(owner.post(f"/api/v1/requests/{wish}/decline", json={"reason": "No."}))
        probe = {"type": "tcp", "host": "127.0.0.1", "port": 9, "internal": True}
        plan = {"name": "Nobody", "every_s": 5, "probe": probe}
        self._done(owner.post("/api/v1/status/monitors", json=plan))

    def _finished_download_id(self) -> Any:
        at = f"/api/v1/downloads/{self._film}"
        self._until(lambda: self._done(self.by["member"].get(at))["status"] == "completed")
        return self._film

    def _notification_id(self) -> Any:
        return self._first("member", "/api/v1/notifications")

    def _incident_id(self) -> Any:
        return self._first("owner", "/api/v1/status/incidents")

    def _event_id(self) -> Any:
        return self._first("owner", "/api/v1/admin/events")

    def _first(self, who: str, path: str) -> Any:
        """The newest there is, once there is one."""
        found = self._until(lambda: self._done(self.by[who].get(path))["items"])
        return found[0]["id"]

    def _announcement_id(self) -> Any:
        words = {"title": "Tonight"}
        return self._done(self.by["owner"].post("/api/v1/status/announcements", json=words))["id"]

    def _maintenance_id(self) -> Any:
        now = datetime.now(UTC)
        plan = {
            "title": "New disks",
            "starts_at": (now + timedelta(days=1)).isoformat(),
            "ends_at": (now + timedelta(days=2)).isoformat(),
        }
        return self._done(self.by["owner"].post("/api/v1/status/maintenance", json=plan))["id"]

    def _factor_id(self) -> Any:
        app = {"kind": "totp", "name": "phone", "password": self._member["password"]}
        return self._done(self.by["member"].post("/api/v1/me/second-factors", json=app))["id"]

    def _service(self) -> Any:
        return "identity"

    def _stream(self) -> Any:
        return f"member-{self._done(self.by['owner'].get('/api/v1/me'))['id']}"

    def _name(self) -> Any:
        at = "/api/v1/settings/notify/templates"
        return self._done(self.by["owner"].get(at))["items"][0]

    def _download_id(self) -> Any:
        url = f"{self._household.videos}/nowhere/{uuid4()}.mp4"
        return self._done(self.by["member"].post("/api/v1/downloads", json={"url": url}))["id"]

    def _request_id(self) -> Any:
        body = {"media_type": "movie", "tmdb_id": next(self._titles)}
        return self._done(self.by["member"].post("/api/v1/requests", json=body))["id"]

    def _index(self) -> Any:
        return 0

    def _issue_id(self) -> Any:
        """The one that is there: a member may report only so many in an hour."""
        member, at = self.by["member"], "/api/v1/issues"
        there = self._done(member.get(at))["items"]
        wrong = {"media_type": "movie", "tmdb_id": ENDLESS_FROM, "kind": "audio", "text": "Silent."}
        return there[0]["id"] if there else self._done(member.post(at, json=wrong))["issue"]["id"]

    def _provider(self) -> Any:
        return "household"

    def _way_in(self) -> Any:
        return "household"

    def _row(self) -> Any:
        return "trending"

    def _media_type(self) -> Any:
        return "movie"

    def _tmdb_id(self) -> Any:
        return ENDLESS_FROM

    def _key(self) -> Any:
        return "1"

    def _rating_key(self) -> Any:
        return self._newest()["rating_key"]

    def _opaque(self) -> Any:
        return self._newest()["image"]

    def _newest(self) -> Any:
        return self._done(self.by["member"].get("/api/v1/library/recent"))["items"][0]

    def _collection_id(self) -> Any:
        body = {"url": f"{self._household.videos}/playlist.rss", "items": [1]}
        return self._done(self.by["member"].post("/api/v1/downloads/collections", json=body))["id"]

    def _key_id(self) -> Any:
        return self._api_key()["id"]

    def _session_id(self) -> Any:
        self._signed_in(self._member)
        sessions = self._done(self.by["member"].get("/api/v1/me/sessions"))["items"]
        return next(session["id"] for session in sessions if not session["current"])

    def _invite_id(self) -> Any:
        return self._invite()["id"]

    def _code(self) -> Any:
        return self._invite()["code"]

    def _member_id(self) -> Any:
        return self._joined("member")["id"]

    def _channel_id(self) -> Any:
        """The one that is there: a member may add only so many in an hour."""
        member, at = self.by["member"], "/api/v1/notifications/channels"
        there = self._done(member.get(at))["items"]
        address = {"kind": "email", "email": f"{uuid4()}@example.org"}
        return (there or [self._done(member.post(at, json=address))])[0]["id"]

    def _monitor_id(self) -> Any:
        return self._done(self.by["owner"].get("/api/v1/status"))["monitors"][0]["id"]

    def _api_key(self, **more: Any) -> Any:
        wish = {"name": "a program", "scopes": ["library.read"], **more}
        with self._household.signed_in(self._member) as member:
            return self._done(member.client.post("/api/v1/me/api-keys", json=wish))

    def _expired(self) -> Client:
        until = datetime.now(UTC) + timedelta(seconds=4)
        client = self._client(self._api_key(expires_at=until.isoformat())["key"])
        self._until(lambda: client.get("/api/v1/library/recent").status_code == 401)
        return client

    def _outlived(self) -> Client:
        """A browser that comes back after its session's time: three months are made to pass."""
        client = self._signed_in(self._member)
        sessions = self._done(client.get("/api/v1/me/sessions"))["items"]
        (id_,) = [session["id"] for session in sessions if session["current"]]
        asyncio.run(outlive(self._household.told["postgres"]["dsn"], UUID(id_)))
        self._until(lambda: client.get("/api/v1/me").status_code == 401)
        return client

    def _plug_in_again(self) -> None:
        kuma = self._household.told["simulators"]["uptime_kuma"]
        self._done(self.by["owner"].put("/api/v1/settings/status/uptime-kuma", json=kuma))

    def _until(self, there: Callable[[], T]) -> T:
        """Ask until it is so; between two questions nothing else is to be done here."""
        give_up = time.monotonic() + 60
        while not (found := there()):
            assert time.monotonic() < give_up, "it did not come"
            time.sleep(0.2)
        return found

    def _signed_out(self) -> Client:
        client = self._signed_in(self._member)
        cookies = dict(client.cookies)
        client.post("/api/v1/auth/logout").raise_for_status()
        client.cookies.update(cookies)
        return client

    def _invite(self) -> Any:
        return self._done(self.by["owner"].post("/api/v1/invites", json={"role": "member"}))

    def _joined(self, role: str) -> Mapping[str, str]:
        name = f"{role}-{uuid4().hex[:8]}"
        person = {"username": name, "password": "a long enough password", "role": role}
        made = self._done(self.by["owner"].post("/api/v1/members", json=person))
        return {**person, "id": made["id"]}

    def _signed_in(self, person: Mapping[str, str]) -> Client:
        return self._stack.enter_context(self._household.signed_in(person)).client  # type: ignore[no-any-return]

    def _client(self, key: str | None = None) -> Client:
        headers = {"X-Requested-With": "medianest", **({"X-Api-Key": key} if key else {})}
        return self._stack.enter_context(Client(base_url=self._household.url, headers=headers))

    def _done(self, answer: httpx.Response) -> Any:
        assert answer.is_success, answer.text
        return answer.json()


def _never(name: re.Match[str]) -> str:
    return "0" if name[1] == "index" else str(uuid4())


async def outlive(dsn: str, session_id: UUID) -> None:
    """What the gateway knows of the session says that its time is over."""
    connection = await asyncpg.connect(dsn)
    try:
        (schema,) = [
            row["schemaname"]
            for row in await connection.fetch(
                "select schemaname from pg_tables where schemaname like 'gateway%'"
                " and tablename = 'sessions'"
            )
        ]
        changed = await connection.execute(
            f"update {schema}.sessions set expires_at = now() where session_id = $1",  # noqa: S608  a name of ours
            session_id,
        )
        assert changed == "UPDATE 1"
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def crowd(household: Any) -> Iterator[Crowd]:
    with ExitStack() as stack:
        yield Crowd(household, stack)


def operations(document: dict[str, Any]) -> list[str]:
    return sorted(
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
    )


async def test_s01_everybody_is_let_in_where_the_matrix_says_so_and_nowhere_else(
    household: Any, crowd: Crowd
) -> None:
    known = [*operations(await household.api()), *BESIDE]
    found = {
        operation: " ".join(crowd.tries(who, *operation.split(" ")) for who in COLUMNS)
        for operation in known
    }
    written = {operation: " ".join(row.split()) for operation, row in MATRIX.items()}
    differ = [f"{op}: {row}" for op, row in found.items() if written.get(op) != row]
    assert not differ, "found, and not so in the matrix:\n" + "\n".join(differ)
    gone = sorted(written.keys() - found.keys())
    assert not gone, f"in the matrix, and no longer in the API: {gone}"


async def test_s01_a_session_that_outlived_its_time_is_worth_what_a_revoked_one_is(
    household: Any, crowd: Crowd
) -> None:
    column = COLUMNS.index("revoked")
    for operation in operations(await household.api()):
        verdict = crowd.tries("outlived", *operation.split(" "))
        assert verdict == MATRIX[operation].split()[column], operation


def test_s02_what_is_somebody_elses_is_answered_as_what_never_was(crowd: Crowd) -> None:
    """The same status and words, after the same time: nobody learns what there is."""
    told = {operation: verdicts.split() for operation, verdicts in MATRIX.items()}
    member, other = COLUMNS.index("member"), COLUMNS.index("other")
    hidden = [op for op, each in told.items() if (each[member], each[other]) == ("in", "404")]
    assert len(hidden) > 10
    for operation in hidden:
        method, path = operation.split(" ")
        # What changes something is tried once: it is not there any more the second time.
        pairs = [crowd.beside(method, path) for _ in range(TIMES if method == "GET" else 1)]
        assert all(theirs[0] == never[0] for theirs, never in pairs), (operation, pairs[0])
        if method == "GET":
            # The fastest of them: what else the machine does only adds to it.
            theirs_s, never_s = (
                min(took for _, took in asked) for asked in zip(*pairs, strict=True)
            )
            assert abs(theirs_s - never_s) < SAME_S, operation
