"""The door of people: wishes, decisions, and what there is to wish for."""

from litestar.handlers import HTTPRouteHandler

from medianest.requests.api.asking import asking
from medianest.requests.api.deciding import deciding
from medianest.requests.api.issues import closing, reporting, seeing_issues
from medianest.requests.api.limits import limits_settings
from medianest.requests.api.listing import listing
from medianest.requests.api.story import story
from medianest.requests.api.titles import titles
from medianest.requests.handlers.issues import Issues
from medianest.requests.handlers.library_marking import Marking
from medianest.requests.handlers.ruling import Ruling
from medianest.requests.handlers.wishing import Wishing
from medianest.requests.ports import Catalogue
from medianest.requests.queries.issues import IssuePages
from medianest.requests.queries.stories import Stories
from medianest.requests.queries.wishes import WishPages


def doors(
    wishing: Wishing,
    pages: WishPages,
    *,
    issues: Issues,
    issue_pages: IssuePages,
    stories: Stories,
    ruling: Ruling,
    catalogue: Catalogue,
    marking: Marking,
) -> list[HTTPRouteHandler]:
    """Every route of people."""
    return [
        *asking(wishing, pages, ruling, catalogue),
        *titles(catalogue, pages, marking, ruling),
        *listing(wishing, pages, ruling),
        *story(wishing, pages, stories),
        *deciding(wishing, pages),
        *reporting(issues, issue_pages, catalogue),
        *seeing_issues(issue_pages),
        *closing(issues, issue_pages),
        *limits_settings(ruling),
    ]
