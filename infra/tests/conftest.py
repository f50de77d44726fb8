"""Lets the tests beside it import their neighbours, and what writes dashboards and lists pages."""

import sys
from pathlib import Path

INFRA = Path(__file__).parents[1]
sys.path += [str(Path(__file__).parent), str(INFRA / "observe"), str(INFRA / "images")]
