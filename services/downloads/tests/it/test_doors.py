"""What the API answers: shapes, refusals, and whose downloads one sees."""

from itertools import product
from typing import Any

import asyncpg

from medianest.testkit.people import ANNA, BEN, THE_OWNER

SOMEWHERE = "/downloads/01938e5c-0000-7000-8000-0000000000aa"


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = dict(answer.json())
    assert body["status"] == status
    assert body["detail"]
    return body


NOT_FETCHED = (
    "",
    "nest",
    "not a url",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:video/mp4;base64,AAAA",
    "ftp://videos.example/a.mp4",
    "https://",
    "https://user:password@videos.example/a.mp4",
    "https://videos.example:99999/a.mp4",
    "https://videos.example/" + "a" * 3000,
    "--exec=id",
    "http://127.0.0.1:1/a.mp4",
    "http://localhost/a.mp4",
    "http://2130706433/a.mp4",
    "http://0x7f000001/a.mp4",
    "http://0177.0.0.1/a.mp4",
    "http://127.1/a.mp4",
    "http://①②⑦.0.0.1/a.mp4",
    "http://[::1]/a.mp4",
    "http://[::ffff:127.0.0.1]/a.mp4",
    "http://[64:ff9b::a9fe:a9fe]/a.mp4",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/a.mp4",
    "http://there-is-no-such-site.invalid/a.mp4",
)


async def test_an_address_that_can_not_be_fetched_is_refused_at_once(home: Any) -> None:
    async with home.serving(worker="apart") as desk:
        for url, path in product(NOT_FETCHED, ("/downloads", "/downloads/preview")):
            answer = problem(await desk.ask(ANNA, "POST", path, json={"url": url}), 400)
            assert [error["pointer"] for error in answer["errors"]] == ["/url"], url
        listed = (await desk.ask(ANNA, "GET", "/downloads")).json()
        assert listed == {"items": [], "next": None}
        assert desk.jobs() == []


async def test_bodies_that_make_no_sense_are_refused(home: Any, origin: Any) -> None:
    url = f"{origin.url}/nest.mp4"
    async with home.serving(worker="apart") as desk:
        answer = await desk.ask(ANNA, "POST", "/downloads", json={"url": url, "preset": "--exec"})
        (error,) = problem(answer, 400)["errors"]
        assert error["pointer"] == "/preset"
        assert "720p" in error["detail"]
        bodies: list[Any] = [{}, {"url": 7}, {"url": url, "priority": "now"}, [], {"url": None}]
        for body in bodies:
            problem(await desk.ask(ANNA, "POST", "/downloads", json=body), 400)
        problem(await desk.ask(ANNA, "GET", "/downloads", params={"status": "lost"}), 400)
        problem(await desk.ask(ANNA, "GET", "/downloads", params={"cursor": "x"}), 400)
        problem(await desk.ask(ANNA, "GET", "/downloads", params={"limit": "0"}), 400)
        problem(await desk.ask(ANNA, "GET", "/downloads/nest"), 404)
        problem(await desk.ask(ANNA, "GET", SOMEWHERE), 404)


OPTIONS = {
    "postprocessors": [{"key": "Exec", "exec_cmd": "touch /tmp/canary-of-s39"}],
    "exec": "canary-of-s39",
    "netrc_cmd": "canary-of-s39",
    "outtmpl": "%(title)q canary-of-s39",
    "paths": {"home": "/canary-of-s39"},
    "external_downloader": "canary-of-s39",
    "cookiesfrombrowser": ["canary-of-s39"],
}


async def test_s39_no_option_comes_in_by_the_door(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        for body in ({"preset": "--exec=id"}, {"preset": "%(title)q"}, {"url": "--exec=id"}):
            asked = {"url": f"{origin.url}/a.mp4", **body}
            problem(await desk.ask(ANNA, "POST", "/downloads", json=asked), 400)
        # What it does not know it does not keep: neither in a fact nor in a job.
        await desk.ask(ANNA, "POST", "/downloads", json={"url": f"{origin.url}/b.mp4", **OPTIONS})
        connection = await asyncpg.connect(home.house("downloads").dsn)
        try:
            kept = [
                row["kept"]
                for table in (
                    "select data::text as kept from downloads.facts",
                    "select data::text as kept from downloads.jobs",
                )
                for row in await connection.fetch(table)
            ]
        finally:
            await connection.close()
        assert not [text for text in kept if "canary-of-s39" in text]


async def test_presets_are_listed(home: Any) -> None:
    async with home.serving(worker="apart") as desk:
        listed = (await desk.ask(ANNA, "GET", "/downloads/presets")).json()
        assert [preset["name"] for preset in listed["items"]] == ["best", "1080p", "720p", "audio"]
        assert listed["default"] == "1080p"


async def test_others_downloads_do_not_exist_for_a_member(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        annas = await desk.submit(ANNA, f"{origin.url}/a.mp4")
        bens = await desk.submit(BEN, f"{origin.url}/b.mp4")
        for method, path in (
            ("GET", f"/downloads/{annas}"),
            ("POST", f"/downloads/{annas}/cancel"),
            ("POST", f"/downloads/{annas}/retry"),
            ("DELETE", f"/downloads/{annas}"),
        ):
            theirs = problem(await desk.ask(BEN, method, path), 404)
            nobodys = problem(
                await desk.ask(BEN, method, path.replace(annas, SOMEWHERE.split("/")[2])), 404
            )
            assert theirs["title"] == nobodys["title"]

        async def listed(who: Any, **query: str) -> list[str]:
            role = "owner" if who == THE_OWNER else "member"
            answer = await desk.ask(who, "GET", "/downloads", role=role, params=query)
            return [item["id"] for item in answer.json()["items"]]

        assert await listed(BEN) == [bens]
        assert await listed(THE_OWNER) == [bens, annas]
        assert await listed(THE_OWNER, mine="true") == []
        assert await listed(ANNA, status="queued") == [annas]
        assert await listed(ANNA, status="completed,failed") == []
        cancelled = await desk.ask(THE_OWNER, "POST", f"/downloads/{annas}/cancel", role="owner")
        assert cancelled.json()["status"] == "cancelled"


async def test_a_guest_may_look_but_not_submit(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        body = {"url": f"{origin.url}/a.mp4"}
        problem(await desk.ask(ANNA, "POST", "/downloads", role="guest", json=body), 403)
        assert (await desk.ask(ANNA, "GET", "/downloads", role="guest")).status_code == 200
        assert (await desk.client.get("/downloads")).status_code == 401


async def test_the_list_has_pages(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        wished = [await desk.submit(ANNA, f"{origin.url}/{n}.mp4") for n in range(5)]
        seen, cursor = [], None
        while True:
            query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
            body = (await desk.ask(ANNA, "GET", "/downloads", params=query)).json()
            seen += [item["id"] for item in body["items"]]
            cursor = body["next"]
            if cursor is None:
                break
        assert seen == wished[::-1]


async def test_the_same_key_submits_once(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        key = {"Idempotency-Key": "once"}
        body = {"url": f"{origin.url}/a.mp4"}
        first, second = [
            await desk.ask(ANNA, "POST", "/downloads", json=body, headers=key) for _ in range(2)
        ]
        assert first.json()["id"] == second.json()["id"]
        other = await desk.ask(
            ANNA, "POST", "/downloads", json={"url": f"{origin.url}/b.mp4"}, headers=key
        )
        problem(other, other.status_code)
        assert other.status_code in {400, 422}


async def test_what_has_changed_since_is_not_steered(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/a.mp4")
        old = {"If-Match": '"v7"'}
        answer = await desk.ask(ANNA, "POST", f"/downloads/{download_id}/cancel", headers=old)
        problem(answer, 412)
        seen = {"If-Match": '"v1"'}
        answer = await desk.ask(ANNA, "POST", f"/downloads/{download_id}/cancel", headers=seen)
        assert answer.headers["etag"] == '"v2"'
        problem(await desk.ask(ANNA, "POST", f"/downloads/{download_id}/cancel", headers=old), 412)


async def test_what_is_shared_is_only_read(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        shared = {"title": "A nest", "text": f"Look: {origin.url}/nest.mp4!", "url": ""}
        answer = await desk.ask(ANNA, "GET", "/downloads/shared", params=shared)
        assert answer.json() == {"url": f"{origin.url}/nest.mp4"}
        problem(await desk.ask(ANNA, "GET", "/downloads/shared", params={"text": "nothing"}), 400)
        problem(await desk.ask(ANNA, "GET", "/downloads/shared"), 400)
        assert origin.connections == 0
        assert (await desk.ask(ANNA, "GET", "/downloads")).json()["items"] == []


async def test_only_who_runs_the_household_sees_and_tries_the_folders(home: Any) -> None:
    at = "/settings/downloads/folders"
    async with home.serving(worker="apart") as desk:
        problem(await desk.ask(ANNA, "GET", at, role="moderator"), 403)
        problem(await desk.ask(ANNA, "POST", f"{at}/test", role="moderator"), 403)
        seen = (await desk.ask(THE_OWNER, "GET", at, role="owner")).json()
        assert seen["library_dir"] == str(home.library)
        steps = (await desk.ask(THE_OWNER, "POST", f"{at}/test", role="owner")).json()["steps"]
        assert [step["name"] for step in steps if step["ok"]] == [
            *("folder", "writable", "placed", "read_back", "space", "at_once")
        ]


async def test_what_a_file_shall_carry_is_chosen_by_type_and_shown(home: Any, origin: Any) -> None:
    url = f"{origin.url}/a.mp4"
    async with home.serving(worker="apart", subtitles="en", sponsors_removed="sponsor") as desk:
        offered = (await desk.ask(ANNA, "GET", "/downloads/presets")).json()
        assert offered["extras"]["subtitles"] == ["en"]
        assert offered["extras"]["thumbnail"]
        assert "sponsor" in offered["sponsor_categories"]
        as_the_house = await desk.see(ANNA, await desk.submit(ANNA, url))
        assert as_the_house["extras"] == offered["extras"]
        wish = {"subtitles": ["de", "pt-BR"], "sponsors_removed": [], "chapters": False}
        chosen = await desk.see(ANNA, await desk.submit(ANNA, url, extras=wish))
        assert chosen["extras"] == offered["extras"] | wish


NO_EXTRAS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"subtitles": ["all"]}, "/extras/subtitles"),
    ({"subtitles": ["en.*"]}, "/extras/subtitles"),
    ({"subtitles": ["--exec"]}, "/extras/subtitles"),
    ({"subtitles": ["en"] * 11}, "/extras/subtitles"),
    ({"sponsors_removed": ["everything"]}, "/extras/sponsors_removed/0"),
    ({"chapters": "yes"}, "/extras/chapters"),
)


async def test_s39_no_option_of_a_program_passes_for_a_choice(home: Any, origin: Any) -> None:
    async with home.serving(worker="apart") as desk:
        for extras, pointer in NO_EXTRAS:
            body = {"url": f"{origin.url}/a.mp4", "extras": extras}
            answer = problem(await desk.ask(ANNA, "POST", "/downloads", json=body), 400)
            assert [error["pointer"] for error in answer["errors"]] == [pointer], extras
        options = {"postprocessors": [], "exec": "id", "outtmpl": "/etc/x", "netrc_cmd": "id"}
        body = {"url": f"{origin.url}/a.mp4", "extras": options, "paths": {"home": "/etc"}}
        made = await desk.ask(ANNA, "POST", "/downloads", json=body)
        assert made.status_code in {201, 400}, "nobody looks at them"
        assert "/etc" not in made.text
