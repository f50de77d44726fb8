"""The door for those who run the household: the folders of downloads."""

from collections.abc import Sequence

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.doorway.access import needs
from medianest.contracts.record import Record
from medianest.downloads.ports import Folders, FoldersSeen, TriedStep

FOLDERS = "/settings/downloads/folders"


class TrialPage(Record):
    """Every step up to the first that failed."""

    steps: Sequence[TriedStep]


def folders_routes(folders: Folders) -> list[HTTPRouteHandler]:
    """They are mounted where the service runs, so they are set there, and only tried here."""

    @get(FOLDERS, opt=needs("settings.manage"))
    async def see_folders() -> FoldersSeen:
        return await folders.seen()

    @post(f"{FOLDERS}/test", opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def test_folders() -> TrialPage:
        return TrialPage(steps=await folders.steps())

    return [see_folders, test_folders]
