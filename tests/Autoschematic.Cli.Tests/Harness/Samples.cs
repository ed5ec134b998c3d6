using System.Text;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Cli.Tests.Harness;

/// <summary>Results with one resource of every kind, for views.</summary>
internal static class Samples
{
    private const string Cpu = """
        Dashboard(
            title: "CPU",
            refresh: "10s",
            panels: ["load", "temperature"],
        )
        """;

    public static Prefix Main { get; } = Prefix.TryParse("main")!;

    public static Diagnostic Refused { get; } = Diagnostic.Error(
        "CON003", "`grafana` answered Plan of `main/dashboards/broken.ron` with an error: 412 version mismatch", hint: "pull the file first");

    public static Diagnostic ChangedElsewhere { get; } = Diagnostic.Error(
        "APL040", "`main/hosts/ntp.ron` was changed by someone else since it was planned, so it was not executed", hint: "plan again to see what would be done now");

    public static Diagnostic WithCaret { get; } = Diagnostic.Error(
        "CFG004",
        "No connector named `grafna` in this prefix",
        new SourceLocation(new SourceText("prefixes: {\n\t\"main\": Prefix(connectors: [\"grafna\"]),\n}\n", "autoschematic.ron"), new TextSpan(41, 8)),
        "did you mean `grafana`?");

    public static ResourceKey Key(string address) => new(Main, Address.Parse(address));

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static PlanResult Plan()
    {
        var resources = new List<PlannedResource>
        {
            new(Key("dashboards/broken.ron"), "grafana", null, new PlanAction.Failed([Refused]), [], Bytes(Cpu), Bytes(Cpu), null, null, [Refused]),
            new(
                Key("dashboards/cpu.ron"),
                "grafana",
                Address.Parse("dashboards/cpu.ron"),
                new PlanAction.Update(),
                [new ConnectorOp("{}", [], "update dashboard CPU: title, panels", OpKind.Update)],
                Bytes(Cpu),
                Bytes(Cpu),
                Bytes(Cpu),
                new BodyDiff.Fields([new("title", "\"CPU\"", "\"CPU load\""), new("panels[1]", "\"temperature\"", null)]),
                []),
            new(
                Key("dashboards/new.ron"),
                "grafana",
                null,
                new PlanAction.Deferred([new OutputReference("datasources/loki.ron", "uid")], new PlanAction.Create()),
                [],
                Bytes(Cpu),
                null,
                null,
                null,
                []),
            new(
                Key("datasources/loki.ron"),
                "grafana",
                null,
                new PlanAction.Create(),
                [new ConnectorOp("{}", ["uid"], "create datasource loki", OpKind.Create)],
                Bytes("Datasource(name: \"loki\", url: \"http://loki:3100\")"),
                Bytes("Datasource(name: \"loki\", url: \"http://loki:3100\")"),
                null,
                new BodyDiff.Fields([new("name", null, "\"loki\""), new("url", null, "\"http://loki:3100\"")]),
                []),
            new(
                Key("folders/old.ron"),
                "grafana",
                Address.Parse("folders/old.ron"),
                new PlanAction.Delete(),
                [new ConnectorOp("{}", [], "delete folder old with 3 dashboards", OpKind.Delete, Irreversible: true, DestroysData: true)],
                null,
                null,
                Bytes("Folder(title: \"old\")"),
                null,
                []),
            new(
                Key("hosts/db.ron"),
                "machines",
                Address.Parse("hosts/i-1.ron"),
                new PlanAction.Replace(),
                [new ConnectorOp("{}", [], null, OpKind.Replace)],
                Bytes("Host(size: 2)"),
                Bytes("Host(size: 2)"),
                Bytes("Host(size: 1)"),
                new BodyDiff.Fields([new("size", "1", "2")]),
                []),
            new(
                Key("hosts/mail.ron"),
                "machines",
                Address.Parse("hosts/i-3.ron"),
                new PlanAction.Moved(Key("hosts/post.ron"), Updates: true),
                [new ConnectorOp("{}", [], "resize host i-3", OpKind.Update)],
                Bytes("Host(size: 2)"),
                Bytes("Host(size: 2)"),
                Bytes("Host(size: 1)"),
                new BodyDiff.Fields([new("size", "1", "2")]),
                []),
            new(
                Key("hosts/ntp.ron"),
                "machines",
                Address.Parse("hosts/i-4.ron"),
                new PlanAction.Stale(new PlanAction.Update(), ChangedElsewhere),
                [],
                Bytes("Host(size: 2)"),
                Bytes("Host(size: 2)"),
                Bytes("Host(size: 9)"),
                null,
                [ChangedElsewhere]),
            new(Key("hosts/web.ron"), "machines", Address.Parse("hosts/i-2.ron"), new PlanAction.Unchanged(), [], Bytes("x"), Bytes("x"), Bytes("x"), null, []),
        };
        var edges = new List<PlanEdge>
        {
            new(Key("dashboards/new.ron"), Key("datasources/loki.ron"), PlanEdgeReason.Reference),
        };
        return new PlanResult(resources, edges, [RepoPath.Parse("main/notes.md")], [Refused], RunOutcome.Partly)
        {
            File = new SavedPlan("/home/mona/plan.json", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        };
    }

    public static ApplyResult Apply()
    {
        var lost = Diagnostic.Error("APL004", "`machines` died during OpExec of `main/hosts/db.ron`, so nobody knows what it did", hint: "look at it, then plan again");
        var plan = Plan();
        var op = new ConnectorOp("{}", ["uid"], "create datasource loki", OpKind.Create);
        return new ApplyResult(
            new RunId("20260102T030405Z-00000001"),
            plan,
            Confirmed: true,
            [
                new(Key("datasources/loki.ron"), "grafana", new PlanAction.Create(), new ApplyStatus.Done(), [new(op, ["uid"], [], "created datasource loki as P82")], 1, []),
                new(Key("dashboards/cpu.ron"), "grafana", new PlanAction.Update(), new ApplyStatus.Failed(Refused), [], 1, [Refused]),
                new(Key("hosts/db.ron"), "machines", new PlanAction.Replace(), new ApplyStatus.Unknown(lost), [new(op, [], ["id"], "stopped")], 2, [lost]),
                new(Key("hosts/ntp.ron"), "machines", new PlanAction.Update(), new ApplyStatus.Stale(ChangedElsewhere), [], 1, [ChangedElsewhere]),
                new(
                    Key("hosts/disk.ron"),
                    "machines",
                    new PlanAction.Create(),
                    new ApplyStatus.Skipped("`main/hosts/db.ron` comes first and its outcome is unknown", Key("hosts/db.ron")),
                    [],
                    1,
                    []),
            ],
            "0123456789abcdef0123456789abcdef01234567",
            [Refused, lost],
            RunOutcome.Partly);
    }

    public static DriftResult Drift()
    {
        var fields = new BodyDiff.Fields(
        [
            new("title", "\"CPU\"", "\"CPU load\""),
            new("panels[1]", "\"temperature\"", null),
            new("links[0]", null, "Link(url: \"https://example.org/a/very/long/way/to/write/down/where/it/is/index.html\")"),
            new("description", $"\"{string.Concat(Enumerable.Repeat("the same beginning, ", 6))}then old\"", $"\"{string.Concat(Enumerable.Repeat("the same beginning, ", 6))}then new and longer\""),
        ]);
        var lines = new BodyDiff.Lines(
        [
            new LineHunk(3, 3, [new(LineChangeKind.Context, "listen 80;"), new(LineChangeKind.Removed, "\troot /old;"), new(LineChangeKind.Added, "\troot /new;"), new(LineChangeKind.Note, "no line break at the end")]),
        ]);
        return new DriftResult(
            [
                new(Key("dashboards/cpu.ron"), "grafana", new DriftStatus.Changed(fields, [new FieldChange("version", "7", "9")]), ["slug"]),
                new(Key("dashboards/gone.ron"), "grafana", new DriftStatus.Missing(), []),
                new(Key("dashboards/left.ron"), "grafana", new DriftStatus.Orphaned(), []),
                new(Key("dashboards/manual.ron"), "grafana", new DriftStatus.NotInRepository(), []),
                new(Key("dashboards/same.ron"), "grafana", new DriftStatus.Equal(), []),
                new(Key("dashboards/usual.ron"), "grafana", new DriftStatus.Ignored(), []) { Ignored = [new("refresh", "the portal changes it")] },
                new(Key("dashboards/waits.ron"), "grafana", new DriftStatus.Deferred([new OutputRead("datasources/loki.ron", "uid")]), []),
                new(Key("sites/main.txt"), "nginx", new DriftStatus.Changed(lines, []), []),
                new(Key("sites/image.txt"), "nginx", new DriftStatus.Changed(new BodyDiff.Binary(10, 12), []), []),
                new(Key("sites/other.txt"), "nginx", new DriftStatus.Failed(Refused), []),
            ],
            [],
            [Refused],
            RunOutcome.Partly);
    }

    public static ImportResult Import() => new(
        [
            new(Main, "grafana", "dashboards/a.ron", Address.Parse("dashboards/a.ron"), new ImportStatus.Imported()),
            new(Main, "grafana", "dashboards/b.ron", Address.Parse("dashboards/b.ron"), new ImportStatus.Replaced("bb0123456789abcdef0123456789abcdef012345")),
            new(Main, "grafana", "dashboards/c.ron", Address.Parse("dashboards/c.ron"), new ImportStatus.Skipped("`main/dashboards/c.ron` is there already")),
            new(Main, "grafana", "../etc/passwd", null, new ImportStatus.Failed(Refused)),
        ],
        "0123456789abcdef0123456789abcdef01234567",
        [Refused],
        RunOutcome.Partly)
    {
        Links = new(
            [new(Key("dashboards/a.ron"), "folder", new OutputReference("folders/ops.ron", "uid"))],
            [
                new(Key("dashboards/a.ron"), "panels[0].source", [new("datasources/a.ron", "uid"), new("datasources/b.ron", "uid")], UnlinkedReason.Ambiguous),
                new(Key("folders/ops.ron"), "home", [new OutputReference("dashboards/a.ron", "uid")], UnlinkedReason.Cycle),
            ]),
        Unproven = [new(Key("dashboards/b.ron"), "grafana", new PlanAction.Update())],
    };

    public static PullResult Pull() => new(
        [
            new(
                Key("dashboards/cpu.ron"),
                "grafana",
                new PullStatus.Pulled("89abcdef"),
                new BodyDiff.Fields([new("title", "\"CPU\"", "\"CPU load\"")]))
            {
                ReplacedReferences = [new("datasource", new OutputReference("datasources/loki.ron", "uid"))],
                Kept = [new("refresh", "10", "20")],
                Staged = true,
            },
            new(Key("dashboards/both.ron"), "grafana", new PullStatus.Conflicted())
            {
                Conflicts =
                [
                    new("refresh", "10", "20", "30"),
                    new("panels[1].targets", "[\n    A(),\n]", null, $"[\n{string.Concat(Enumerable.Repeat("    \"a long line of the remote side\",\n", 3))}]"),
                ],
                Kept = [new("title", "\"CPU\"", "\"CPU load\""), new("tags", null, "[\"mine\"]")],
            },
            new(
                Key("dashboards/committed.ron"),
                "grafana",
                new PullStatus.Unconfirmed(
                [
                    new(new("title", "\"CPU load\"", "\"CPU\""), "abc1234"),
                    new(new("refresh", "10", null), null),
                ])),
            new(Key("dashboards/mine.ron"), "grafana", new PullStatus.Kept()) { Kept = [new("refresh", "10", "20")] },
            new(Key("dashboards/it's gone.ron"), "grafana", new PullStatus.Deleted("01234567")) { Staged = true },
            new(Key("dashboards/gone.ron"), "grafana", new PullStatus.Gone(null)),
            new(Key("dashboards/gone-with-edits.ron"), "grafana", new PullStatus.Gone(new("", "old", "new", null))),
            new(Key("dashboards/new.ron"), "grafana", new PullStatus.NotCreated()),
            new(Key("dashboards/same.ron"), "grafana", new PullStatus.Unchanged()),
            new(Key("dashboards/waits.ron"), "grafana", new PullStatus.Deferred([new OutputRead("datasources/loki.ron", "uid")])),
            new(Key("dashboards/broken.ron"), "grafana", new PullStatus.Failed(Refused)),
        ],
        [],
        [Refused],
        RunOutcome.Partly);
}
