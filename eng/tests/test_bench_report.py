"""Rows of the benchmark table."""

from __future__ import annotations

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))
import report


def test_a_row_shows_every_limit_that_it_is_held_against() -> None:
    rows = [
        report.versus(1, "start", [5, 6, 7], "ms", "peer", [12], at_most=1.3),
        report.versus(3, "calls", [50], "calls/s", "bare", [100], at_least=0.6),
        report.versus(2, "a MB of 100 MB", [2.4], "ms", "a MB of 1 MB", [3], at_most=1.15, at_least=0.85),
        report.versus(6, "warm", [1234.5], "ms", "cold", [2000]),
    ]
    assert report.table(rows) == """\
| # | what           | measured   | against      |             | ratio | limit       | holds |
| - | -------------- | ---------- | ------------ | ----------- | ----- | ----------- | ----- |
| 1 | start          | 6 ms       | peer         | 12 ms       | 0.50  | ≤ 1.3       | yes   |
| 3 | calls          | 50 calls/s | bare         | 100 calls/s | 0.50  | ≥ 0.6       | NO    |
| 2 | a MB of 100 MB | 2.4 ms     | a MB of 1 MB | 3 ms        | 0.80  | 0.85 … 1.15 | NO    |
| 6 | warm           | 1,234 ms   | cold         | 2,000 ms    | 0.62  |             | yes   |"""
