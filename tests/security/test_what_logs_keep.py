"""Logs hold ids: nobody's name or address, and nothing of what they look for, say or watch."""

import json
from typing import Any, Final
from uuid import uuid4

import httpx

from medianest.contracts.topology import SERVICES
from medianest.testkit.eventually import eventually
from medianest.testkit.trust import NOBODY

OURS: Final = {"X-Requested-With": "medianest"}
OUR_PROCESSES: Final = {*SERVICES, "downloads-worker"}


async def test_s04_nothing_personal_is_in_any_log(household: Any) -> None:
    word = {
        kind: f"{kind}{uuid4().hex[:12]}"
        for kind in ("name", "shown", "mail", "search", "note", "agent", "video", "stranger")
    }
    password = str(uuid4())
    with household.signed_in(household.told["owner"]) as owner:
        person = {"username": word["name"], "password": password, "display_name": word["shown"]}
        owner.client.post("/api/v1/members", json=person).raise_for_status()
    with httpx.Client(base_url=household.url, headers=OURS, timeout=20, verify=NOBODY) as browser:
        wrong = {"username": word["stranger"], "password": password}
        assert browser.post("/api/v1/auth/local", json=wrong).status_code == 401
    with household.signed_in(person) as member:
        asked = member.client
        asked.headers["User-Agent"] = word["agent"]
        letters = f"{word['mail']}@example.org"
        change = {"email": letters, "current_password": password}
        asked.patch("/api/v1/me", json=change).raise_for_status()
        channel = {"kind": "email", "email": letters}
        asked.post("/api/v1/notifications/channels", json=channel).raise_for_status()
        asked.get("/api/v1/search", params={"query": word["search"]}).raise_for_status()
        wish = {"media_type": "movie", "tmdb_id": 99999999, "note": word["note"]}
        assert asked.post("/api/v1/requests", json=wish).status_code < 500
        seen = member.submit(f"{household.videos}/watch/night-train?of={word['video']}")
        gone = member.submit(f"{household.videos}/watch/{word['video']}")
        await member.ended(gone)
        title = (await member.ended(seen))["title"]
    logs = household.folder / "logs"

    def noted() -> bool:
        """What happened stands there, by its ids."""
        texts = [path.read_text(errors="replace") for path in logs.glob("*.log")]
        return all(any(one in text for text in texts) for one in (seen, gone))

    assert title == "A night train"
    await eventually(noted, timeout_s=20, every_s=0.2)
    ours = [path for path in logs.glob("*.log") if path.stem in OUR_PROCESSES]
    assert len(ours) == len(OUR_PROCESSES)
    for path in ours:
        text = path.read_text(errors="replace")
        for kind, canary in word.items():
            assert canary not in text, f"a {kind} is in {path.name}"
        assert title not in text, f"a title is in {path.name}"


FORGED: Final = 'x\r\n{"event": "forged", "level": "error"}\x1b[31m\x07\u202e\x00'


def test_s50_nobody_writes_a_line_or_a_colour_into_our_logs(household: Any) -> None:
    mark = uuid4().hex
    with httpx.Client(base_url=household.url, headers=OURS, timeout=20, verify=NOBODY) as browser:
        wrong = {"username": f"{mark}{FORGED}", "password": FORGED}
        assert browser.post("/api/v1/auth/local", json=wrong).status_code < 500
        report = [{"type": "csp-violation", "body": {"effectiveDirective": f"{mark}{FORGED}"}}]
        assert browser.post("/api/csp-report", json=report).status_code == 204
        spoken = {"traceparent": f"00-{mark}-b7ad6b7169203331-01", "user-agent": f"{mark}\x1b[31m"}
        browser.get(f"/api/v1/{mark}%1b%5b31m", headers=spoken)
        browser.get("/api/v1/search", params={"query": FORGED}, headers=spoken)
    with household.signed_in(household.told["members"][0]) as member:
        member.client.post("/api/v1/downloads", json={"url": f"https://x.example/{FORGED}"})
        member.client.post("/api/v1/requests", json={"note": FORGED})
    for path in (household.folder / "logs").glob("*.log"):
        if path.stem in OUR_PROCESSES:
            lines = path.read_bytes().splitlines()
            assert lines, path.name
            for line in lines:
                assert "forged" not in str(json.loads(line).get("event")), path.name
                assert not any(byte in line for byte in (0x1B, 0x07, 0x00)), path.name
                assert "\u202e".encode() not in line, path.name
