"""No container engine runs here, so the Dockerfile is held against what is tried otherwise."""

from __future__ import annotations

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def stages() -> list[str]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    return re.split(r"^FROM ", text.replace("\\\n", " "), flags=re.MULTILINE)[1:]


def installed(stage: str) -> set[str]:
    found = re.search(r"apt-get install -y --no-install-recommends ([a-z0-9. +-]+?)\s*&&", stage)
    assert found is not None
    return set(found[1].split())


def test_image_has_what_the_demo_was_run_with() -> None:
    packages = re.search(r'^packages="([^"]*)"$', (ROOT / "eng" / "chroot.sh").read_text(encoding="utf-8"), re.MULTILINE)
    assert packages is not None
    assert set(packages[1].split()) - {"coreutils"} == installed(stages()[-1]) - {"ca-certificates"}


def test_both_stages_have_one_glibc() -> None:
    assert {stage.split()[0] for stage in stages()} == {"debian:12-slim"}


def test_what_is_copied_is_here() -> None:
    sources = [source for line in re.findall(r"^COPY (?!--)(.*)$", "\n".join(stages()), re.MULTILINE) for source in line.split()[:-1]]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_build_has_what_the_release_script_asks_for() -> None:
    assert {"gcc", "zlib1g-dev", "libc6-dev", "make", "python3"} <= installed(stages()[0])
