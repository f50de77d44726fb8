"""Members give keys to their programs, see them once, and take them back."""

from uuid import UUID, uuid4

from medianest.contracts.record import replace

BODY = {"name": "Backup of the list", "scopes": ["downloads.read"]}


async def test_a_key_is_shown_once_and_listed_without_it(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    answer = await door.post("/me/api-keys", BODY, who=mia)
    assert answer.status_code == 201
    key = answer.json()["key"]
    assert key.startswith("mn_")
    assert len(key) >= 43
    (effect,) = door.effects(answer)
    assert effect["event"]["scopes"] == ["downloads.read"]
    (listed,) = (await door.get("/me/api-keys", who=mia)).json()["items"]
    assert (listed["name"], listed["scopes"]) == ("Backup of the list", ["downloads.read"])
    assert key not in (await door.get("/me/api-keys", who=mia)).text
    stored = await door.everything_stored()
    assert key not in stored
    assert "Backup of the list" not in stored


async def test_until_when_a_key_counts_is_said_with_its_zone(door) -> None:
    mia = await door.signed_in(await door.owner(), "mia")
    answer = await door.post("/me/api-keys", {**BODY, "expires_at": "2027-01-01T00:00:00"}, who=mia)
    assert answer.status_code == 400


async def test_a_repeated_request_sees_the_key_no_more(door) -> None:
    owner = await door.owner()
    once = {"Idempotency-Key": "one-key"}
    first = await door.post("/me/api-keys", BODY, who=owner, headers=once)
    again = await door.post("/me/api-keys", BODY, who=owner, headers=once)
    assert first.json()["id"] == again.json()["id"]
    assert again.json()["key"] is None


async def test_a_key_is_taken_back_by_its_member_alone(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    key_id = (await door.post("/me/api-keys", BODY, who=mia)).json()["id"]
    for theirs in (key_id, str(uuid4())):
        refused = await door.delete(f"/me/api-keys/{theirs}", who=owner)
        assert refused.status_code == 404
    answer = await door.delete(f"/me/api-keys/{key_id}", who=mia)
    assert answer.status_code == 204
    (effect,) = door.effects(answer)
    assert effect["event"]["type"] == "medianest.identity.api-key-revoked"
    assert (await door.get("/me/api-keys", who=mia)).json()["items"] == []


async def test_keys_outlive_the_sessions_that_one_ends_but_not_those_that_an_admin_ends(
    door,
) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    made = await door.post("/me/api-keys", BODY, who=mia)
    await door.delete("/me/sessions", who=mia)
    (kept,) = (await door.get("/me/api-keys", who=mia)).json()["items"]
    assert kept["id"] == made.json()["id"]
    await door.delete(f"/members/{mia.id}/sessions", who=owner)
    assert (await door.get("/me/api-keys", who=mia)).json()["items"] == []


async def test_s05_a_key_manages_neither_keys_nor_sessions_nor_passwords_nor_itself(door) -> None:
    owner = await door.owner()
    every = sorted(owner.permissions - {"me.manage"})
    made = (await door.post("/me/api-keys", {"name": "all", "scopes": every}, who=owner)).json()
    program = replace(
        owner, session_id=UUID(made["id"]), permissions=owner.permissions - {"me.manage"}
    )
    mia = await door.add(owner, "mia")
    calls = [
        ("GET", "/me/api-keys", None),
        ("POST", "/me/api-keys", BODY),
        ("DELETE", f"/me/api-keys/{made['id']}", None),
        ("GET", "/me/sessions", None),
        ("DELETE", "/me/sessions", None),
        ("PATCH", "/me", {"email": "evil@example.org"}),
        ("POST", "/me/password", {"current_password": "x", "password": "y" * 12}),
        ("PATCH", f"/members/{owner.id}", {"email": "evil@example.org"}),
        ("DELETE", f"/members/{owner.id}/sessions", None),
        ("PATCH", f"/members/{mia}", {"email": "evil@example.org"}),
    ]
    for method, path, body in calls:
        answer = await door.call(method, path, body, who=program)
        assert answer.status_code == 403, (method, path)
    assert (await door.get("/me", who=program)).json()["id"] == str(owner.id)
    narrow = replace(program, permissions=frozenset({"members.manage"}))
    for body in ({"role": "admin"}, {"permissions": {"settings.manage": True}}):
        assert (await door.patch(f"/members/{mia}", body, who=narrow)).status_code == 403
    new = {"username": "eve", "password": "a long password", "role": "admin"}
    assert (await door.post("/members", new, who=narrow)).status_code == 403
