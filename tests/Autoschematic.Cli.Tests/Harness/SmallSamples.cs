using Autoschematic.Cli.Views;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Checking;
using Autoschematic.Engine.Workflows.Creating;
using Autoschematic.Engine.Workflows.Formatting;
using Autoschematic.Engine.Workflows.Graphing;
using Autoschematic.Engine.Workflows.Initialising;
using Autoschematic.Engine.Workflows.Inspecting;
using Autoschematic.Engine.Workflows.Installing;
using Autoschematic.Engine.Workflows.Laws;
using Autoschematic.Engine.Workflows.Reading;
using Autoschematic.Engine.Workflows.Renaming;
using Autoschematic.Engine.Workflows.Safety;
using Autoschematic.Engine.Workflows.Scaffolding;
using Autoschematic.Engine.Workflows.Sealing;
using Autoschematic.Engine.Workflows.Tasks;
using Autoschematic.Engine.Workflows.Testing;
using Autoschematic.Engine.Workflows.Unbundling;
using Autoschematic.Engine.Workflows.Validation;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Secrets;

namespace Autoschematic.Cli.Tests.Harness;

/// <summary>Results of the commands that show little.</summary>
internal static class SmallSamples
{
    public static NewConnectorResult NewConnector { get; } = new(
        "my-api", Samples.Main, NewPrefix: true, [RepoPath.Parse("connectors/my-api/connector.py")], [], RunOutcome.Done);

    public static GetResult Get { get; } = new(
        Samples.Key("datasources/loki.ron"),
        "grafana",
        "datasources/P82.ron",
        Samples.Bytes("Datasource(name: \"loki\")\n"),
        new Dictionary<string, string> { ["uid"] = "P82", ["token"] = "hush-hush" },
        new HashSet<string> { "token" },
        [],
        RunOutcome.Done);

    public static OutputResult Output { get; } = new(
        Samples.Key("datasources/loki.ron"),
        new Dictionary<string, string> { ["uid"] = "P82", ["long_name"] = "loki" },
        [],
        RunOutcome.Done);

    public static CreateResult Create { get; } = new(RepoPath.Parse("main/dashboards/new.ron"), [], [], RunOutcome.Done);

    public static SkeletonsResult Skeletons { get; } = new(
        [new(Samples.Main, "grafana", "dashboards/[name].ron", Samples.Bytes("Dashboard(title: \"[title]\")"), ["name", "title"])], [], RunOutcome.Done);

    public static RenameResult Rename { get; } = new(
        Samples.Key("a.ron"),
        Samples.Key("b.ron"),
        [(RepoPath.Parse("main/c.ron"), 2)],
        [(RepoPath.Parse("main/a.ron"), RepoPath.Parse("main/b.ron"))],
        [],
        RunOutcome.Done);

    public static UnbundleResult Unbundle { get; } = new(
        [
            new(
                Samples.Key("team.bundle"),
                "teams",
                [new("team/a.ron", ChildChange.Created, null), new("team/b.ron", ChildChange.Kept, Samples.Refused), new("team/c.ron", ChildChange.Unchanged, null)],
                [new(RepoPath.Parse("main/team/mine.ron"), Samples.Refused), new(RepoPath.Parse("main/team/old.ron"), null)],
                null),
            new(Samples.Key("broken.bundle"), "teams", [], [], Samples.Refused),
        ],
        [],
        [Samples.Refused],
        RunOutcome.Partly);

    public static RunTaskResult RunTask { get; } = new(
        Samples.Key("rotate.task"), "keys", 2, ["made a new key", "dropped the old one"], [RepoPath.Parse("main/key.ron")], ["key_id"], [RepoPath.Parse(".autoschematic/main/rotate.task.api.sealed")], ["secrets/rotate"], [], RunOutcome.Partly);

    public static SealResult Seal { get; } = new(
        RepoPath.Parse("secrets/api.sealed"), null, false, [new(SealedSecret.LocalDomain, "default", SealVersion.Two)], [], RunOutcome.Done);

    public static SealResult Reseal { get; } = new(
        RepoPath.Parse("secrets/new.sealed"),
        RepoPath.Parse("secrets/old.sealed"),
        false,
        [new("example.org", "ops", SealVersion.One), new(SealedSecret.LocalDomain, "ops", SealVersion.Two)],
        [],
        RunOutcome.Done);

    public static UnsealResult Unseal { get; } = new(
        RepoPath.Parse("secrets/api.sealed"), new(SealedSecret.LocalDomain, "default", SealVersion.Two), null, Samples.Bytes("hush-hush"), [], RunOutcome.Done);

    public static KeygenResult Keygen { get; } = new(
        "ondisk:///home/mona/keys", "default", "A/AoiSutftV9L7V78zCB1c/Pb57T09fxWcLi//V53DQa", [], RunOutcome.Done);

    public static ValidateResult Validate { get; } = new(12, [Samples.WithCaret], RunOutcome.Error) { Prefixes = 2, Connectors = 3 };

    public static FormatResult Format { get; } = new([RepoPath.Parse("autoschematic.ron")], 4, [], RunOutcome.Done);

    public static FsckResult Fsck { get; } = new(
        [
            new(FsckKind.DanglingPointer, RepoPath.Parse(".autoschematic/main/hosts/i-1.json.out.json"), Samples.Refused, IsCertain: true),
            new(FsckKind.Damaged, RepoPath.Parse("autoschematic.ron"), Samples.WithCaret),
        ],
        [RepoPath.Parse(".autoschematic/main/hosts/i-1.json.out.json")],
        [Samples.WithCaret],
        RunOutcome.Partly);

    public static GraphResult Graph { get; } = new(
        [
            new(Samples.Key("dashboards/\"quoted\" #1.ron"), "grafana", Exists: true),
            new(Samples.Key("datasources/loki.ron"), "grafana", Exists: true),
            new(Samples.Key("folders/gone.ron"), null, Exists: false),
            new(Samples.Key("hosts/web.ron"), "machines", Exists: true),
            new(Samples.Key("hosts/web/disk.ron"), "machines", Exists: true),
        ],
        [
            new(Samples.Key("dashboards/\"quoted\" #1.ron"), Samples.Key("datasources/loki.ron"), GraphEdgeReason.Reference, ["name", "uid"]),
            new(Samples.Key("dashboards/\"quoted\" #1.ron"), Samples.Key("folders/gone.ron"), GraphEdgeReason.Reference, ["uid"]),
            new(Samples.Key("hosts/web/disk.ron"), Samples.Key("hosts/web.ron"), GraphEdgeReason.Mapping, ["id"]),
            new(Samples.Key("hosts/web/disk.ron"), Samples.Key("hosts/web.ron"), GraphEdgeReason.Parent, []),
        ],
        [[Samples.Key("hosts/web.ron"), Samples.Key("hosts/web/disk.ron")]],
        [],
        RunOutcome.Done);

    public static InitResult Init { get; } = new(RepoPath.Parse("autoschematic.ron"), true, [], RunOutcome.Done);

    public static SafetyResult Safety { get; } = new(
        new SafetyState("mona", "testhost", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "migration"), [], RunOutcome.Done);

    public static LawResult Laws { get; } = new(
        "grafana",
        "main",
        Live: true,
        Seed: 1,
        Rounds: 1,
        [
            new("filter-is-pure", "Filter answers the same whenever it is asked", LawVerdict.Held, 33, null, []),
            new("eq-ignores-layout", "Eq says that a body equals its formatted self", LawVerdict.Skipped, 0, "no body is RON or JSON", []),
            new(
                "eq-is-reflexive",
                "Eq says that a body equals itself",
                LawVerdict.Failed,
                8,
                null,
                [
                    new("Eq", "dashboards/cpu.ron", [new("a", "Dashboard(\n    title: \"CPU\",\n)\n"), new("b", "Dashboard(\n    title: \"CPU\",\n)\n")], "true", "false"),
                    new("List", null, [], "an answer in time", "no answer within 1 s, although a line like this one is longer than a terminal of eighty columns is wide"),
                ]),
        ],
        [],
        RunOutcome.Partly)
    {
        ProtocolVersion = "0.14.0",
    };

    public static InstallResult Install { get; } = new(
        [
            Installed("grafana", new PipSpec("Grafana_Connector", "1.4.0"), "1.4.0", PackageState.Installed),
            Installed("dns", new CargoSpec("dns-connector"), "0.3.1", PackageState.Present),
            Installed("files", new DotnetToolSpec("Files.Connector", "2.0.0"), null, PackageState.Failed),
            Installed("own", new PythonLocalSpec("connectors/own.py"), null, PackageState.NotNeeded),
        ],
        RepoPath.Parse(LockFile.FileName),
        [Locked(new(PackageKind.Pip, "old-connector", null), "0.1.0")],
        [Samples.Refused],
        RunOutcome.Partly);

    public static ConnectorsResult Connectors { get; } = new(
        [
            new(
                Samples.Main,
                "grafana",
                new PythonLocalSpec("connectors/grafana.py"),
                "ready",
                "0.14.2",
                ConnectorCapabilities.Plain with { Revision = 1, Extensions = ["capabilities"], MaxConcurrency = 8 },
                new ConnectorStatus(true, 4711, 52428800, "python3 connectors/grafana.py grafana main", 0) { IsKept = true },
                null),
            new(Samples.Main, "machines", new BinarySpec("machines"), "not started", null, null, null, Samples.Refused),
        ],
        [Samples.Refused],
        RunOutcome.Partly);

    public static VersionFacts Version { get; } = new("0.1.0", ["0.13", "0.14"], ".NET 10.0.12", "linux-x64");

    public static DaemonFacts Daemon { get; } = new(
        "/home/mona/infra",
        new(
            4700,
            "0.1.0",
            754.25,
            35651584,
            Retiring: false,
            [
                new("main", "grafana", 4711, 52428800, 750.5, Leases: 0, IdleSeconds: 63.04, Kept: true),
                new("net/core", "dns", 4722, null, 12.25, Leases: 2, IdleSeconds: null, Kept: true),
                new("net/core", "files", 4733, 41943040, 3.5, Leases: 1, IdleSeconds: null, Kept: false),
            ])
        {
            Executing = [new("run-task", 4801)],
        });

    private static InstalledConnector Installed(string name, ConnectorSpec spec, string? version, PackageState state)
    {
        var package = PackageSpec.TryOf(spec);
        return new(
            Samples.Main,
            name,
            spec,
            package,
            package is null || version is null ? null : new(Locked(package, version), $"/home/mona/.local/share/autoschematic/store/{name}", state == PackageState.Installed),
            state);
    }

    private static LockedPackage Locked(PackageSpec package, string version) => new()
    {
        Kind = package.Kind,
        Name = package.Name,
        Wanted = package.Version,
        Version = version,
        Hashes = new Dictionary<string, string>(),
    };
}
