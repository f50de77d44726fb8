"""How the house is: a word to everybody, its parts only to those who look after it."""

from typing import Any

from medianest.contracts.record import replace

READY = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


async def ready(reader: Any, writer: Any) -> None:
    while True:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(READY)
        await writer.drain()


async def test_parts_are_named_to_whoever_looks_after_the_house_and_to_nobody_else(
    front: Any, played: Any
) -> None:
    async with (
        played(ready) as url,
        front(identity=url, downloads="http://127.0.0.1:9") as door,
        door.client() as stranger,
        door.client(signed_in=True) as someone,
    ):
        (anna,) = door.sessions.by_cookie.values()
        assert "system.read" not in anna.permissions
        for client in (stranger, someone):
            said = (await client.get("/healthz")).json()
            assert (said["status"], said.get("services", {})) == ("degraded", {})
        door.sessions.sign_in("c" * 43, replace(anna, permissions=frozenset({"system.read"})))
        said = (await someone.get("/healthz")).json()
        assert said["services"] == {"identity": "up", "downloads": "down"}
