"""`Call`: one call to the server, and what its token opens."""

from starlette.requests import Request

from medianest.local.simulators.plex.library import Section


class Call:
    """One call, and what its token opens. `sections` is None for the owner, who sees all."""

    def __init__(
        self,
        request: Request,
        sections: tuple[str, ...] | None,
        watched: frozenset[str] = frozenset(),
    ) -> None:
        """`watched`: what the owner has seen."""
        self.request = request
        self.query = request.query_params
        self.path = request.path_params
        self.is_owner = sections is None
        self.watched = watched if sections is None else frozenset()
        self._sections = sections

    def sees(self, section: Section) -> bool:
        return self._sections is None or section.key in self._sections
