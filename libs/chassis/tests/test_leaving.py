"""How a service that is on its way out sends people elsewhere."""

from chassis_house import running, settings

from medianest.chassis.service import build


async def test_who_asks_one_that_is_leaving_comes_by_another_connection() -> None:
    service = build("status", settings())
    async with running(service) as client:
        assert "connection" not in (await client.get("/api/v1/nothing")).headers
        service.health.draining = True
        assert (await client.get("/api/v1/nothing")).headers["connection"] == "close"
