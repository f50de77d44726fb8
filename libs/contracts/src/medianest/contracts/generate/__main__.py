"""`make contracts`: write the documents, and a golden file for each message that has none yet."""

import json
from pathlib import Path
from typing import Any

import msgspec

from medianest.contracts.generate import documents
from medianest.contracts.generate.examples import example

ROOT = Path(__file__).parents[6]
PACKAGE = ROOT / "libs/contracts"
GOLDEN = ROOT / "tests/contract/golden"


def main() -> None:
    """Rewrites what is derived; never rewrites a golden file."""
    schemas = PACKAGE / "schemas"
    wanted = {schemas / documents.file_name(m): documents.schema(m) for m in documents.MESSAGES}
    for path in set(schemas.glob("*.json")) - set(wanted):
        path.unlink()
    for path, content in wanted.items():
        _write(path, content)
    _write(PACKAGE / "asyncapi.json", documents.asyncapi())
    (ROOT / "docs/events.md").write_text(documents.page())
    for message in documents.MESSAGES:
        golden = GOLDEN / documents.file_name(message)
        if not golden.exists():
            _write(
                golden,
                {
                    "schema": documents.schema(message),
                    "message": msgspec.to_builtins(example(message)),
                },
            )


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n")


main()
