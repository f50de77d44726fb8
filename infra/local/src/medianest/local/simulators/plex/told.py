"""Its words: sections and items as JSON, or as XML to who does not ask for JSON."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from medianest.local.simulators.plex.library import Item, Section

_PLAIN = frozenset({"index", "year", "originallyAvailableAt", "summary", "duration"})


def section_told(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "type": section.type,
        "title": section.title,
        "agent": section.agent,
        "scanner": "Plex Movie",
        "language": "en-US",
        "uuid": f"0000-{section.key}",
        "refreshing": section.refreshing,
        "scannedAt": section.scanned_at,
        "Location": [{"id": int(section.key), "path": section.path}],
    }


def item_told(item: Item, *, with_guids: bool = True) -> dict[str, Any]:
    key = f"/library/metadata/{item.key}"
    told: dict[str, Any] = {
        "ratingKey": item.key,
        "key": f"{key}/children" if item.children else key,
        "guid": item.guid,
        "type": item.kind,
        "title": item.title,
        "librarySectionID": int(item.section.key),
        "librarySectionTitle": item.section.title,
        "addedAt": item.added_at,
        "updatedAt": item.added_at,
        "thumb": f"{key}/thumb/{item.added_at}",
        **{name: value for name, value in item.more.items() if name in _PLAIN},
    }
    if item.kind == "collection":
        told |= {"subtype": "movie", "childCount": len(item.children), "smart": False}
    elif item.children:
        told |= {"childCount": len(item.children), "leafCount": _leaves(item)}
    if item.parent is not None:
        told |= {"parentRatingKey": item.parent.key, "parentTitle": item.parent.title}
        above = item.parent.parent
        if above is not None:
            told |= {"grandparentRatingKey": above.key, "grandparentTitle": above.title}
            told["parentIndex"] = item.parent.more["index"]
    if item.genres:
        told["Genre"] = [{"tag": genre} for genre in item.genres]
    if item.guids and with_guids:
        told["Guid"] = [{"id": guid} for guid in item.guids]
    if item.file is not None:
        part = {"id": int(item.key), "file": item.file, "size": 1000, "container": "mkv"}
        told["Media"] = [
            {"id": int(item.key), "videoResolution": "1080", "container": "mkv", "Part": [part]}
        ]
    return told


def container(call: Request, **told: Any) -> Response:
    """Everything is in one; lists that would be empty are absent."""
    inside = {name: value for name, value in told.items() if value != []}
    listed = [value for value in inside.values() if isinstance(value, list)]
    inside.setdefault("size", len(listed[0]) if listed else 0)
    if "application/json" in call.headers.get("accept", ""):
        return JSONResponse({"MediaContainer": inside})
    body = ET.tostring(_element("MediaContainer", inside), encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/xml")


def page(call: Request, items: Sequence[dict[str, Any]], most: int) -> Response:
    """A part of it, if both the start and the size are named; never more than `most` at once."""
    start, size = _named(call, "Start"), _named(call, "Size")
    if start is None or size is None:
        return container(call, totalSize=len(items), Metadata=list(items))
    some = items[start : start + min(size, most)]
    return container(call, offset=start, totalSize=len(items), size=len(some), Metadata=list(some))


def refused(status: int) -> Response:
    """Its refusals are HTML, whatever was asked for."""
    words = {401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 400: "Bad Request"}[status]
    page = f"<html><head><title>{words}</title></head><body><h1>{status} {words}</h1></body></html>"
    return HTMLResponse(page, status_code=status)


def _leaves(item: Item) -> int:
    return sum(_leaves(child) if child.children else 1 for child in item.children)


def _named(call: Request, what: str) -> int | None:
    name = f"X-Plex-Container-{what}"
    said = call.headers.get(name) or call.query_params.get(name)
    return None if said is None else int(said)


def _element(name: str, told: dict[str, Any]) -> ET.Element:
    made = ET.Element(name)
    for key, value in told.items():
        if isinstance(value, list):
            made.extend(_element(key, each) for each in value)
        else:
            made.set(key, str(value))
    return made


def titles(items: Iterable[Item], query: str) -> list[Item]:
    """Those with these words in their title."""
    wanted = query.casefold()
    return [item for item in items if wanted in item.title.casefold()]
