using Autoschematic.Cli.Commands;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Tests;

public sealed class SchemaTests
{
    public static TheoryData<string, string> Documents => new()
    {
        { "plan", ViewRun.Json("plan", new PlanView(false), Samples.Plan()) },
        { "apply", ViewRun.Json("apply", new ApplyView(false, () => true), Samples.Apply()) },
        { "drift", ViewRun.Json("drift", new DriftView(false), Samples.Drift()) },
        { "check-drift", ViewRun.Json("check-drift", new CheckDriftView(false), Samples.Drift()) },
        { "import", ViewRun.Json("import", new ImportView(), Samples.Import()) },
        { "pull", ViewRun.Json("pull", new PullView(false), Samples.Pull()) },
        { "get", ViewRun.Json("get", new GetView(), SmallSamples.Get) },
        { "get", ViewRun.Json("get", new GetView(), SmallSamples.Get with { Body = new byte[] { 0xff, 0xfe } }) },
        { "output", ViewRun.Json("output", new OutputView(false), SmallSamples.Output) },
        { "create", ViewRun.Json("create", new CreateView(), SmallSamples.Create) },
        { "create", ViewRun.Json("create", new SkeletonsView(), SmallSamples.Skeletons) },
        { "rename", ViewRun.Json("rename", new RenameView(), SmallSamples.Rename) },
        { "unbundle", ViewRun.Json("unbundle", new UnbundleView(), SmallSamples.Unbundle) },
        { "run-task", ViewRun.Json("run-task", new RunTaskView(), SmallSamples.RunTask) },
        { "seal", ViewRun.Json("seal", new SealView(), SmallSamples.Seal) },
        { "seal", ViewRun.Json("seal", new SealView(), SmallSamples.Reseal) },
        { "unseal", ViewRun.Json("unseal", new UnsealView(), SmallSamples.Unseal) },
        { "unseal", ViewRun.Json("unseal", new UnsealView(), SmallSamples.Unseal with { Value = new byte[] { 0xff } }) },
        { "unseal", ViewRun.Json("unseal", new UnsealView(), SmallSamples.Unseal with { Key = null, Value = null, WrittenTo = "/home/mona/key" }) },
        { "keygen", ViewRun.Json("keygen", new KeygenView(), SmallSamples.Keygen) },
        { "validate", ViewRun.Json("validate", new ValidateView(), SmallSamples.Validate) },
        { "fmt", ViewRun.Json("fmt", new FormatView(true), SmallSamples.Format) },
        { "fsck", ViewRun.Json("fsck", new FsckView(), SmallSamples.Fsck) },
        { "graph", ViewRun.Json("graph", new GraphView("text"), SmallSamples.Graph) },
        { "init", ViewRun.Json("init", new InitView(), SmallSamples.Init) },
        { "safety-lock", ViewRun.Json("safety lock", new SafetyView(), SmallSamples.Safety) },
        { "safety-unlock", ViewRun.Json("safety unlock", new SafetyView(), SmallSamples.Safety with { State = null }) },
        { "install", ViewRun.Json("install", new InstallView(), SmallSamples.Install) },
        { "connectors", ViewRun.Json("connectors", new ConnectorsView(), SmallSamples.Connectors) },
        { "connectors-test", ViewRun.Json("connectors test", new LawView(false), SmallSamples.Laws) },
        { "new-connector", ViewRun.Json("new connector", new NewConnectorView(), SmallSamples.NewConnector) },
        { "new-connector", ViewRun.Json("new connector", new NewConnectorView(), SmallSamples.NewConnector with { Prefix = null, Files = [] }) },
        { "run-aux-task", ViewRun.Json("run-aux-task", new LawView(false), SmallSamples.Laws with { Prefix = null, ProtocolVersion = null, Laws = [] }) },
        { "daemon-status", ViewRun.Json("daemon status", new DaemonStatusView(), SmallSamples.Daemon) },
        { "daemon-status", ViewRun.Json("daemon status", new DaemonStatusView(), SmallSamples.Daemon with { State = null }) },
        { "daemon-stop", ViewRun.Json("daemon stop", new DaemonStopView(), SmallSamples.Daemon) },
        { "daemon-stop", ViewRun.Json("daemon stop", new DaemonStopView(), SmallSamples.Daemon with { State = null }) },
        { "version", ViewRun.Json("version", new VersionView(), SmallSamples.Version) },
        { "completion", ViewRun.Json("completion", new CompletionView(), "bash") },
        { "manual", ViewRun.Json("manual", new ManualView(), new ManualFacts(["autoschematic", "autoschematic-plan"], null)) },
        { "manual", ViewRun.Json("manual", new ManualView(), new ManualFacts(["autoschematic-plan"], ".TH")) },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_fits_its_schema(string command, string document)
        => Assert.Empty(JsonSchema.Load($"{command}.schema.json").Check(document));

    [Fact]
    public void Sarif_fits_its_schema_and_that_of_the_standard()
    {
        var sarif = DriftSarif.Write(Samples.Drift(), "0.1.0");
        Assert.Empty(JsonSchema.Load("drift-sarif.schema.json").Check(sarif));
        Assert.Empty(JsonSchema.LoadSarif().Check(sarif));
    }

    [Theory]
    [InlineData("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\"")]
    [InlineData("\"name\": \"autoschematic\"", "\"called\": \"autoschematic\"")]
    [InlineData("\"level\": \"warning\"", "\"level\": \"bad\"")]
    [InlineData("\"executionSuccessful\"", "\"successful\"")]
    [InlineData("\"columnKind\": \"utf16CodeUnits\"", "\"columnKind\": \"cells\"")]
    [InlineData("\"startLine\": 1", "\"startLine\": 0")]
    [InlineData("\"ruleIndex\": 0", "\"ruleIndex\": -2")]
    [InlineData("\"text\"", "\"words\"")]
    public void The_standard_is_kept_to_by_its_schema(string part, string broken)
    {
        var sarif = DriftSarif.Write(Samples.Drift(), "0.1.0");
        Assert.Contains(part, sarif, StringComparison.Ordinal);
        Assert.NotEmpty(JsonSchema.LoadSarif().Check(sarif.Replace(part, broken, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_command_has_a_schema()
    {
        var names = new CommandTree().Root.Subcommands
            .SelectMany(command => (command is CliCommand ? [command.Name] : Array.Empty<string>()).Concat(command.Subcommands.Select(inner => $"{command.Name}-{inner.Name}")))
            .Concat(["common", "event", "drift-sarif", "plan-file"])
            .Select(name => $"{name}.schema.json");
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            Directory.GetFiles(JsonSchema.Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Events_fit_their_schema()
    {
        var op = new ConnectorOp("{}", [], "create it", OpKind.Create);
        var key = Samples.Key("a.ron");
        WorkflowEvent[] events =
        [
            new WorkflowEvent.ConnectorChanged(new ConnectorProgress.Starting(Samples.Main, "grafana")),
            new WorkflowEvent.ConnectorChanged(new ConnectorProgress.Initialising(Samples.Main, "grafana", "0.14.0")),
            new WorkflowEvent.ConnectorChanged(new ConnectorProgress.Ready(Samples.Main, "grafana")),
            new WorkflowEvent.ConnectorChanged(new ConnectorProgress.Failed(Samples.Main, "grafana", Samples.Refused)),
            new WorkflowEvent.Progress(WorkflowPhase.RunningTask, 1, null),
            new WorkflowEvent.Progress(WorkflowPhase.Planning, 1, 3),
            new WorkflowEvent.ResourceDone(WorkflowPhase.Planning, key, "create"),
            new WorkflowEvent.OpStarted(key, op, 0, 1),
            new WorkflowEvent.OpDone(key, op, 0, 1, null),
            new WorkflowEvent.TaskMessage(key, "made a new key\nand told nobody"),
            new WorkflowEvent.PackageChanged(new(PackageKind.Pip, "grafana-connector", "1.4.0"), PackageState.Installing, null),
            new WorkflowEvent.PackageChanged(new(PackageKind.Cargo, "dns-connector", null), PackageState.Present, "0.3.1"),
            new WorkflowEvent.Notice(Samples.WithCaret),
        ];
        var schema = JsonSchema.Load("event.schema.json");
        Assert.All(events, item => Assert.Empty(schema.Check(EventJson.Line(item))));
        Assert.All(events, item => Assert.Equal(1, EventJson.Line(item).Count(character => character == '\n')));
    }

    [Fact]
    public void Checker_finds_what_does_not_fit()
    {
        var document = ViewRun.Json("version", new VersionView(), SmallSamples.Version);
        var schema = JsonSchema.Load("version.schema.json");
        Assert.NotEmpty(schema.Check(document.Replace("\"runtime\"", "\"run\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Check(document.Replace("\"exitCode\": 0", "\"exitCode\": 9", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Check(document.Replace("\"0.13\"", "13", StringComparison.Ordinal)));
    }
}
