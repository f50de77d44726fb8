"""The household's mail server, and how letters look: for those who run it."""

import asyncio
from contextlib import suppress

import asyncpg
from notify_door import Door

from medianest.local.simulators.smtp import PASSWORD, USER
from medianest.testkit.house import House

SMTP = "/settings/notify/smtp"


def wish(door: Door, **changes: object) -> dict[str, object]:
    return {
        "host": "localhost",
        "port": door.post_office.smtp_port,
        "security": "none",
        "from_address": "house@example.org",
        "username": USER,
        "password": PASSWORD,
        **changes,
    }


async def test_the_password_goes_in_and_never_comes_out(door: Door) -> None:
    answer = await door.call("PUT", SMTP, wish(door, password="a-long-password"), role="admin")
    assert answer.status_code == 200
    assert answer.json()["last_four"] == "word"
    assert "a-long-password" not in answer.text
    seen = await door.call("GET", SMTP, role="admin")
    assert seen.json() == answer.json()
    kept = wish(door, from_address="other@example.org")
    del kept["password"]
    again = await door.call("PUT", SMTP, kept, role="admin", **{"If-Match": seen.headers["etag"]})
    assert again.json()["last_four"] == "word"
    stale = await door.call("PUT", SMTP, kept, role="admin", **{"If-Match": '"v1"'})
    assert stale.status_code == 412
    none = await door.call("PUT", SMTP, wish(door, password=None), role="admin")
    assert none.json()["has_secret"] is False


def without_password(door: Door, **changes: object) -> dict[str, object]:
    return {name: value for name, value in wish(door, **changes).items() if name != "password"}


async def kept_passwords(house: House) -> int:
    connection = await asyncpg.connect(house("notify").owner_dsn)
    try:
        count = "select count(*) from notify.secrets where owner = 'smtp'"
        return int(await connection.fetchval(count))
    finally:
        await connection.close()


async def test_s36_another_mail_server_does_not_get_the_password_of_this_one(door: Door) -> None:
    # First of the one that the environment names, then of one that an admin set.
    for _ in range(2):
        before = (await door.call("GET", SMTP, role="admin")).json()
        for elsewhere in ({"host": "127.0.0.1"}, {"port": 9}, {"security": "starttls"}):
            for method, path in (("PUT", SMTP), ("POST", f"{SMTP}/test")):
                body = without_password(door, **elsewhere)
                answer = await door.call(method, path, body, role="admin")
                assert answer.status_code == 400
                assert answer.json()["type"].endswith(":password-wanted")
        assert (await door.call("GET", SMTP, role="admin")).json() == before
        await door.call("PUT", SMTP, wish(door), role="admin")


async def test_s04_a_mail_server_that_is_only_tried_is_never_told_the_kept_password(
    door: Door,
) -> None:
    told = bytearray()

    async def listens(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            writer.write(b"220 here\r\n")
            told.extend(await reader.readline())
            writer.write(b"250-here\r\n250 AUTH PLAIN\r\n")
            told.extend(await reader.readline())
        writer.close()

    async with await asyncio.start_server(listens, "127.0.0.1", 0) as server:
        theirs = {"port": server.sockets[0].getsockname()[1]}
        await door.call("PUT", SMTP, wish(door), role="admin")
        await door.call("POST", f"{SMTP}/test", without_password(door, **theirs), role="admin")
        assert not told, "it was not even called"
        await door.call("POST", f"{SMTP}/test", wish(door, password="new", **theirs), role="admin")
        assert b"AUTH PLAIN" in told, "it would have heard it"


async def test_a_password_of_the_environment_stays_when_only_the_sender_is_changed(
    door: Door,
) -> None:
    body = without_password(door, from_address="other@example.org")
    tried = (await door.call("POST", f"{SMTP}/test", body, role="admin")).json()["steps"]
    assert (tried[-1]["name"], tried[-1]["ok"]) == ("permission", True)
    assert (await door.call("PUT", SMTP, body, role="admin")).json()["has_secret"] is True
    steps = (await door.call("POST", f"{SMTP}/test", role="admin")).json()["steps"]
    assert (steps[-1]["name"], steps[-1]["ok"]) == ("permission", True)


async def test_without_a_name_to_sign_in_with_no_password_is_kept(door: Door, house: House) -> None:
    await door.call("PUT", SMTP, wish(door), role="admin")
    nameless = without_password(door, host="127.0.0.1", username=None)
    answer = await door.call("PUT", SMTP, nameless, role="admin")
    assert answer.json()["has_secret"] is False
    assert await kept_passwords(house) == 0


async def test_of_two_admins_at_once_one_is_refused_and_its_password_is_forgotten(
    door: Door, house: House
) -> None:
    await door.call("PUT", SMTP, wish(door), role="admin")
    bodies = [
        without_password(door, from_address="ours@example.org"),
        *(wish(door, from_address=f"{n}@example.org") for n in range(8)),
    ]
    answers = await asyncio.gather(*(door.call("PUT", SMTP, body, role="admin") for body in bodies))
    assert {answer.status_code for answer in answers} <= {200, 412}
    steps = (await door.call("POST", f"{SMTP}/test", role="admin")).json()["steps"]
    assert (steps[-1]["name"], steps[-1]["ok"]) == ("permission", True)
    assert await kept_passwords(house) == 1
    stale = {"If-Match": '"v1"'}
    assert (await door.call("PUT", SMTP, wish(door), role="admin", **stale)).status_code == 412
    assert await kept_passwords(house) == 1


async def test_s36_the_number_of_a_mail_server_is_not_told(door: Door) -> None:
    tried = await door.call("POST", f"{SMTP}/test", wish(door), role="admin")
    assert "localhost is known." in tried.text
    assert "127.0.0.1" not in tried.text
    assert "::1" not in tried.text


async def test_it_is_tried_in_steps(door: Door) -> None:
    await door.call("PUT", SMTP, wish(door), role="admin")
    steps = (await door.call("POST", f"{SMTP}/test", role="admin")).json()["steps"]
    assert [(step["name"], step["ok"]) for step in steps] == [
        ("dns", True),
        ("tcp", True),
        ("tls", True),
        ("auth", True),
        ("permission", True),
    ]
    await door.call("PUT", SMTP, wish(door, password="no"), role="admin")
    steps = (await door.call("POST", f"{SMTP}/test", role="admin")).json()["steps"]
    assert (steps[-1]["name"], steps[-1]["ok"]) == ("auth", False)
    assert steps[-1]["hint"]


async def test_another_is_tried_before_it_is_set_and_changes_nothing(door: Door) -> None:
    given = (await door.call("GET", SMTP, role="admin")).json()
    tried = await door.call("POST", f"{SMTP}/test", wish(door), role="admin")
    assert [step["ok"] for step in tried.json()["steps"]] == [True] * 5
    assert (await door.call("GET", SMTP, role="admin")).json() == given

    await door.call("PUT", SMTP, wish(door), role="admin")
    before = (await door.call("GET", SMTP, role="admin")).json()
    kept = wish(door, from_address="other@example.org")
    del kept["password"]
    tried = await door.call("POST", f"{SMTP}/test", kept, role="admin")
    assert tried.json()["steps"][-1]["ok"] is True
    tried = await door.call("POST", f"{SMTP}/test", wish(door, password="no"), role="admin")
    assert (tried.json()["steps"][-1]["name"], tried.json()["steps"][-1]["ok"]) == ("auth", False)
    nobody = await door.call("POST", f"{SMTP}/test", wish(door, from_address="x"), role="admin")
    assert nobody.status_code == 400
    assert (await door.call("GET", SMTP, role="admin")).json() == before


async def test_only_who_manages_settings_sees_or_changes_them(door: Door) -> None:
    for method, path in (
        ("GET", SMTP),
        ("PUT", SMTP),
        ("POST", f"{SMTP}/test"),
        ("GET", "/settings/notify/templates"),
        ("GET", "/settings/notify/templates/plain"),
    ):
        assert (await door.call(method, path, wish(door))).status_code == 403


async def test_what_makes_no_sense_is_refused(door: Door) -> None:
    for change in (
        {"host": "a b"},
        {"host": "x\r\nRSET"},
        {"port": 0},
        {"security": "maybe"},
        {"from_address": "a@b\r\nc"},
        {"from_address": "nobody"},
    ):
        answer = await door.call("PUT", SMTP, wish(door, **change), role="admin")
        assert answer.status_code == 400


async def test_every_template_can_be_looked_at_in_every_locale(door: Door) -> None:
    found = (await door.call("GET", "/settings/notify/templates", role="admin")).json()
    assert "download-completed" in found["items"]
    for name in found["items"]:
        for locale in found["locales"]:
            path = f"/settings/notify/templates/{name}?locale={locale}"
            preview = (await door.call("GET", path, role="admin")).json()
            assert preview["title"]
            assert "$" not in preview["text"]
    for name, title in {
        "request-submitted": "A wish waits for you: “A night train”",
        "download-completed": "“A night train” is in the library",
        "monitor-down": "“Plex” does not answer",
        "announcement": "A new disk on Friday",
    }.items():
        shown = await door.call("GET", f"/settings/notify/templates/{name}", role="admin")
        assert shown.json()["title"] == title
    missing = await door.call("GET", "/settings/notify/templates/none", role="admin")
    assert missing.status_code == 404
