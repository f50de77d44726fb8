"""Members, their roles and sessions, and how one is forgotten."""

import asyncio
from uuid import uuid4


async def test_an_owner_makes_an_account_and_sees_it(door) -> None:
    owner = await door.owner()
    answer = await door.post(
        "/members",
        {"username": "ben", "password": "a long password", "display_name": "Ben", "role": "guest"},
        who=owner,
    )
    assert answer.status_code == 201
    ben = answer.json()
    assert answer.headers["Location"] == f"/api/v1/members/{ben['id']}"
    assert answer.headers["ETag"] == '"v1"'
    assert (ben["username"], ben["display_name"], ben["role"]) == ("ben", "Ben", "guest")
    assert [name for name in ben if "password" in name] == ["has_password"]
    assert "a long password" not in answer.text
    assert "argon2" not in answer.text
    assert (await door.get(f"/members/{ben['id']}", who=owner)).json() == ben
    listed = (await door.get("/members", who=owner)).json()
    assert [member["username"] for member in listed["items"]] == ["Olga", "ben"]
    assert listed["next"] is None


async def test_members_are_listed_by_pages(door) -> None:
    owner = await door.owner()
    for number in range(4):
        await door.add(owner, f"member-{number}")
    first = (await door.get("/members?limit=3", who=owner)).json()
    second = (await door.get(f"/members?limit=3&cursor={first['next']}", who=owner)).json()
    names = [member["username"] for page in (first, second) for member in page["items"]]
    assert names == ["Olga", "member-0", "member-1", "member-2", "member-3"]
    assert second["next"] is None
    assert (await door.get("/members?cursor=nonsense", who=owner)).status_code == 400


async def test_members_are_found_by_part_of_a_name(door) -> None:
    owner = await door.owner()
    for number in range(3):
        await door.add(owner, f"rene-{number}")
    mia = await door.add(owner, "mia")
    await door.patch(f"/members/{mia}", {"display_name": "Mia René"}, who=owner)
    first = (await door.get("/members?query=ReNE&limit=3", who=owner)).json()
    rest = (await door.get(f"/members?query=rene&cursor={first['next']}", who=owner)).json()
    found = [member["username"] for page in (first, rest) for member in page["items"]]
    assert found == ["rene-0", "rene-1", "rene-2", "mia"]
    by_address = await door.get("/members?query=olga@", who=owner)
    assert [member["username"] for member in by_address.json()["items"]] == ["Olga"]
    moderator = await door.signed_in(owner, "mo", role="moderator")
    assert (await door.get("/members?query=olga@", who=moderator)).json()["items"] == []
    assert (await door.get("/members?query=nobody", who=owner)).json()["next"] is None
    assert (await door.get(f"/members?query={'x' * 101}", who=owner)).status_code == 400


async def test_a_username_is_given_once_however_many_ask(door, other_door) -> None:
    owner = await door.owner()
    body = {"password": "a long password", "role": "member"}
    names = ["carl", "Carl", "CARL", " carl ", "\uff43arl"] * 2
    answers = await asyncio.gather(
        *(
            here.post("/members", {**body, "username": name}, who=owner)
            for here, name in zip([door, other_door] * 5, names, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9


async def test_an_idempotency_key_makes_one_account(door) -> None:
    owner = await door.owner()
    body = {"username": "dora", "password": "a long password"}
    key = {"Idempotency-Key": "make-dora"}
    first = await door.post("/members", body, who=owner, headers=key)
    again = await door.post("/members", body, who=owner, headers=key)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    other = await door.post("/members", {**body, "username": "eve"}, who=owner, headers=key)
    assert other.status_code in (400, 422)


async def test_only_the_owner_makes_admins(door) -> None:
    owner = await door.owner()
    admin = await door.signed_in(owner, "adam", role="admin")
    for role, status in (("owner", 403), ("admin", 403), ("moderator", 201)):
        body = {"username": f"new-{role}", "password": "a long password", "role": role}
        assert (await door.post("/members", body, who=admin)).status_code == status
    member = await door.add(owner, "mia")
    raised = await door.patch(f"/members/{member}", {"role": "admin"}, who=admin)
    assert raised.status_code == 403


async def test_nobody_raises_themselves(door) -> None:
    owner = await door.owner()
    admin = await door.signed_in(owner, "adam", role="admin")
    answer = await door.patch(f"/members/{admin.id}", {"role": "owner"}, who=admin)
    assert answer.status_code == 403
    answer = await door.patch("/me", {"role": "owner", "display_name": "Adam"}, who=admin)
    assert answer.json()["role"] == "admin"


async def test_members_do_not_manage_members(door) -> None:
    owner = await door.owner()
    member = await door.signed_in(owner, "mia")
    assert (await door.get("/members", who=member)).status_code == 403
    assert (await door.patch(f"/members/{owner.id}", {}, who=member)).status_code == 403
    assert (await door.get("/members")).status_code == 401


async def test_moderators_see_no_addresses(door) -> None:
    owner = await door.owner()
    moderator = await door.signed_in(owner, "mo", role="moderator")
    seen = (await door.get(f"/members/{owner.id}", who=moderator)).json()
    assert seen["email"] is None
    assert seen["display_name"] == "Olga"


async def test_a_role_change_raises_the_epoch_and_ends_the_sessions(door) -> None:
    owner = await door.owner()
    member = await door.signed_in(owner, "mia")
    answer = await door.patch(f"/members/{member.id}", {"role": "moderator"}, who=owner)
    assert answer.json()["role"] == "moderator"
    (effect,) = door.effects(answer)
    assert effect["event"]["epoch"] == 1
    assert "requests.decide" in effect["event"]["permissions"]
    assert (await door.get("/me/sessions", who=member)).json()["items"] == []


async def test_what_is_granted_beside_the_role_is_told_at_once_and_keeps_the_sessions(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    wish = {"permissions": {"requests.decide": True, "downloads.create": False}}
    answer = await door.patch(f"/members/{mia.id}", wish, who=owner)
    shown = answer.json()
    assert (shown["granted"], shown["denied"]) == (["requests.decide"], ["downloads.create"])
    (effect,) = door.effects(answer)
    assert effect["event"]["type"] == "medianest.identity.member-permissions-changed"
    assert effect["event"]["permissions"] == shown["permissions"]
    assert "requests.decide" in shown["permissions"]
    assert "downloads.create" not in shown["permissions"]
    assert len((await door.get("/me/sessions", who=mia)).json()["items"]) == 1
    unknown = await door.patch(f"/members/{mia.id}", {"permissions": {"fly": True}}, who=owner)
    assert unknown.status_code == 400


async def test_limits_of_a_members_own_are_shown_and_told(door) -> None:
    owner = await door.owner()
    mia = await door.add(owner, "mia")
    wish = {"limits": {"downloads_per_hour": 2, "requests_per_hour": 9}}
    assert (await door.patch(f"/members/{mia}", wish, who=owner)).json()["limits"] == wish["limits"]
    answer = await door.patch(f"/members/{mia}", {"limits": {"requests_per_hour": None}}, who=owner)
    assert answer.json()["limits"] == {"downloads_per_hour": 2}
    (effect,) = door.effects(answer)
    assert effect["event"]["limits"] == [{"name": "downloads_per_hour", "at_most": 2}]
    for senseless in ({"downloads_per_hour": -1}, {"cakes_per_hour": 1}):
        refused = await door.patch(f"/members/{mia}", {"limits": senseless}, who=owner)
        assert refused.status_code == 400


async def test_s03_people_give_themselves_nothing(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    before = (await door.get("/me", who=mia)).json()
    for more in (
        {"role": "owner"},
        {"permissions": {"members.manage": True}},
        {"limits": {"downloads_per_hour": 999}},
        {"disabled": True},
        {"id": str(owner.id)},
        {"granted": ["members.manage"]},
    ):
        assert (await door.patch("/me", more, who=mia)).status_code in (200, 400)
        after = (await door.get("/me", who=mia)).json()
        assert {**after, "version": 0} == {**before, "version": 0}


async def test_the_last_owner_stays(door) -> None:
    owner = await door.owner()
    path = f"/members/{owner.id}"
    refused = [
        await door.patch(path, {"role": "admin"}, who=owner),
        await door.patch(path, {"disabled": True}, who=owner),
        await door.post(f"{path}/erase", who=owner),
        await door.delete(path, who=owner),
    ]
    assert [answer.status_code for answer in refused] == [409] * 4
    assert refused[0].json()["type"] == "urn:medianest:problem:last-owner"
    assert (await door.get("/me", who=owner)).json()["role"] == "owner"


async def test_of_two_owners_who_demote_each_other_at_once_one_stays(door, other_door) -> None:
    owner = await door.owner()
    other = await door.signed_in(owner, "otto", role="owner")
    answers = await asyncio.gather(
        door.patch(f"/members/{other.id}", {"role": "member"}, who=owner),
        other_door.patch(f"/members/{owner.id}", {"role": "member"}, who=other),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_a_change_on_an_older_version_is_refused(door) -> None:
    owner = await door.owner()
    mia = await door.add(owner, "mia")
    seen = {"If-Match": '"v1"'}
    first = await door.patch(f"/members/{mia}", {"role": "guest"}, who=owner, headers=seen)
    second = await door.patch(f"/members/{mia}", {"role": "member"}, who=owner, headers=seen)
    assert (first.status_code, second.status_code) == (200, 412)


async def test_what_does_not_exist_is_not_found(door) -> None:
    owner = await door.owner()
    nobody = uuid4()
    assert (await door.get(f"/members/{nobody}", who=owner)).status_code == 404
    assert (
        await door.patch(f"/members/{nobody}", {"email": "a@b.de"}, who=owner)
    ).status_code == 404
    assert (await door.post(f"/members/{nobody}/erase", who=owner)).status_code == 404
    assert (await door.delete(f"/members/{nobody}/sessions", who=owner)).status_code == 404
    assert await door.fetch("select 1 from subject_keys where subject_id = $1", nobody) == []


async def test_people_change_their_own_names(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    proved = {"current_password": door.PASSWORD}
    wish = {"display_name": "Mia-Maria", "email": "mia@example.org", **proved}
    answer = await door.patch("/me", wish, who=mia)
    assert answer.json()["display_name"] == "Mia-Maria"
    assert (await door.get("/me", who=mia)).json()["email"] == "mia@example.org"
    await door.patch("/me", {"email": None, **proved}, who=mia)
    assert (await door.get("/me", who=mia)).json()["email"] is None


async def test_a_mail_address_takes_its_owners_password_and_what_stays_takes_none(door) -> None:
    owner = await door.owner()
    (olga,) = (await door.get("/members", who=owner)).json()["items"]
    for path in ("/me", f"/members/{olga['id']}"):
        refused = await door.patch(path, {"email": "thief@example.org"}, who=owner)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (
            400,
            "/current_password",
        )
    wrong = {"email": "thief@example.org", "current_password": "a guess"}
    refused = await door.patch("/me", wrong, who=owner)
    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "urn:medianest:problem:wrong-password",
    )
    same = {"display_name": "Olga", "email": "olga@example.org"}
    assert (await door.patch("/me", same, who=owner)).is_success
    assert (await door.get("/me", who=owner)).json()["email"] == "olga@example.org"


async def test_people_see_where_they_are_signed_in_and_end_it(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"
    browser = {"User-Agent": firefox, "X-Forwarded-For": "203.0.113.7"}
    phone = door.person_of(await door.sign_in("mia", door.PASSWORD, headers=browser))
    told = {"Mn-Session-Uses": f"{phone.session_id.hex}=1767225600"}
    sessions = (await door.get("/me/sessions", who=mia, headers=told)).json()["items"]
    assert [session["current"] for session in sessions] == [False, True]
    assert (sessions[0]["device"], sessions[0]["address"]) == (
        "Firefox on Windows",
        "203.0.113.7",
    )
    assert [one["last_seen_at"] for one in sessions] == ["2026-01-01T00:00:00Z", None]
    ended = await door.delete(f"/me/sessions/{phone.session_id}", who=mia)
    assert ended.status_code == 204
    assert "Mn-Session-Clear" not in ended.headers
    left = (await door.get("/me/sessions", who=mia)).json()["items"]
    assert [session["id"] for session in left] == [str(mia.session_id)]


async def test_who_manages_members_sees_when_each_was_last_there(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    told = {"Mn-Members-Seen": f"{mia.id.hex}=1767225600"}
    listed = (await door.get("/members", who=owner, headers=told)).json()["items"]
    assert {one["id"]: one["last_seen_at"] for one in listed} == {
        str(owner.id): None,
        str(mia.id): "2026-01-01T00:00:00Z",
    }
    path = f"/members/{mia.id}"
    seen = await door.get(path, who=owner, headers=told)
    assert seen.json()["last_seen_at"] == "2026-01-01T00:00:00Z"
    changed = await door.patch(path, {"display_name": "Mia M."}, who=owner, headers=told)
    assert changed.json()["last_seen_at"] == "2026-01-01T00:00:00Z"


async def test_s02_the_sessions_of_others_do_not_exist(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    theirs = await door.delete(f"/me/sessions/{owner.session_id}", who=mia)
    nobodys = await door.delete(f"/me/sessions/{uuid4()}", who=mia)
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.json()["title"] == nobodys.json()["title"]
    assert len((await door.get("/me/sessions", who=owner)).json()["items"]) == 1


async def test_people_end_all_their_other_sessions(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    for _ in range(3):
        await door.sign_in("mia", door.PASSWORD)
    answer = await door.delete("/me/sessions", who=mia)
    (effect,) = door.effects(answer)
    assert effect["event"]["kept_session_id"] == str(mia.session_id)
    left = (await door.get("/me/sessions", who=mia)).json()["items"]
    assert [session["id"] for session in left] == [str(mia.session_id)]


async def test_an_admin_ends_all_sessions_of_a_member(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    answer = await door.delete(f"/members/{mia.id}/sessions", who=owner)
    assert answer.status_code == 204
    assert (await door.get("/me/sessions", who=mia)).json()["items"] == []


async def test_an_erased_member_is_nowhere_to_be_read(door) -> None:
    owner = await door.owner()
    secret_words = ["Zerubbabel", "Zeru B.", "zeru@example.org", "198.51.100.9", "Zeruphone"]
    answer = await door.post(
        "/members",
        {
            "username": secret_words[0],
            "password": door.PASSWORD,
            "display_name": secret_words[1],
            "email": secret_words[2],
        },
        who=owner,
    )
    zeru = answer.json()["id"]
    browser = {"X-Forwarded-For": secret_words[3], "User-Agent": secret_words[4]}
    await door.sign_in(secret_words[0], door.PASSWORD, headers=browser)
    stored = await door.everything_stored()
    assert [word for word in secret_words if word.casefold() in stored.casefold()] == []

    erased = await door.post(f"/members/{zeru}/erase", who=owner)
    assert erased.status_code == 200
    assert [effect["event"]["type"] for effect in door.effects(erased)] == [
        "medianest.identity.member-erased"
    ]
    assert (await door.get(f"/members/{zeru}", who=owner)).status_code == 404
    assert (await door.sign_in(secret_words[0], door.PASSWORD)).status_code == 401
    (key,) = await door.fetch(
        "select wrapped_key, shredded_at from subject_keys where subject_id = $1::text::uuid", zeru
    )
    assert key["wrapped_key"] is None
    assert key["shredded_at"] is not None
    left = [row for row in (await door.read_models_stored()).splitlines() if zeru in row]
    assert left == [f"(UUID('{zeru}'), 2)"]
    await door.add(owner, secret_words[0])


async def test_the_tables_built_anew_equal_the_live_ones(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    ben = await door.add(owner, "ben")
    await door.sign_in("mia", door.PASSWORD)
    names = {"display_name": "Mia!", "email": "mia@example.org", "current_password": door.PASSWORD}
    assert (await door.patch("/me", names, who=mia)).is_success
    await door.delete("/me/sessions", who=mia)
    await door.patch(f"/members/{ben}", {"role": "guest", "disabled": True}, who=owner)
    await door.post(f"/members/{await door.add(owner, 'gone')}/erase", who=owner)
    wish = {"permissions": {"requests.decide": True}, "limits": {"downloads_per_hour": 1}}
    await door.patch(f"/members/{mia.id}", wish, who=owner)
    live = await door.read_models_stored()
    assert "mia" not in live
    await door.rebuild()
    assert await door.read_models_stored() == live
