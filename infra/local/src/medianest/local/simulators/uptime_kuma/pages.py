"""The simulated Kuma over HTTP: its public status page, and our own hand on its monitors."""

import asyncio
from typing import Any, Final

import socketio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from medianest.local.simulators.uptime_kuma.kuma import Kuma
from medianest.local.simulators.uptime_kuma.watched import Status

SLUG: Final = "home"
_HANGS_S: Final = 60.0


def app_of(kuma: Kuma) -> ASGIApp:
    """The socket and the pages on one port."""
    pages = Pages(kuma)
    routes = [
        Route("/", pages.front),
        Route("/api/status-page/{slug}", pages.status_page),
        Route("/api/status-page/heartbeat/{slug}", pages.heartbeats),
        Route("/control/monitors/{id:int}", pages.set_monitor, methods=["PUT"]),
    ]
    served: ASGIApp = socketio.ASGIApp(kuma.socket, Starlette(routes=routes))
    return served


class Pages:
    """What a browser without an account sees, and `/control`, which the real one has not."""

    def __init__(self, kuma: Kuma) -> None:
        self._kuma = kuma

    async def front(self, request: Request) -> Response:
        return Response("Uptime Kuma\n")

    async def status_page(self, request: Request) -> Response:
        """Of an unknown page version 2 says so; version 1 never answers."""
        if request.path_params["slug"] != SLUG:
            if self._kuma.major == 1:
                await asyncio.sleep(_HANGS_S)
            return JSONResponse({"status": "fail", "msg": "Not Found"}, status_code=404)
        listed = [
            {"id": monitor.id, "name": monitor.name, "sendUrl": 0, "type": monitor.type}
            for monitor in self._kuma.monitors.values()
        ]
        said: dict[str, Any] = {
            "config": {"slug": SLUG},
            "publicGroupList": [{"id": 1, "name": "House", "weight": 1, "monitorList": listed}],
            "maintenanceList": [],
        }
        if self._kuma.major == 1:
            return JSONResponse({**said, "incident": None})
        return JSONResponse({**said, "incidents": []})

    async def heartbeats(self, request: Request) -> Response:
        """The newest beats without their messages; of an unknown page, none."""
        known = request.path_params["slug"] == SLUG
        lists: dict[str, Any] = {}
        for monitor in self._kuma.monitors.values() if known else ():
            lists[str(monitor.id)] = [
                {key: row[key] for key in ("status", "time", "ping")} | {"msg": ""}
                for row in monitor.rows()
            ]
        uptimes = {f"{key}_24": 1 for key in lists}
        return JSONResponse({"heartbeatList": lists, "uptimeList": uptimes})

    async def set_monitor(self, request: Request) -> Response:
        """`{"status": "down", "message": "…"}`: from now on the monitor is found so."""
        said = await request.json()
        try:
            status = Status[str(said["status"]).upper()]
            await self._kuma.beat(request.path_params["id"], status, str(said.get("message", "")))
        except KeyError:
            return JSONResponse({"error": "no such monitor or status"}, status_code=404)
        return Response(status_code=204)
