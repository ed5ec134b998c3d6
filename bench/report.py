"""Rows of the benchmark table: what was measured, against what, and whether the limit holds."""

from __future__ import annotations

import dataclasses
import json
import statistics
import typing


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of the table; `reference` is what the peer, or the limit of the machine, needed in the same run."""

    goal: int
    what: str
    value: float
    unit: str
    reference: float | None
    peer: str
    limit: str
    ratio: float | None
    holds: bool | None
    samples: int
    note: str = ""


def median(values: typing.Sequence[float]) -> float:
    return statistics.median(values)


def versus(
    goal: int,
    what: str,
    values: typing.Sequence[float],
    unit: str,
    peer: str,
    references: typing.Sequence[float],
    *,
    at_most: float | None = None,
    at_least: float | None = None,
    note: str = "",
) -> Row:
    """The ratio of two medians, with the limit it has to keep."""
    value, reference = median(values), median(references)
    ratio = value / reference
    return Row(
        goal,
        what,
        value,
        unit,
        reference,
        peer,
        _limit(at_most, at_least),
        ratio,
        (at_most is None or ratio <= at_most) and (at_least is None or ratio >= at_least),
        min(len(values), len(references)),
        note,
    )


def _limit(at_most: float | None, at_least: float | None) -> str:
    if at_most is not None and at_least is not None:
        return f"{at_least:g} … {at_most:g}"
    return f"≤ {at_most:g}" if at_most is not None else f"≥ {at_least:g}" if at_least is not None else ""


def figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(rows: typing.Sequence[Row]) -> str:
    """The rows as a Markdown table, aligned so that it reads well in a terminal."""
    heads = ["#", "what", "measured", "against", "", "ratio", "limit", "holds"]
    lines = [
        [
            str(row.goal),
            row.what,
            f"{figure(row.value)} {row.unit}",
            row.peer,
            "" if row.reference is None else f"{figure(row.reference)} {row.unit}",
            "" if row.ratio is None else f"{row.ratio:.2f}",
            row.limit,
            {True: "yes", False: "NO", None: ""}[row.holds],
        ]
        for row in rows
    ]
    widths = [max(len(line[column]) for line in [heads, *lines]) for column in range(len(heads))]
    rule = [("-" * width) for width in widths]
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in [heads, rule, *lines])


def document(rows: typing.Sequence[Row], machine: dict[str, object]) -> str:
    """The same as JSON, for machines."""
    return json.dumps({"machine": machine, "rows": [dataclasses.asdict(row) for row in rows]}, indent=2, ensure_ascii=False) + "\n"
