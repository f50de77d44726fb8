"""Uptime Kuma's socket: who signed in hears the burst of its version, then every beat."""

import asyncio
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from typing import Any, Final, Literal

import socketio

from medianest.chassis.clock import now
from medianest.local.simulators.uptime_kuma.account import Account
from medianest.local.simulators.uptime_kuma.watched import Beat, Monitor, Status

Major = Literal[1, 2]
VERSIONS: Final[dict[Major, str]] = {1: "1.23.17", 2: "2.5.3"}
NOT_LOGGED_IN: Final = {"ok": False, "msg": "You are not logged in."}
_LATE_S: Final = 0.3


class Kuma:
    """The state that outlives a restart, and the socket in front of it."""

    def __init__(
        self, major: Major, account: Account, monitors: Sequence[Monitor], *, greets_after_s: float
    ) -> None:
        self.account = account
        self.monitors = {monitor.id: monitor for monitor in monitors}
        self.major = major
        self.pours = 1
        """How often it tells the past to who signs in."""
        self.asked_back: list[int] = []
        """The monitors whose past was asked for."""
        self._greets_after_s = greets_after_s
        self._listening: set[str] = set()
        self._signed_in: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.socket = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=[])
        self.socket.on("connect", self._connected)
        self.socket.on("disconnect", self._disconnected)
        self.socket.on("*", self._asked)

    async def beat(self, monitor_id: int, status: Status, message: str = "") -> Beat | None:
        """Look at a monitor now, and tell all; one that is paused is not looked at."""
        monitor = self.monitors[monitor_id]
        if not monitor.active:
            return None
        made = monitor.beat(status, message)
        await self._tell("heartbeat", monitor.live(made))
        return made

    async def pause(self, monitor_id: int, *, active: bool = False) -> None:
        """Stop (or go on) looking at a monitor."""
        self.monitors[monitor_id].active = active
        await self._tell_changed(monitor_id)

    async def rename(self, monitor_id: int, name: str) -> None:
        """Give a monitor another name."""
        self.monitors[monitor_id].name = name
        await self._tell_changed(monitor_id)

    async def delete(self, monitor_id: int) -> None:
        """Forget a monitor."""
        del self.monitors[monitor_id]
        if self.major == 1:
            await self._tell("monitorList", self._listed())
        else:
            await self._tell("deleteMonitorFromList", monitor_id)

    async def revoke_sessions(self) -> None:
        """Tell every page to load anew, and hang up."""
        await self._tell("refresh")
        for sid in list(self._signed_in):
            await self.socket.disconnect(sid)

    async def _connected(self, sid: str, environ: dict[str, Any]) -> None:
        if self.major == 1:
            self._listening.add(sid)
        self._start(self._greet(sid))

    async def _greet(self, sid: str) -> None:
        """Version 2 hears nothing before it has greeted: what was asked by then is lost."""
        await asyncio.sleep(self._greets_after_s)
        await self.socket.emit("info", {"primaryBaseURL": None}, to=sid)
        if self.major == 1:
            return
        self._listening.add(sid)
        await self.socket.emit("loginRequired", to=sid)

    async def _disconnected(self, sid: str, reason: str) -> None:
        self._listening.discard(sid)
        self._signed_in.discard(sid)

    async def _asked(self, event: str, sid: str, *said: Any) -> object:
        if sid not in self._listening:
            return self.socket.not_handled
        match event, said:
            case "needSetup", _:
                return False
            case "login", (dict() as wish,):
                return await self._let_in(sid, self.account.login(wish))
            case "loginByToken", (token,):
                return await self._let_in(sid, self.account.login_by_token(token))
            case "getMonitorBeats", (monitor_id, hours):
                self.asked_back.append(int(monitor_id))
                return self._beats(sid, int(monitor_id), float(hours))
            case _:
                return self.socket.not_handled

    async def _let_in(self, sid: str, answer: dict[str, Any]) -> dict[str, Any]:
        if not answer.get("ok"):
            return answer
        self._signed_in.add(sid)
        await self.socket.emit("monitorList", self._listed(), to=sid)
        await self.socket.emit("maintenanceList", {}, to=sid)
        await self.socket.emit("info", {"version": VERSIONS[self.major]}, to=sid)
        if self.major == 1:
            self._start(self._pour_late(sid))
        else:
            await self._pour(sid)
        return answer

    async def _pour_late(self, sid: str) -> None:
        await asyncio.sleep(_LATE_S)
        await self._pour(sid)

    async def _pour(self, sid: str) -> None:
        """The past of every monitor; its number is text here, and a number in what is live."""
        for monitor in list(self.monitors.values()) * self.pours:
            key = str(monitor.id)
            await self.socket.emit("heartbeatList", (key, monitor.rows(), False), to=sid)
            await self.socket.emit("avgPing", (key, 12), to=sid)
            await self.socket.emit("uptime", (key, 24, 1), to=sid)
            if self.major == 1:
                important = [row for row in monitor.rows() if row["important"]]
                said = (key, important, False)
                await self.socket.emit("importantHeartbeatList", said, to=sid)

    def _beats(self, sid: str, monitor_id: int, hours: float) -> dict[str, Any]:
        if sid not in self._signed_in:
            return NOT_LOGGED_IN
        since = now() - timedelta(hours=hours)
        return {"ok": True, "data": self.monitors[monitor_id].rows_since(since)}

    def _listed(self) -> dict[str, Any]:
        return {str(monitor.id): monitor.as_listed() for monitor in self.monitors.values()}

    async def _tell_changed(self, monitor_id: int) -> None:
        if self.major == 1:
            await self._tell("monitorList", self._listed())
        else:
            changed = {str(monitor_id): self.monitors[monitor_id].as_listed()}
            await self._tell("updateMonitorIntoList", changed)

    async def _tell(self, event: str, *said: object) -> None:
        for sid in list(self._signed_in):
            await self.socket.emit(event, said, to=sid)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
