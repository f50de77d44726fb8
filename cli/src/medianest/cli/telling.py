"""Answers to an operator: tables and sentences for people; with `--json`, JSON for programs."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

WRONG_USAGE = 2


class Telling:
    """Says what a command found, in the way that was asked for."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._console = Console(highlight=False)

    def rows(self, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], nothing: str) -> None:
        """All fields of all rows as a JSON list; or these columns, the last one folded to fit."""
        if self._as_json:
            self.document(rows)
            return
        if not rows:
            self.sentence(nothing)
            return
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in columns:
            fits = column != columns[-1]
            table.add_column(column.replace("_", " "), no_wrap=fits, overflow="fold")
        for row in rows:
            table.add_row(*(escape(_short(row[column])) for column in columns))
        self._console.print(table)

    def sheets(self, found: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
        """Everything that is known: as JSON just as it is; or a sheet for each, field by field."""
        if self._as_json:
            self.document(found)
            return
        for row in [found] if isinstance(found, Mapping) else found:
            sheet = Table(box=None, show_header=False, pad_edge=False)
            sheet.add_column(style="bold", no_wrap=True)
            sheet.add_column(overflow="fold")
            for name, value in row.items():
                if value is not None:
                    sheet.add_row(name.replace("_", " "), escape(_long(value)))
            self._console.print(sheet, end="\n\n")

    def done(self, what: str, **fields: Any) -> None:
        """Say that it is done."""
        if self._as_json:
            self.document({"done": what, **fields})
        else:
            self._console.print(f"[green]✓[/green] {escape(what)}", soft_wrap=True)

    def sentence(self, text: str) -> None:
        """Say something to people only."""
        if not self._as_json:
            self._console.print(escape(text), soft_wrap=True)

    def heading(self, text: str) -> None:
        """What stands above the lines, for people."""
        if not self._as_json:
            self._on_one_line(text)

    def line(self, value: Mapping[str, Any], text: str) -> None:
        """One of many, as they come: a JSON object a line, or `text`."""
        if self._as_json:
            sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
            sys.stdout.flush()
        else:
            self._on_one_line(text)

    def document(self, value: Any) -> None:
        """Print it as JSON."""
        sys.stdout.write(_pretty(value) + "\n")

    def _on_one_line(self, text: str) -> None:
        """All of it; on a terminal as much as fits, so that columns stay columns."""
        is_cut = self._console.is_terminal
        self._console.print(
            escape(text), soft_wrap=not is_cut, no_wrap=True, overflow="ellipsis", crop=is_cut
        )


def fail(why: str, code: int = 1) -> NoReturn:
    """End the command with the reason: one line on standard error."""
    line = " ".join(why.split())
    Console(stderr=True, highlight=False).print(f"[red]✗[/red] {escape(line)}", soft_wrap=True)
    raise typer.Exit(code)


def minute(at: datetime) -> str:
    """`2026-11-23 13:04`."""
    return at.strftime("%Y-%m-%d %H:%M")


def second(at: datetime) -> str:
    """`2026-11-23 13:04:02`."""
    return at.strftime("%Y-%m-%d %H:%M:%S")


def _short(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else _long(value)


def _long(value: Any) -> str:
    if isinstance(value, dict | list):
        return _pretty(value)
    return f"{second(value)} UTC" if isinstance(value, datetime) else str(value)


def _pretty(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
