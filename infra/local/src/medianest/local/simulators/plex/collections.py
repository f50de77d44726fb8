"""Collections: made as often as is asked for, whatever others are called the same."""

from starlette.responses import Response

from medianest.local.simulators.plex.call import Call
from medianest.local.simulators.plex.library import Item, Library
from medianest.local.simulators.plex.told import container, item_told, refused


class Collections:
    """What the owner may do to them."""

    def __init__(self, library: Library, machine: str) -> None:
        self._library = library
        self._before = f"server://{machine}/com.plexapp.plugins.library/library/metadata/"

    async def make(self, call: Call) -> Response:
        """Of one type and with at least one item; a second of the same name is no trouble to it."""
        section = self._library.sections.get(call.query.get("sectionId", ""))
        items = self._items(call)
        if section is None or not items or any(item.section is not section for item in items):
            return refused(400)
        made = self._library.add(section, "collection", call.query.get("title", ""))
        made.children.extend(items)
        return container(call.request, Metadata=[item_told(made)])

    async def put(self, call: Call) -> Response:
        """At its end; what is in it already stays where it is."""
        collection, items = self._one(call), self._items(call)
        if collection is None or not items:
            return refused(404)
        collection.children.extend(item for item in items if item not in collection.children)
        return container(call.request, Metadata=[item_told(collection)])

    async def take_out(self, call: Call) -> Response:
        collection, item = self._one(call), self._library.items.get(call.path["item"])
        if collection is None or item not in collection.children:
            return refused(404)
        collection.children.remove(item)
        return Response()

    async def move(self, call: Call) -> Response:
        """After another, or to the front."""
        collection, item = self._one(call), self._library.items.get(call.path["item"])
        if collection is None or item is None or item not in collection.children:
            return refused(404)
        after = self._library.items.get(call.query.get("after", ""))
        collection.children.remove(item)
        at = collection.children.index(after) + 1 if after in collection.children else 0
        collection.children.insert(at, item)
        return Response()

    async def sort(self, call: Call) -> Response:
        """By release (0), by letters (1), or as somebody put them (2)."""
        collection = self._one(call)
        if collection is None:
            return refused(404)
        collection.more["sort"] = call.query.get("collectionSort", "0")
        return Response()

    async def drop(self, call: Call) -> Response:
        if self._one(call) is None:
            return refused(404)
        self._library.remove(call.path["key"])
        return Response()

    def _one(self, call: Call) -> Item | None:
        found = self._library.items.get(call.path["key"])
        return found if found is not None and found.kind == "collection" else None

    def _items(self, call: Call) -> list[Item]:
        uri = call.query.get("uri", "")
        if not uri.startswith(self._before):
            return []
        keys = uri.removeprefix(self._before).split(",")
        return [item for key in keys if (item := self._library.items.get(key)) is not None]
