"""A member's channels, from the form to the first message, over a real database and real mail."""

import re

from notify_door import Door

from medianest.testkit import BEN, eventually

CHANNELS = "/notifications/channels"
HOOK = {"kind": "webhook", "url": "https://8.8.8.8/"}
KEYS = {"p256dh": "A" * 87, "auth": "A" * 22}
NONSENSE: list[object] = [
    {"kind": "email", "email": "anna@example.org\r\nBcc: ben@example.org"},
    {"kind": "email", "email": "anna"},
    {"kind": "carrier-pigeon"},
    {"kind": "webhook", "url": "ftp://8.8.8.8/"},
    {"kind": "webhook", "url": "https://user:pw@8.8.8.8/"},
    {"kind": "push", "endpoint": "https://evil.example/", "keys": KEYS},
    {"kind": "push", "endpoint": "https://fcm.googleapis.com/x", "keys": {"p256dh": "x"}},
    {"kind": "apprise", "form": {"service": "json", "server": "http://127.0.0.1"}},
    {},
    [],
]
ANNAS = {"kind": "email", "email": "anna@example.org"}


async def code_in(door: Door, number: int = 1) -> str:
    mail = await door.mail(number)
    found = re.match(r"\d{6}", mail.subject)
    assert found is not None
    return found[0]


async def test_an_address_is_proven_by_the_code_that_came(door: Door) -> None:
    made = await door.call("POST", CHANNELS, ANNAS)
    assert made.status_code == 201
    line = made.json()
    assert (line["verified"], line["label"]) == (False, "anna@example.org")
    code = await code_in(door)
    wrong = "000000" if code != "000000" else "111111"
    refused = await door.call("POST", f"{CHANNELS}/{line['id']}/confirm", {"code": wrong})
    assert refused.json()["type"] == "urn:medianest:problem:wrong-code"
    proven = await door.call("POST", f"{CHANNELS}/{line['id']}/confirm", {"code": code})
    assert proven.json()["verified"] is True
    tried = await door.call("POST", f"{CHANNELS}/{line['id']}/test")
    assert tried.json() == {"ok": True, "why": None}
    assert (await door.mail(2)).subject == "It works"


async def test_the_code_is_sent_again_until_the_mail_server_takes_it(door: Door) -> None:
    door.post_office.behave("later", times=2)
    await door.call("POST", CHANNELS, ANNAS)
    assert await code_in(door)
    assert len(door.post_office.mails) == 1


async def test_an_address_that_nobody_has_is_disabled_with_the_reason(door: Door) -> None:
    door.post_office.behave("unknown", times=1)
    await door.call("POST", CHANNELS, ANNAS)

    async def reason() -> str | None:
        (line,) = (await door.call("GET", CHANNELS)).json()["items"]
        return line["disabled"]

    assert "550" in (await eventually(reason) or "")


async def test_one_click_in_a_mail_stops_all_mail_to_that_address(door: Door) -> None:
    await door.call("POST", CHANNELS, ANNAS)
    said = dict((await door.mail()).headers)["List-Unsubscribe"]
    path = said.strip("<>").removeprefix("https://nest.example/api/v1")
    asked = await door.call("GET", path, role=None)
    assert '<form method="post">' in asked.text
    (line,) = (await door.call("GET", CHANNELS)).json()["items"]
    assert line["disabled"] is None
    for _ in range(2):
        assert (await door.call("POST", path, role=None)).status_code == 200
    (line,) = (await door.call("GET", CHANNELS)).json()["items"]
    assert (line["verified"], line["disabled"]) == (False, "unsubscribed")
    assert (await door.call("POST", path[:-3] + "abc", role=None)).status_code == 404
    assert (await door.call("POST", "/notifications/unsubscribe/%00", role=None)).status_code == 400


async def test_the_secret_of_a_webhook_is_shown_once(door: Door) -> None:
    made = (
        await door.call("POST", CHANNELS, {"kind": "webhook", "url": "https://8.8.8.8/h"})
    ).json()
    assert made["secret"].startswith("mnwh_")
    (line,) = (await door.call("GET", CHANNELS)).json()["items"]
    assert line["secret"] is None
    assert (line["has_secret"], line["last_four"]) == (True, made["secret"][-4:])
    assert made["secret"] not in (await door.call("GET", CHANNELS)).text


async def test_a_channel_is_its_members_alone(door: Door) -> None:
    id_ = (await door.call("POST", CHANNELS, ANNAS)).json()["id"]
    assert (await door.call("GET", CHANNELS, who=BEN)).json()["items"] == []
    for method, path in (
        ("DELETE", f"{CHANNELS}/{id_}"),
        ("POST", f"{CHANNELS}/{id_}/test"),
        ("POST", f"{CHANNELS}/{id_}/code"),
    ):
        assert (await door.call(method, path, who=BEN)).status_code == 404
    assert (await door.call("DELETE", f"{CHANNELS}/{id_}")).status_code == 204
    assert (await door.call("GET", CHANNELS)).json()["items"] == []
    assert (await door.call("DELETE", f"{CHANNELS}/{id_}")).status_code == 404


async def test_the_same_key_makes_one_channel(door: Door) -> None:
    key = {"Idempotency-Key": "once"}
    first, second = [
        (
            await door.call("POST", CHANNELS, {"kind": "webhook", "url": "https://8.8.8.8/"}, **key)
        ).json()
        for _ in range(2)
    ]
    assert first == second


async def test_a_test_is_allowed_three_times_a_minute(door: Door) -> None:
    id_ = (await door.call("POST", CHANNELS, ANNAS)).json()["id"]
    await door.call("POST", f"{CHANNELS}/{id_}/confirm", {"code": await code_in(door)})
    answers = [await door.call("POST", f"{CHANNELS}/{id_}/test") for _ in range(3)]
    assert answers[-1].status_code == 429
    assert "retry-after" in answers[-1].headers


async def test_a_member_has_ten_channels_at_the_most(door: Door) -> None:
    codes = [(await door.call("POST", CHANNELS, HOOK)).status_code for _ in range(11)]
    assert codes == [201] * 10 + [429]


async def test_s35_an_inside_address_is_refused_as_one_that_is_not_there(door: Door) -> None:
    for host in ("127.0.0.1", "0x7f.1", "[::ffff:127.0.0.1]", "no.such.host.invalid"):
        ntfy = {"service": "ntfy", "topic": "x", "server": f"https://{host}"}
        for body in (
            {"kind": "webhook", "url": f"http://{host}/"},
            {"kind": "apprise", "form": ntfy},
        ):
            answer = await door.call("POST", CHANNELS, body)
            assert answer.status_code == 400
            assert answer.json()["type"] == "urn:medianest:problem:address-not-allowed"


async def test_what_makes_no_sense_is_refused_with_a_reason(door: Door) -> None:
    for body in NONSENSE:
        answer = await door.call("POST", CHANNELS, body)
        assert answer.status_code == 400, body
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_browser_gets_our_key_and_the_same_one_always(door: Door) -> None:
    first, second = [(await door.call("GET", "/notifications/push-key")).json() for _ in range(2)]
    assert first == second
    assert len(first["key"]) == 87
