using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Reading;

namespace Autoschematic.Cli.Commands;

/// <summary>`get`: a remote body on standard output.</summary>
internal sealed class GetCommand : CliCommand
{
    private readonly Argument<string> path = new("path") { Description = "The resource's file; it need not exist", HelpName = "PATH" };

    public GetCommand()
        : base(CommandGroup.Resources, "get", "Print what exists remotely for a file")
        => Add(path);

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("get main/dashboards/cpu.json", "the remote body"),
        ("get main/dashboards/cpu.json | diff main/dashboards/cpu.json -", "byte by byte"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new GetRequest(run.Parsed.GetRequiredValue(path), run.StartDirectory)
        {
            StrictEnvironment = run.StrictEnvironment,
        };
        return run.WorkAsync<GetWorkflow, GetResult>(
            new GetView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
