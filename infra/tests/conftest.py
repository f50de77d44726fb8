"""Lets the tests beside it import their neighbours, and what writes the dashboards."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "observe")]
