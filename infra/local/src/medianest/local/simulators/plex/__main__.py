"""Serves one: `python -m medianest.local.simulators.plex --port 18097 --folder videos`."""

import argparse
from pathlib import Path

import uvicorn

from medianest.local.simulators.plex.library import Library
from medianest.local.simulators.plex.pages import Pages
from medianest.local.simulators.plex.shares import Shares


def main() -> None:
    """Read the command line and serve; own videos lie in `--folder`, seen as `--videos-at`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--videos-at", default=None)
    chosen = parser.parse_args()
    library = Library(chosen.folder, videos_at=chosen.videos_at)
    uvicorn.run(
        Pages(library, Shares()).app(),
        host="127.0.0.1",
        port=chosen.port,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
