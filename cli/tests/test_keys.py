"""An operator makes the next signing key, sees when it is used, and ends the one before."""

from collections.abc import Awaitable, Callable
from typing import Any

from medianest.gateway import app as gateway
from medianest.testkit import eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running

Medianest = Callable[..., Awaitable[Any]]


async def test_the_next_key_is_made_on_command_and_the_first_is_ended(
    medianest: Medianest, at_home: House
) -> None:
    async with running(gateway.build, at_home.environ("gateway", key_announced_s="1")):
        (first,) = (await medianest("keys", "list", "--json")).json
        assert first["trusted until"] == "withdrawn by hand"
        early = await medianest("keys", "withdraw-jwt", first["kid"])
        assert (early.code, "No other signing key" in early.err) == (1, True)
        made = await medianest("keys", "rotate-jwt", "--json")
        assert made.json["kid"] != first["kid"]

        async def ended() -> bool:
            return bool((await medianest("keys", "withdraw-jwt", first["kid"])).code == 0)

        await eventually(ended, timeout_s=20, every_s=0.5)
        before, _ = (await medianest("keys", "list", "--json")).json
        assert before["trusted until"] != "withdrawn by hand"


async def test_before_the_gateway_ran_there_is_no_key(medianest: Medianest, at_home: House) -> None:
    unknown = await medianest("keys", "list")
    assert "has not run yet" in unknown.out
