"""A sign-in elsewhere leads to a page of this house afterwards, or it does not begin."""

from typing import Any, Final

NOT_OURS: Final = (
    *("//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example"),
    *("/\t/evil.example", "\t//evil.example", "/\n//evil.example", "/\r\nSet-Cookie:a"),
    *("javascript:alert(1)", "@evil.example", "evil.example", "", "///evil.example"),
    *("/\u2044evil.example", "/\uff0fevil.example", "/a\\..\\b", "https:/evil.example"),
)


async def test_s30_no_way_in_begins_that_would_lead_to_another_site(door_to_openid: Any) -> None:
    owner = await door_to_openid.owner()
    browser = door_to_openid.stranger()
    elsewhere = door_to_openid.stranger(**{"Sec-Fetch-Site": "cross-site"})
    at = "/auth/oidc/household/start"
    for wanted in NOT_OURS:
        asked = {"return_to": wanted}
        proved = {"current_password": "a long password", **asked}
        for answer in (
            await browser.get(at, params=asked),
            await elsewhere.get(at, params=asked),
            await browser.post("/auth/plex/start", json=asked),
            await owner.post("/me/ways-in/household", json=proved),
            await owner.post("/me/ways-in/plex", json=proved),
        ):
            assert answer.status_code == 400, f"{answer.url} {wanted!r}: {answer.headers}"
            assert answer.json()["type"] == "urn:medianest:problem:not-a-page-of-ours"
            assert "mn_login" not in answer.cookies
