namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>Source of a connector that tells everything it knows to whoever listens.</summary>
internal static class LeakyConnector
{
    /// <summary>
    /// Resources `*.txt` in the JSON file `STATE`; `db.txt` has the sensitive output `password`, `fail.txt` fails, and
    /// `rotate.task` makes a secret; both values come from the JSON file `GENERATED`. Logs, errors, messages and
    /// diagnostics hold all secrets, in every form. Command lines of itself and of its parent go to the file `PROBE`.
    /// </summary>
    public const string Source = """
        import base64
        import json
        import os
        import sys

        from autoschematic_sdk import (
            Connector,
            Diagnostic,
            DiagnosticPosition,
            DiagnosticSpan,
            FilterResponse,
            GetResponse,
            OpExecResponse,
            PlanResponseElement,
            TaskExecResponse,
            connector_main,
        )


        def load(name):
            with open(os.environ[name], encoding="utf-8") as file:
                return json.load(file)


        def save(state):
            with open(os.environ["STATE"], "w", encoding="utf-8") as file:
                json.dump(state, file)


        def spill():
            lines = []
            for value in [os.environ["API"], os.environ["TOKEN"], os.environ["FILED"], *load("STATE")["known"]]:
                lines += [
                    value,
                    json.dumps({"value": value}),
                    json.dumps(value, ensure_ascii=False),
                    base64.b64encode(value.encode()).decode(),
                    base64.urlsafe_b64encode(value.encode()).decode(),
                    "Basic " + base64.b64encode(f"me:{value}".encode()).decode(),
                    "Basic " + base64.b64encode(f"user:{value}!".encode()).decode(),
                ]
            return "\n".join(lines)


        class Leaky(Connector):
            def __init__(self, name, prefix):
                pass

            async def init(self):
                print(spill())
                print(spill(), file=sys.stderr)
                with open(os.environ["PROBE"], "ab") as probe:
                    for process in ("self", str(os.getppid())):
                        with open(f"/proc/{process}/cmdline", "rb") as file:
                            probe.write(file.read() + b"\n")

            async def filter(self, addr):
                if addr.endswith(".task"):
                    return FilterResponse.TASK
                return FilterResponse.RESOURCE if addr.endswith(".txt") else FilterResponse.NONE

            async def list(self, subpath):
                return sorted(load("STATE")["bodies"])

            async def get(self, addr):
                body = load("STATE")["bodies"].get(addr)
                if body is None:
                    return None
                outputs = {"password": load("GENERATED")["output"]} if addr == "db.txt" else {}
                print(f"get {addr} {spill()}", file=sys.stderr)
                return GetResponse(True, body.encode(), outputs=outputs, sensitive_outputs=list(outputs))

            async def plan(self, addr, current, desired):
                if current == desired:
                    return []
                text = None if desired is None else desired.decode()
                writes = ["password"] if addr == "db.txt" and text is not None else []
                return [PlanResponseElement(json.dumps(text), writes, f"put {addr} as {text}\n{spill()}")]

            async def op_exec(self, addr, op):
                if addr == "fail.txt":
                    raise RuntimeError(f"cannot put {addr}: {spill()}")
                state = load("STATE")
                text = json.loads(op)
                if text is None:
                    del state["bodies"][addr]
                    save(state)
                    return OpExecResponse({}, f"deleted {addr} {spill()}")
                state["bodies"][addr] = text
                if addr != "db.txt":
                    save(state)
                    return OpExecResponse({}, f"put {text} {spill()}")
                value = load("GENERATED")["output"]
                state["known"].append(value)
                save(state)
                return OpExecResponse({"password": value, "host": "db1"}, f"made {value} {spill()}", ["password"])

            async def diag(self, addr, a):
                span = DiagnosticSpan(DiagnosticPosition(1, 1), DiagnosticPosition(1, 2))
                return [Diagnostic(2, span, f"dubious: {spill()}")]

            async def task_exec(self, addr, body, arg, state):
                value = load("GENERATED")["task"]
                known = load("STATE")
                known["known"].append(value)
                save(known)
                return TaskExecResponse(secrets={"api": value}, friendly_message=f"rotated to {value}\n{spill()}")


        if __name__ == "__main__":
            connector_main(Leaky)
        """;
}
