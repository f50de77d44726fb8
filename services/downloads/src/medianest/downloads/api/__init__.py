"""The door of people: previews, submissions, the list, and what may be done with a download."""

from litestar.handlers import HTTPRouteHandler

from medianest.downloads.api.listing import listing
from medianest.downloads.api.steering import steering
from medianest.downloads.api.submitting import submitting
from medianest.downloads.handlers import Wishes
from medianest.downloads.ports import Addresses, Previewer, PreviewMemo
from medianest.downloads.queries.pages import Pages


def doors(
    wishes: Wishes, pages: Pages, addresses: Addresses, previewer: Previewer, memo: PreviewMemo
) -> list[HTTPRouteHandler]:
    """Every route of downloads."""
    return [
        *submitting(wishes, pages, addresses, previewer, memo),
        *listing(pages),
        *steering(wishes, pages),
    ]
