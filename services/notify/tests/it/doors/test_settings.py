"""The household's mail server, and how letters look: for those who run it."""

from notify_door import Door

from medianest.local.simulators.smtp import PASSWORD, USER

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
    missing = await door.call("GET", "/settings/notify/templates/none", role="admin")
    assert missing.status_code == 404
