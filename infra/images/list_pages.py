"""Lists what the pages are made of, as CycloneDX: `list_pages.py package-lock.json`.

npm's own list leaves out what tools need as well: React, for one.
"""

import base64
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

ASIDE = ("dev", "devOptional", "optional", "link")


def listed(lock: dict[str, Any]) -> dict[str, Any]:
    """Everything in the lock that is neither a tool nor for some machines only."""
    packages = {
        (at.rpartition("node_modules/")[2], one["version"]): one
        for at, one in lock["packages"].items()
        if at and not any(one.get(mark) for mark in ASIDE)
    }
    components = [_component(*which, packages[which]) for which in sorted(packages)]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}


def _component(name: str, version: str, package: dict[str, Any]) -> dict[str, Any]:
    where = f"pkg:npm/{quote(name, safe='/')}@{version}"
    algorithm, _, digest = package["integrity"].partition("-")
    content = base64.b64decode(digest).hex()
    return {
        "type": "library",
        "bom-ref": where,
        "name": name,
        "version": version,
        "purl": where,
        "licenses": [{"expression": package["license"]}] if "license" in package else [],
        "hashes": [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": content}],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(listed(json.loads(Path(sys.argv[1]).read_text())), indent=1))
