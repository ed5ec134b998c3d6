"""RON against what else reads documents: the `ron` crate of Debian into types, `JsonDocument` for the tree, itself for the growth.

Every program reads its document once and then times the work in its own process: no start, no file. The crate's parts are what
Debian ships, built here in its release profile; on another system, or without root, the section says what to install.

For the growth as many documents are read and kept as make a hundred MB, so that the collector has the same to do whatever their size.
"""

from __future__ import annotations

import json
import os
import pathlib
import re
import subprocess
import typing

from report import Row, median, versus

Packages = ["librust-ron-dev", "librust-serde-dev", "librust-serde-derive-dev", "rustc", "cargo"]
Registry = pathlib.Path("/usr/share/cargo/registry")
Sizes = [1, 10, 100]
Megabytes = 12
Processes = 5
Rounds = 7


def measure(bench: typing.Any) -> list[Row]:
    ours = _build(bench)
    peer, version = _peer(bench)
    documents = bench.work / "documents"
    _run([ours, "generate", documents, *map(str, {Megabytes, *Sizes})])
    ron, same = documents / f"{Megabytes}.ron", documents / f"{Megabytes}.json"

    typed, crate, tree, parsed = _interleaved(
        bench,
        [
            [ours, "measure", "read", ron, Rounds],
            [peer, ron, Rounds],
            [ours, "measure", "tree", ron, Rounds],
            [ours, "measure", "json", same, Rounds],
        ],
    )
    runtime = typed[0]["version"]
    rows = [
        versus(
            2,
            f"RON, {Megabytes} MB of bytes into records, one thread",
            _medians(typed),
            "ms",
            version,
            _medians(crate),
            at_most=1.0,
            note=runtime,
        ),
        versus(
            2,
            f"RON, {Megabytes} MB of bytes to the lossless tree",
            _medians(tree),
            "ms",
            f"JsonDocument.Parse of {same.stat().st_size / 1e6:.1f} MB of JSON",
            _medians(parsed),
            at_most=2.5,
            note=runtime,
        ),
    ]
    for work, name in [("read-text", "text into records"), ("tree-text", "text to the tree")]:
        growth = _interleaved(bench, [[ours, "measure", work, documents / f"{size}.ron", Rounds, Sizes[-1]] for size in Sizes])
        rows += _growth(name, growth, runtime)
    return rows


def _growth(name: str, growth: list[list[dict[str, typing.Any]]], runtime: str) -> list[Row]:
    small, *larger = [[run / samples[0]["bytes"] * 1e6 for run in _medians(samples)] for samples in growth]
    return [
        versus(
            2,
            f"RON {name}, a MB of {size} MB",
            values,
            "ms",
            "a MB of 1 MB",
            small,
            at_most=1.15,
            at_least=0.85,
            note=runtime,
        )
        for size, values in zip(Sizes[1:], larger)
    ]


def _interleaved(bench: typing.Any, commands: list[list[typing.Any]]) -> list[list[dict[str, typing.Any]]]:
    """The results of each command: one process after the other and then all again, so that a busy minute meets them all."""
    results: list[list[dict[str, typing.Any]]] = [[] for _ in commands]
    for _ in range(Processes):
        for samples, command in zip(results, commands):
            samples.append(json.loads(_run(command)))
    return results


def _medians(samples: list[dict[str, typing.Any]]) -> list[float]:
    return [median(sample["milliseconds"]) for sample in samples]


def _build(bench: typing.Any) -> pathlib.Path:
    bench.say("building the benchmarks …")
    _run(["dotnet", "build", bench.root / "bench" / "Autoschematic.Benchmarks", "-c", "Release", "--nologo", "-v", "quiet", "-clp:NoSummary"])
    return bench.root / "artifacts" / "bin" / "Autoschematic.Benchmarks" / "release" / "Autoschematic.Benchmarks"


def _peer(bench: typing.Any) -> tuple[pathlib.Path, str]:
    """The program of the crate and what it is made of, built from Debian's sources alone."""
    _install(bench)
    home, target = bench.work / "cargo", bench.root / "artifacts" / "ron-peer" / "target"
    home.mkdir()
    (home / "config.toml").write_text(
        f'[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "{Registry}"\n', encoding="utf-8"
    )
    source = bench.root / "artifacts" / "ron-peer" / "source"
    (source / "src").mkdir(parents=True, exist_ok=True)
    for file in ["Cargo.toml", "src/main.rs"]:
        (source / file).write_bytes((bench.root / "bench" / "ron-peer" / file).read_bytes())
    bench.say("building the program of the ron crate …")
    environment = {**os.environ, "CARGO_HOME": str(home), "RUSTC": "/usr/bin/rustc", "CARGO_TARGET_DIR": str(target)}
    _run(["/usr/bin/cargo", "build", "--release", "--offline", "--quiet"], cwd=source, env=environment)
    lock = (source / "Cargo.lock").read_text(encoding="utf-8")
    crate = re.search(r'name = "ron"\nversion = "([^"]+)"', lock)
    if crate is None:
        raise SystemExit("bench: the program was built without the ron crate")
    version = f"ron {crate[1]}, {' '.join(_run(['/usr/bin/rustc', '--version']).split()[:2])}"
    bench.say(version)
    return target / "release" / "ron-peer", version


def _install(bench: typing.Any) -> None:
    if pathlib.Path("/usr/bin/cargo").exists() and any(Registry.glob("ron-0.7*")) and any(Registry.glob("serde_derive-*")):
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *Packages]
    if os.geteuid() != 0:
        raise SystemExit(f"bench: the ron crate is missing; install it with `sudo {' '.join(command)}`")
    bench.say("installing the ron crate …")
    _run(command)


def _run(command: typing.Sequence[typing.Any], cwd: pathlib.Path | None = None, env: dict[str, str] | None = None) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"bench: `{' '.join(words)}` ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout
