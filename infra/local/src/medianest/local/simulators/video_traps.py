"""What a bad video site does: each path is one way in which a download can go wrong."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.responses import StreamingResponse as Streaming
from starlette.routing import Route

_CHUNK: Final = b"\x00" * 16_384
_DROPS: Final = 10_000
_METADATA: Final = "http://169.254.169.254/latest/meta-data/video.mp4"
_PRIVATE: Final = "http://10.0.0.1/video.mp4"


async def forbidden(request: Request) -> Response:
    return PlainTextResponse("Not for you.", status_code=403)


async def broken(request: Request) -> Response:
    return PlainTextResponse("Something broke.", status_code=500)


async def throttled(request: Request) -> Response:
    return PlainTextResponse("Slow down.", status_code=429, headers={"retry-after": "30"})


async def a_page_named_mp4(request: Request) -> Response:
    return HTMLResponse("<!doctype html><title>No video</title><p>There is no video here.</p>")


async def text_that_claims_to_be_video(request: Request) -> Response:
    return Response(b"This is not a film.\n" * 2000, media_type="video/mp4")


async def to_a_private_address(request: Request) -> Response:
    return RedirectResponse(_PRIVATE)


async def to_the_metadata_address(request: Request) -> Response:
    return RedirectResponse(_METADATA)


async def to_a_file(request: Request) -> Response:
    return RedirectResponse("file:///etc/hostname")


async def to_itself(request: Request) -> Response:
    return RedirectResponse(str(request.url))


async def endless(request: Request) -> Response:
    """Sends for ever, slowly, without saying how much there is."""

    async def more() -> AsyncIterator[bytes]:
        while True:
            yield _CHUNK
            await asyncio.sleep(0.1)

    return Streaming(more(), media_type="video/mp4")


async def gone(request: Request) -> Response:
    return PlainTextResponse("It was here once.", status_code=410)


async def drip(request: Request) -> Response:
    """Says that there is much, and sends a byte at a time."""

    async def drops() -> AsyncIterator[bytes]:
        for _ in range(_DROPS):
            yield b"\x00"
            await asyncio.sleep(0.5)

    return Streaming(drops(), media_type="video/mp4", headers={"content-length": str(_DROPS)})


async def too_short(request: Request) -> Response:
    """Says that there is more than it sends, each time."""

    async def some() -> AsyncIterator[bytes]:
        yield _CHUNK

    length = {"content-length": str(10 * len(_CHUNK))}
    return Streaming(some(), media_type="video/mp4", headers=length)


async def silent(request: Request) -> Response:
    """Takes the call and does not answer until the caller goes."""
    while not await request.is_disconnected():  # noqa: ASYNC110  Starlette can only be asked
        await asyncio.sleep(0.2)
    return Response(status_code=204)


async def page_of(request: Request) -> Response:
    """Wrap a trap in a page with a `<video>`, as a person would find it."""
    trap = request.path_params["trap"]
    source = str(request.base_url) + f"traps/{trap}"
    return HTMLResponse(
        f'<!doctype html><title>Trap: {trap}</title><video src="{source}"></video>'
        if trap.isascii() and trap.replace("-", "").replace(".", "").isalnum()
        else "<!doctype html><title>No such trap</title>"
    )


ROUTES: Final = [
    Route("/traps/forbidden.mp4", forbidden),
    Route("/traps/broken.mp4", broken),
    Route("/traps/throttled.mp4", throttled),
    Route("/traps/page.mp4", a_page_named_mp4),
    Route("/traps/text.mp4", text_that_claims_to_be_video),
    Route("/traps/to-private.mp4", to_a_private_address),
    Route("/traps/to-metadata.mp4", to_the_metadata_address),
    Route("/traps/to-file.mp4", to_a_file),
    Route("/traps/to-itself.mp4", to_itself),
    Route("/traps/endless.mp4", endless),
    Route("/traps/silent.mp4", silent),
    Route("/traps/gone.mp4", gone),
    Route("/traps/drip.mp4", drip),
    Route("/traps/too-short.mp4", too_short),
    Route("/traps/watch/{trap}", page_of),
]
