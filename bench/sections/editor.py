"""The real language server over standard input and output, on files of 10,000 lines.

Types into a resource and into a configuration, completes half-typed fields, waits for diagnostics, and watches memory
over 5,000 edits. An answer that is wrong ends the benchmark.
"""

import json
import os
import subprocess
import time
import urllib.parse

from report import Row

# Connectors are to be the server's own.
ENVIRONMENT = {**os.environ, "AUTOSCHEMATIC_DAEMON": "off"}
LINES = 10_000
DEBOUNCE_MS = 150
COMPLETION_LIMIT_MS = 30
DIAGNOSTICS_LIMIT_MS = 100
GROWTH_LIMIT_MB = 40
EDITS = 5_000


def measure(bench):
    write(bench.work, "autoschematic.ron", 'AutoschematicConfig(prefixes: {"main": Prefix(connectors: [])})\n')
    write(bench.work, "main/small.ron", body(40, '            comment: "",\n'))
    client = Client(bench.program, str(bench.work))
    rows = []
    try:
        for name, path, text, line, field in [
            ("a resource", "main/big.ron", body(LINES), LINES // 2, "comment"),
            ("the configuration", "autoschematic.ron", config(LINES), LINES // 2, "env_file"),
        ]:
            rows += measure_document(client, name, path, text, line, field)
    finally:
        client.close()
    return rows


def measure_document(client, name, path, text, line, field):
    """Types at the beginning of a struct in the middle of the document."""
    lines = text.split("\n")
    while not lines[line].rstrip().endswith("("):
        line += 1
    line += 1
    client.open(path, text)
    client.diagnostics(path)
    client.insert(path, line, 0, f"{field[:2]}\n")

    completions = []
    for number in range(300):
        # A character is typed and taken back, so that no version is asked about twice.
        client.insert(path, line, 2, field[2]) if number % 2 == 0 else client.delete(path, line, 2, 3)
        began = time.perf_counter()
        answer = client.ask("textDocument/completion", at(client.uri(path), line, 3 if number % 2 == 0 else 2))
        completions.append((time.perf_counter() - began) * 1000)
        if field not in [item["label"] for item in answer["items"]]:
            raise SystemExit(f"bench: `{field}` was not offered in {name}")

    diagnostics = []
    for number in range(60):
        began = time.perf_counter()
        version = client.insert(path, line, 2, field[2]) if number % 2 == 0 else client.delete(path, line, 2, 3)
        found = client.diagnostics(path, version)
        diagnostics.append((time.perf_counter() - began) * 1000 - DEBOUNCE_MS)
        if not found:
            raise SystemExit(f"bench: a half-typed field was no error in {name}")

    for edit in range(EDITS):
        client.insert(path, line, 2, "x") if edit % 2 == 0 else client.delete(path, line, 2, 3)
        if edit % 10 == 0:
            client.ask("textDocument/completion", at(client.uri(path), line, 2))
        if edit == EDITS // 10:
            before = client.memory()
    client.ask("textDocument/hover", at(client.uri(path), 0, 1))
    growth = client.memory() - before
    client.tell("textDocument/didClose", {"textDocument": {"uri": client.uri(path)}})
    lines = text.count("\n")
    return [
        limited(f"completion in {name} of {lines:,} lines, p95", p95(completions), "ms", COMPLETION_LIMIT_MS, len(completions)),
        limited(f"diagnostics of {name} after {DEBOUNCE_MS} ms of quiet, p95", p95(diagnostics), "ms", DIAGNOSTICS_LIMIT_MS, len(diagnostics)),
        limited(f"memory gained in {EDITS - EDITS // 10:,} edits of {name}", growth, "MB", GROWTH_LIMIT_MB, 1),
    ]


def limited(what, value, unit, limit, samples):
    return Row(10, what, value, unit, None, "", f"≤ {limit} {unit}", None, value <= limit, samples)


class Client:
    """As much of an editor as is needed; it reads one message at a time."""

    def __init__(self, program, folder):
        self.folder = folder
        self.process = subprocess.Popen([program, "lsp"], cwd=folder, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
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


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]
