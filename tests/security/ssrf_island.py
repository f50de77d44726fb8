"""Asks for every inside address by everything of ours that fetches, on an island; tells what came.

`python ssrf_island.py FILE` writes one JSON object: for each surface how many addresses it was
asked for, which packets went to inside addresses, and how often it reached the outside.
"""

import asyncio
import contextlib
import json
import os
import socket
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, Final

import dns.message
import dns.rdatatype
import dns.rrset
import imageio_ffmpeg
import yt_dlp.networking
from yt_dlp.networking.impersonate import ImpersonateTarget

from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.downloads.adapters.addresses import GuardedAddresses
from medianest.downloads.adapters.ytdlp.confined import ConfinedYoutubeDL, options_for
from medianest.downloads.adapters.ytdlp.words import Limits, Terms
from medianest.notify.adapters.way_out import Asking, WayOut
from medianest.status.adapters.looks import Looks
from medianest.status.domain.probes import HttpProbe, PlexProbe, TcpProbe
from medianest.testkit import island
from medianest.testkit.inside import INSIDE_HOSTS

OUTSIDE: Final = "93.184.215.14"
THE_WORLD: Final = "http://outside.example/"
# The second one has one number of each kind, the third says another thing each time it is asked.
NAMES: Final = ("inside.example", "both.example", "rebinding.example", "mapped.example")
UNGUARDED: Final = "without a guard"
Surface = Callable[[list[str]], Awaitable[None]]


def urls(hosts: Iterable[str]) -> list[str]:
    """Straight there, and by way of somebody outside who sends us on."""
    every = list(enumerate(hosts))
    straight = [f"{scheme}://{host}/" for _, host in every for scheme in ("http", "https")]
    return straight + [f"{THE_WORLD}to/{number}" for number, _ in every]


class Names:
    """The island's name server."""

    def __init__(self) -> None:
        self._asked = 0

    def serve_forever(self) -> None:
        lines = Path("/etc/resolv.conf").read_text().splitlines()
        servers = [line.split()[1] for line in lines if line.startswith("nameserver")]
        loop = asyncio.get_running_loop()
        for server in servers or ["127.0.0.1"]:
            family = socket.AF_INET6 if ":" in server else socket.AF_INET
            heard = socket.socket(family, socket.SOCK_DGRAM)
            heard.bind((server, 53))
            loop.add_reader(heard, self._answer, heard)

    def _answer(self, heard: socket.socket) -> None:
        words, asker = heard.recvfrom(4096)
        question = dns.message.from_wire(words)
        answer = dns.message.make_response(question)
        [asked] = question.question
        name = str(asked.name).rstrip(".")
        kind = dns.rdatatype.to_text(asked.rdtype)
        numbers = [n for n in self._numbers(name, kind) if (":" in n) == (kind == "AAAA")]
        if numbers:
            answer.answer.append(dns.rrset.from_text(f"{name}.", 0, "IN", kind, *numbers))
        heard.sendto(answer.to_wire(), asker)

    def _numbers(self, name: str, kind: str) -> list[str]:
        match name:
            case "outside.example":
                return [OUTSIDE]
            case "inside.example":
                return ["10.0.0.1"]
            case "both.example":
                return [OUTSIDE, "10.0.0.1"]
            case "mapped.example":
                return ["::ffff:127.0.0.1"]
            case "rebinding.example":
                self._asked += kind == "A"
                return [OUTSIDE if self._asked % 2 else "127.0.0.1"]
        return []


class World:
    """Listens on every number there is; sends on whoever asks for `/to/<number of a host>`."""

    def __init__(self) -> None:
        self.met: list[str] = []
        self._hosts = [*INSIDE_HOSTS, *NAMES]

    async def listen(self) -> None:
        for port in (80, 443):
            await asyncio.start_server(self._meet, "0.0.0.0", port)  # noqa: S104  that is the point
            await asyncio.start_server(self._meet, "::", port)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.met.append(writer.get_extra_info("sockname")[0])
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, IndexError, ValueError):
            line = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split(" ")[1]
            _, found, number = line.partition("/to/")
            head = b"200 OK\r\n"
            if found:
                to = f"http://{self._hosts[int(number)]}/".encode()
                head = b"302 Found\r\nLocation: " + to + b"\r\n"
            writer.write(b"HTTP/1.1 " + head + b"Content-Length: 2\r\nConnection: close\r\n\r\nhi")
            await writer.drain()
        writer.close()


def by_yt_dlp(terms: Terms, folder: Path, handler: str) -> Surface:
    """As the child asks, by one of yt-dlp's ways."""

    def ask(every: list[str]) -> None:
        extensions = {}
        if handler == "CurlCFFI":
            extensions["impersonate"] = ImpersonateTarget.from_str("chrome")
        with ConfinedYoutubeDL(folder, options_for(terms, folder)) as ydl:
            director = ydl._request_director  # noqa: SLF001  there is no other way to choose
            director.handlers = {handler: director.handlers[handler]}
            for url in every:
                with contextlib.suppress(Exception):
                    request = yt_dlp.networking.Request(url, extensions=extensions)
                    ydl.urlopen(request).read()

    return lambda every: asyncio.to_thread(ask, every)


def by_program(*words: str, stdin: str = "", **environ: str) -> Callable[[], Awaitable[None]]:
    """As yt-dlp starts other programs, but with the network that we deny them."""

    async def run() -> None:
        child = await asyncio.create_subprocess_exec(
            *words,
            env={"PATH": os.environ["PATH"], "HOME": tempfile.gettempdir(), **environ},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await child.communicate(stdin.encode())

    return run


def by_ffmpeg(proxy: str) -> Surface:
    async def ask(every: list[str]) -> None:
        few = asyncio.Semaphore(3)

        async def look(url: str) -> None:
            words = ("-rw_timeout", "5000000", "-i", url, "-f", "null", "-")
            async with few:
                await by_program(imageio_ffmpeg.get_ffmpeg_exe(), *words, http_proxy=proxy)()

        await asyncio.gather(*map(look, every))

    return ask


def by_deno(proxy: str) -> Surface:
    async def ask(every: list[str]) -> None:
        script = f"""for (const url of {json.dumps(every)}) {{
          const signal = AbortSignal.timeout(5000);
          try {{ await (await fetch(url, {{ signal }})).text(); }} catch {{}}
        }}"""
        deno = Path(sys.prefix) / "bin" / "deno"
        words = (str(deno), "run", "--ext=js", "--no-prompt", "--allow-net", "-")
        await by_program(*words, stdin=script, HTTP_PROXY=proxy, HTTPS_PROXY=proxy)()

    return ask


async def unguarded(url: str) -> None:
    """What the others would be without a guard."""
    _, writer = await asyncio.open_connection(url.split("/")[2], 80)
    writer.close()


def one_by_one(ask: Callable[[str], Awaitable[Any]]) -> Surface:
    async def all_of(every: list[str]) -> None:
        for url in every:
            with contextlib.suppress(Exception):
                await ask(url)

    return all_of


def surfaces(proxy: EgressProxy, way_out: WayOut, folder: Path) -> dict[str, Surface]:
    """Everything of ours that goes where somebody else says."""
    terms = Terms(
        proxy=proxy.url("fetch"),
        extractors=("generic",),
        ffmpeg_folder=str(folder),
        limits=Limits(memory_bytes=2 << 30, file_bytes=1 << 30, open_files=256, cpu_s=300),
        silence_s=60,
        socket_timeout_s=5,
    )
    looks = Looks({}, deadline_s=5)
    calling = Asking(way_out, "webhook", 5)
    return {
        UNGUARDED: one_by_one(unguarded),
        **{
            f"yt-dlp by {name}": by_yt_dlp(terms, folder, name)
            for name in ("Requests", "Urllib", "CurlCFFI")
        },
        "ffmpeg": by_ffmpeg(terms.proxy),
        "deno": by_deno(terms.proxy),
        "the address of a download": one_by_one(GuardedAddresses(EgressGuard()).vet),
        "notify's webhooks": one_by_one(lambda url: calling.ask("POST", url, content=b"{}")),
        "status' pages": one_by_one(lambda url: looks.look(HttpProbe(url=url))),
        "status' Plex": one_by_one(lambda url: looks.look(PlexProbe(url=url))),
        "status' servers": one_by_one(
            lambda url: looks.look(TcpProbe(host=url.split("/")[2].strip("[]"), port=80))
        ),
    }


async def tell(watch: island.Watch) -> dict[str, Any]:
    world = World()
    Names().serve_forever()
    await world.listen()
    proxy, way_out = EgressProxy(EgressGuard()), WayOut(EgressProxy(EgressGuard()))
    await way_out.start()
    for port in (53, port_of(await proxy.start()), port_of(await way_out.url("webhook"))):
        watch.leave_out(port)
    every = urls([*INSIDE_HOSTS, *NAMES])
    told = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, ask in surfaces(proxy, way_out, Path(folder)).items():
            watch.seen()
            world.met.clear()
            await ask([THE_WORLD, *every])
            await asyncio.sleep(0.05)  # what is on its way is still counted
            seen = watch.seen()
            told[name] = {
                "asked": len(every),
                "packets": {f"{at} {port}": seen[at, port] for at, port in seen if at != OUTSIDE},
                "met": sorted({at for at in world.met if at != OUTSIDE}),
                "outside": world.met.count(OUTSIDE),
            }
    return told


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2])


if __name__ == "__main__":
    island.settle()
    Path(sys.argv[1]).write_text(json.dumps(asyncio.run(tell(island.Watch()))))
