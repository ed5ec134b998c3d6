"""A thousand local files that are as they should be: the files connector against Puppet and Ansible, which only look as well.

Puppet gets the same files with their contents and modes in one manifest, Ansible fifty of them in one loop over `copy`, since it
needs more than half a second for each; the two are compared by the time per file.
"""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import report

FILES = 1_000
ANSIBLE_FILES = 50
SAMPLES = 5
ANSIBLE_SAMPLES = 3
PACKAGES = {"puppet": "puppet", "ansible-playbook": "ansible-core"}


def measure(bench) -> list[report.Row]:
    _install(bench)
    root = bench.work / "root"
    contents = {f"etc/app-{number % 20:02}/site-{number:04}.conf": _content(number) for number in range(FILES)}
    for path, content in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)
        (root / path).chmod(0o644)
    repository = _repository(bench, root, contents)
    manifest = _manifest(bench, root, contents)
    playbook = _playbook(bench, root, dict(list(contents.items())[:ANSIBLE_FILES]))

    plan = [bench.program, "plan", "--all", "--exit-code"]
    puppet = ["puppet", "apply", "--noop", "--detailed-exitcodes", manifest]
    ansible = ["ansible-playbook", "--check", "-i", "localhost,", "-c", "local", playbook]
    ours: list[float] = []
    theirs: list[float] = []
    for sample in range(SAMPLES + 1):
        # The first run of each warms up caches, and is not counted.
        took = (bench.run(plan, cwd=repository), bench.run(puppet))
        if sample > 0:
            ours.append(took[0])
            theirs.append(took[1])
    loops = []
    for _ in range(ANSIBLE_SAMPLES):
        begin = time.perf_counter()
        done = subprocess.run(ansible, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        loops.append((time.perf_counter() - begin) / ANSIBLE_FILES)
        if done.returncode != 0 or "changed=0" not in done.stdout:
            raise SystemExit(f"bench: ansible-playbook does not find everything as it should be\n{done.stdout}{done.stderr}")
    return [
        _times_faster(
            "1,000 local files, nothing to change",
            ours,
            "s",
            f"puppet {_version('puppet')} apply --noop",
            theirs,
            4,
            note=f"program {_kind(pathlib.Path(bench.program))}, connector {_kind(_connector(bench))}",
        ),
        _times_faster(
            "one of these files",
            [1000 * seconds / FILES for seconds in ours],
            "ms",
            f"ansible-core {_version('ansible-playbook')} --check",
            [1000 * seconds for seconds in loops],
            200,
            note=f"Ansible: {ANSIBLE_FILES} files, {ANSIBLE_SAMPLES} runs",
        ),
    ]


def _times_faster(
    what: str, ours: list[float], unit: str, peer: str, theirs: list[float], at_least: float, note: str = ""
) -> report.Row:
    """How many times as long the peer needs."""
    value, reference = report.median(ours), report.median(theirs)
    ratio = reference / value
    return report.Row(
        4, what, value, unit, reference, peer, f"≥ {at_least:g} × faster", ratio, ratio >= at_least, min(len(ours), len(theirs)), note
    )


def _connector(bench) -> pathlib.Path:
    """The native connector when it was published, as the program is taken native when it was."""
    native = bench.root / "artifacts" / "native" / "programs" / "Autoschematic.Files"
    built = bench.root / "artifacts" / "bin" / "Autoschematic.Files" / "release" / "Autoschematic.Files"
    if not native.exists() and not built.exists():
        subprocess.run(["dotnet", "build", bench.root / "connectors" / "files", "-c", "Release", "--nologo", "-v", "quiet"], check=True)
    return native if native.exists() else built


def _repository(bench, root: pathlib.Path, contents: dict[str, str]) -> pathlib.Path:
    connector = _connector(bench)
    repository = bench.work / "repository"
    tree = repository / "main" / "files" / "here" / "tree"
    for path, content in contents.items():
        file = tree / str(root).lstrip("/") / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    (repository / "main" / "files" / "hosts.ron").write_text(
        f'Files(hosts: {{"here": Host(roots: [Root(path: "{root}", mode: "0644")])}})\n'
    )
    (repository / "autoschematic.ron").write_text(
        f"""AutoschematicConfig(prefixes: {{
    "main": Prefix(connectors: [
        Connector(shortname: "files", spec: Binary(path: "{connector}", protocol: Grpc), env: {{"HOME": "env://HOME", "PATH": "env://PATH"}}),
    ]),
}})
"""
    )
    git = ["git", "-C", str(repository), "-c", "user.name=Mona", "-c", "user.email=mona@example.org"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for arguments in (["init", "-q"], ["add", "--all"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *arguments], check=True, env=environment)
    return repository


def _manifest(bench, root: pathlib.Path, contents: dict[str, str]) -> pathlib.Path:
    manifest = bench.work / "site.pp"
    manifest.write_text(
        "".join(
            f"file {{ '{root / path}':\n  ensure  => file,\n  mode    => '0644',\n  content => '{content}',\n}}\n"
            for path, content in contents.items()
        )
    )
    return manifest


def _playbook(bench, root: pathlib.Path, contents: dict[str, str]) -> pathlib.Path:
    playbook = bench.work / "site.yml"
    items = [{"path": str(root / path), "content": content} for path, content in contents.items()]
    tasks = [{"copy": {"dest": "{{ item.path }}", "content": "{{ item.content }}", "mode": "0644"}, "loop": items}]
    # JSON is YAML.
    playbook.write_text(json.dumps([{"hosts": "all", "gather_facts": False, "tasks": tasks}]))
    return playbook


def _content(number: int) -> str:
    return f"# site {number}\n" + "".join(f"setting-{line} = value {number * line}\n" for line in range(20))


def _kind(program: pathlib.Path) -> str:
    return "just-in-time" if program.resolve().with_suffix(".dll").exists() else "native"


def _install(bench) -> None:
    missing = [package for program, package in PACKAGES.items() if shutil.which(program) is None]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit(f"bench: {', '.join(missing)} to compare with is not installed; run `sudo {' '.join(command)}`")
    bench.say(f"installing {', '.join(missing)}")
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return next(word.strip("]") for word in said.split() if word[0].isdigit())
