"""The door of pictures: posters and thumbs by names of ours, so that no page asks another site."""

import hashlib
from typing import Annotated, Any, Final

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from medianest.chassis.doorway.access import needs
from medianest.requests.domain.picture import USUAL_WIDTH, fitting
from medianest.requests.handlers.library_pictures import Album

# The same name is the same picture for ever; whoever is signed in may see it, and no cache between.
_FOR_EVER: Final = "private, max-age=31536000, immutable"
Width = Annotated[int, QueryParameter(name="w", ge=1, le=10_000)]


def images(album: Album) -> list[HTTPRouteHandler]:
    """The one route."""

    @get("/images/{opaque:str}", opt=needs("library.read"), media_type="image/jpeg")
    async def see_image(
        opaque: FromPath[str], request: Request[Any, Any, Any], width: Width = USUAL_WIDTH
    ) -> Response[bytes]:
        """A JPEG of at most this width. `Mn-Tint` is the hue it has most of, in degrees."""
        tag = f'"{hashlib.sha256(f"{opaque} {fitting(width)}".encode()).hexdigest()[:32]}"'
        headers = {"Cache-Control": _FOR_EVER, "ETag": tag}
        if request.headers.get("if-none-match") == tag:
            await album.names.place(opaque)
            return Response(b"", status_code=304, headers=headers)
        picture = await album.picture(opaque, width)
        shown = {**headers, "Mn-Tint": str(picture.tint)}
        return Response(picture.jpeg, headers=shown, media_type="image/jpeg")

    return [see_image]
