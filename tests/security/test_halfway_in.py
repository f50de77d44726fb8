"""A browser that is halfway in is not in: the cookie of the first step opens nothing."""

from typing import Any

import pyotp

from medianest.chassis import clock

PASSWORD = "a long password"
LOGIN = {"username": "olga", "password": PASSWORD}


async def test_the_cookie_of_the_first_step_is_bound_to_the_browser_and_opens_nothing(
    opened: Any,
) -> None:
    async with opened(public_url="http://127.0.0.1:8484") as door:
        app = await with_app(await door.owner())
        browser = door.stranger()
        asked = await browser.post("/auth/local", json=LOGIN)
        assert asked.status_code == 401
        said = asked.headers["set-cookie"]
        assert said.startswith("mn_login=")
        assert {"HttpOnly", "SameSite=Lax"} <= set(said.split("; "))
        assert "mn-login-cookie" not in asked.headers
        assert (await browser.get("/me")).status_code == 401

        as_session = door.stranger(cookie=f"mn_session={browser.cookies['mn_login']}")
        assert (await as_session.get("/me")).status_code == 401
        typed = {"code": app.at(clock.now(), counter_offset=1)}
        by_header = door.stranger(**{"mn-login": browser.cookies["mn_login"]})
        assert (await by_header.post("/auth/second-factor", json=typed)).status_code == 403
        foreign = await door.stranger().post("/auth/second-factor", json=typed)
        assert foreign.status_code == 403

        assert (await browser.post("/auth/second-factor", json=typed)).status_code == 200
        assert (await browser.get("/me")).json()["username"] == "olga"
        assert "mn_login" not in browser.cookies


async def with_app(owner: Any) -> pyotp.TOTP:
    wish = {"kind": "totp", "name": "phone", "password": PASSWORD}
    offered = (await owner.post("/me/second-factors", json=wish)).json()
    app = pyotp.TOTP(offered["secret"])
    at = f"/me/second-factors/{offered['id']}/confirm"
    assert (await owner.post(at, json={"code": app.at(clock.now())})).status_code == 200
    return app
