"""nginx, as the service behind (it answers at once) and as the limit of what a proxy can do."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.peers import debian
from medianest.local.servers.process import Process

CONFIG = """
daemon off; master_process off; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 512; }}
http {{
  access_log off; keepalive_requests 1000000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream behind {{
    server 127.0.0.1:{behind}; keepalive 64; keepalive_requests 1000000000;
  }}
  server {{ listen 127.0.0.1:{port}; location / {{ {does} }} }}
}}
"""
PASSES = 'proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection "";'


@asynccontextmanager
async def nginx(
    folder: Path, port: int, *, body: str | None = None, behind: int = 1
) -> AsyncIterator[Process]:
    """One that answers `body`, or passes on to the port `behind`."""
    program, environ = await debian("nginx", "nginx", "libpcre2-8-0")
    folder.mkdir()  # noqa: ASYNC240  before anything is measured
    does = PASSES if body is None else f"default_type application/json; return 200 '{body}';"
    config = CONFIG.format(folder=folder, port=port, behind=behind, does=does)
    (folder / "nginx.conf").write_text(config)
    process = Process(
        "nginx",
        [program, "-p", folder, "-c", folder / "nginx.conf"],
        log=folder / "log",
        environ={**os.environ, **environ},  # noqa: TID251  a child inherits it
    )

    async def listening() -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return False
        writer.close()
        return True

    try:
        await process.ready(listening, within_s=10)
        yield process
    finally:
        await process.stop()
