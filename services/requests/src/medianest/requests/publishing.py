"""Which facts of requests are announced, and in which words."""

from medianest.contracts.events import Event
from medianest.contracts.events.requests import LibraryItemAdded
from medianest.requests.domain import ItemAdded, LibraryItemFact, LibraryItemState


def of_library_item(state: LibraryItemState, fact: LibraryItemFact) -> Event | None:
    """What others hear of the library; where the file lies stays with us."""
    match fact:
        case ItemAdded():
            return LibraryItemAdded(
                item_id=fact.item_id,
                title=fact.title,
                origin=fact.origin,
                origin_id=fact.origin_id,
            )
