using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Inspecting;

namespace Autoschematic.Cli.Commands;

/// <summary>`connectors`: starts the configured connectors and says how each is doing.</summary>
internal sealed class ConnectorsCommand : CliCommand
{
    private readonly ScopeOptions scope = new();

    public ConnectorsCommand()
        : base(CommandGroup.SetUp, "connectors", "Show how each configured connector is doing")
    {
        Add(scope.Prefix);
        Add(scope.Connector);
        Add(new ConnectorsTestCommand());
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("connectors", "all of them"),
        ("connectors -c grafana -v", "one, with what it prints"),
        ("connectors test grafana", "whether one keeps the laws of connectors"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new ConnectorsRequest(run.Parsed.GetValue(scope.Prefix), run.Parsed.GetValue(scope.Connector))
        {
            StrictEnvironment = run.StrictEnvironment,
        };
        return run.WorkAsync<ConnectorsWorkflow, ConnectorsResult>(
            new ConnectorsView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
