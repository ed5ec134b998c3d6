"""What the Python connectors of the benchmarks share: their items, and how often and when each method was called."""

import contextlib
import os
import pathlib
import time
import typing


class Marks:
    """How often each method was called, when the first call came and when the last one was answered, and how long calls took."""

    def __init__(self) -> None:
        self._marks: dict[str, list[float]] = {}
        self._inside: dict[str, int] = {}

    @contextlib.contextmanager
    def enter(self, method: str) -> typing.Iterator[None]:
        now = time.monotonic()
        mark = self._marks.setdefault(method, [0, 0, now, now, 0])
        inside = self._inside[method] = self._inside.get(method, 0) + 1
        mark[0] += 1
        mark[1] = max(mark[1], inside)
        try:
            yield
        finally:
            self._inside[method] -= 1
            mark[3] = time.monotonic()
            mark[4] += mark[3] - now

    def write(self) -> None:
        """A line for each method: its name, the count, the most at once, first and last time and the mean duration, in seconds."""
        if "BENCH_MARKS" in os.environ:
            lines = [
                f"{name} {count} {most} {first:.6f} {last:.6f} {total / count:.6f}\n"
                for name, (count, most, first, last, total) in sorted(self._marks.items())
            ]
            pathlib.Path(os.environ["BENCH_MARKS"]).write_text("".join(lines))


def existing() -> list[str]:
    return [f"item/item-{index:06}.json" for index in range(int(os.environ.get("BENCH_EXISTING", "0")))]


def body_of(addr: str) -> bytes:
    return f'{{\n    "name": "{addr}",\n    "note": "{"x" * 100}"\n}}\n'.encode()
