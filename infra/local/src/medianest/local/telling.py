"""What `make up` says: one line a step, colours and a spinner only where somebody watches."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table


class Telling:
    """Speaks to a person at a terminal, or to a log."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=True)
        self._began_at = time.monotonic()

    @contextmanager
    def step(self, doing: str, done: str) -> Iterator[None]:
        """Say what is being done while it is, and that it is done, with the time it took."""
        began_at = time.monotonic()
        if self._console.is_terminal:
            with self._console.status(f"[dim]{escape(doing)} …[/dim]", spinner="dots"):
                yield
        else:
            yield
        self.done(done, time.monotonic() - began_at)

    def done(self, what: str, took_s: float | None = None) -> None:
        took = f"  [dim]{took_s:.1f} s[/dim]" if took_s is not None else ""
        self._console.print(f"  [green]✓[/green] {escape(what)}{took}")

    def trouble(self, what: str) -> None:
        """Something broke that we can mend."""
        self._console.print(f"  [yellow]![/yellow] {escape(what)}")

    def failed(self, what: str) -> None:
        """Something broke that we can't mend."""
        self._console.print(f"  [red]✗[/red] {escape(what)}")

    def title(self, what: str) -> None:
        self._console.print(f"\n[bold]{escape(what)}[/bold]")

    def ready(
        self,
        url: str,
        people: list[dict[str, str]],
        setup_token: str | None,
        beside: Mapping[str, str],
    ) -> None:
        """Print the address and how to come in. `beside`: what else can be opened."""
        seconds = time.monotonic() - self._began_at
        rows = Table.grid(padding=(0, 3))
        rows.add_row("[bold]Open[/bold]", f"[bold cyan]{escape(url)}[/bold cyan]")
        for name, at in beside.items():
            rows.add_row(escape(name.capitalize()), f"[cyan]{escape(at)}[/cyan]")
        if setup_token:
            rows.add_row("[bold]Setup token[/bold]", escape(setup_token))
        for person in people:
            name = f"{escape(person['username'])} [dim]({escape(person['role'])})[/dim]"
            rows.add_row(name, escape(person["password"]))
        said = f"MediaNest is up after {seconds:.1f} s; Ctrl-C stops it"
        self._console.print()
        if self._console.is_terminal:
            self._console.print(Panel(rows, title=said, border_style="green", expand=False))
        else:
            self._console.print(said)
            self._console.print(Padding(rows, (0, 2)))
