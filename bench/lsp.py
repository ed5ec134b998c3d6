#!/usr/bin/env python3
"""Measures the real language server over standard input and output, on files of 10,000 lines.

usage: bench/lsp.py [LINES]        default 10000

Types into a resource and into a configuration, completes half-typed fields, waits for diagnostics, and watches memory
over 5,000 edits. Prints what it found with the machine it ran on, and exits with 1 when a limit or an answer is missed.
PROGRAM names another program than the one that `make build` left; one that is compiled while it runs shows that in the
first file.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.environ.get("PROGRAM", os.path.join(ROOT, "artifacts/bin/Autoschematic.Cli/release/autoschematic"))
DEBOUNCE_MS = 150
COMPLETION_LIMIT_MS = 30
DIAGNOSTICS_LIMIT_MS = 100
GROWTH_LIMIT_MB = 40
EDITS = 5_000


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    folder = os.path.realpath(tempfile.mkdtemp(prefix="autoschematic-lsp-"))
    try:
        return measure(folder, lines)
    finally:
        shutil.rmtree(folder)


def measure(folder, lines):
    write(folder, "autoschematic.ron", 'AutoschematicConfig(prefixes: {"main": Prefix(connectors: [])})\n')
    write(folder, "main/small.ron", body(40, '            comment: "",\n'))
    print(f"machine: {machine()}")
    client = Client(folder)
    wrong = []
    try:
        for name, path, text, line, field in [
            ("resource", "main/big.ron", body(lines), lines // 2, "comment"),
            ("configuration", "autoschematic.ron", config(lines), lines // 2, "env_file"),
        ]:
            wrong += measure_document(client, name, path, text, line, field)
    finally:
        client.close()
    for line in wrong:
        print(f"WRONG: {line}")
    return 1 if wrong else 0


def measure_document(client, name, path, text, line, field):
    """Types at the beginning of a struct in the middle of the document."""
    wrong = []
    lines = text.split("\n")
    while not lines[line].rstrip().endswith("("):
        line += 1
    line += 1
    client.open(path, text)
    client.diagnostics(path)
    client.insert(path, line, 0, f"{field[:2]}\n")

    completions = []
    for round in range(300):
        # A character is typed and taken back, so that no version is asked about twice.
        client.insert(path, line, 2, field[2]) if round % 2 == 0 else client.delete(path, line, 2, 3)
        began = time.perf_counter()
        answer = client.ask("textDocument/completion", at(client.uri(path), line, 3 if round % 2 == 0 else 2))
        completions.append((time.perf_counter() - began) * 1000)
        if field not in [item["label"] for item in answer["items"]]:
            wrong.append(f"{name}: `{field}` was not offered")
            break

    diagnostics = []
    for round in range(60):
        began = time.perf_counter()
        version = client.insert(path, line, 2, field[2]) if round % 2 == 0 else client.delete(path, line, 2, 3)
        found = client.diagnostics(path, version)
        diagnostics.append((time.perf_counter() - began) * 1000 - DEBOUNCE_MS)
        if not found:
            wrong.append(f"{name}: a half-typed field was no error")
            break

    for edit in range(EDITS):
        client.insert(path, line, 2, "x") if edit % 2 == 0 else client.delete(path, line, 2, 3)
        if edit % 10 == 0:
            client.ask("textDocument/completion", at(client.uri(path), line, 2))
        if edit == EDITS // 10:
            before = client.memory()
    client.ask("textDocument/hover", at(client.uri(path), 0, 1))
    after = client.memory()
    client.tell("textDocument/didClose", {"textDocument": {"uri": client.uri(path)}})

    print(f"{name}: {text.count(chr(10))} lines, {len(text) // 1024} KiB")
    print(f"  completion right after a key: median {middle(completions):.1f} ms, p95 {p95(completions):.1f} ms")
    print(f"  diagnostics after the debounce of {DEBOUNCE_MS} ms: median {middle(diagnostics):.1f} ms, p95 {p95(diagnostics):.1f} ms")
    print(f"  memory: {before:.0f} MB after {EDITS // 10} edits, {after:.0f} MB after {EDITS}")
    if p95(completions) > COMPLETION_LIMIT_MS:
        wrong.append(f"{name}: completion took longer than {COMPLETION_LIMIT_MS} ms")
    if p95(diagnostics) > DIAGNOSTICS_LIMIT_MS:
        wrong.append(f"{name}: diagnostics took longer than {DIAGNOSTICS_LIMIT_MS} ms")
    if after - before > GROWTH_LIMIT_MB:
        wrong.append(f"{name}: memory grew by {after - before:.0f} MB")
    return wrong


class Client:
    """As much of an editor as is needed; it reads one message at a time."""

    def __init__(self, folder):
        self.folder = folder
        self.process = subprocess.Popen([PROGRAM, "lsp"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0
        self.versions = {}
        self.published = {}
        self.ask("initialize", {
            "processId": os.getpid(),
            "rootUri": "file://" + folder,
            "capabilities": {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}},
            "initializationOptions": {"trusted": False, "debounceMs": DEBOUNCE_MS},
        })
        self.tell("initialized", {})

    def uri(self, path):
        return "file://" + urllib.parse.quote(os.path.join(self.folder, path))

    def open(self, path, text):
        self.versions[path] = self.versions.get(path, 0) + 1
        document = {"uri": self.uri(path), "languageId": "ron", "version": self.versions[path], "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def insert(self, path, line, character, text):
        return self.change(path, (line, character), (line, character), text)

    def delete(self, path, line, start, end):
        return self.change(path, (line, start), (line, end), "")

    def change(self, path, start, end, text):
        self.versions[path] += 1
        places = [{"line": line, "character": character} for line, character in (start, end)]
        self.tell("textDocument/didChange", {
            "textDocument": {"uri": self.uri(path), "version": self.versions[path]},
            "contentChanges": [{"range": {"start": places[0], "end": places[1]}, "text": text}],
        })
        return self.versions[path]

    def diagnostics(self, path, version=1):
        """Those of a version, once they are there."""
        while self.published.get(self.uri(path), (0, None))[0] < version:
            self.read()
        return self.published[self.uri(path)][1]

    def ask(self, method, parameters):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": parameters})
        while True:
            message = self.read()
            if message.get("id") == self.last and "method" not in message:
                if "error" in message:
                    raise RuntimeError(message["error"]["message"])
                return message["result"]

    def tell(self, method, parameters):
        self.send({"method": method, "params": parameters})

    def send(self, message):
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def read(self):
        length = 0
        while (header := self.process.stdout.readline()) not in (b"\r\n", b""):
            name, value = header.decode().split(":", 1)
            length = int(value) if name == "Content-Length" else length
        if header == b"":
            raise RuntimeError("the server is gone")
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            self.published[found["uri"]] = (found.get("version", 0), found["diagnostics"])
        return message

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))

    def close(self):
        self.ask("shutdown", None)
        self.tell("exit", {})
        if self.process.wait(10) != 0:
            raise RuntimeError("the server did not end well")


def at(uri, line, character):
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


def body(lines, more=""):
    rules = [
        f'        Rule(\n            name: "rule-{number}",\n            // Number {number} — "é😀".\n            port: {number},\n'
        f'            tags: {{"owner": "team-{number % 7}"}},\n{more}        ),'
        for number in range(max(1, (lines - 4) // 6))
    ]
    return "\n".join(["Firewall(", "    rules: [", *rules, "    ],", ")", ""])


def config(lines):
    prefixes = [
        f'        "main-{number}": Prefix(\n            connectors: [\n                Connector(\n                    shortname: "net",\n'
        f'                    spec: PythonLocal(path: "connectors/net.py"),\n                    env: {{"URL": "https://{number}.example.com"}},\n'
        "                ),\n            ],\n        ),"
        for number in range(max(1, (lines - 4) // 9))
    ]
    return "\n".join(["AutoschematicConfig(", "    prefixes: {", *prefixes, "    },", ")", ""])


def write(folder, path, text):
    target = os.path.join(folder, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "w") as file:
        file.write(text)


def middle(values):
    return sorted(values)[len(values) // 2]


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]


def machine():
    with open("/proc/cpuinfo") as cpus:
        names = [line.split(":", 1)[1].strip() for line in cpus if line.startswith("model name")]
    model = names[0] if names else platform.machine()
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


if __name__ == "__main__":
    sys.exit(main())
