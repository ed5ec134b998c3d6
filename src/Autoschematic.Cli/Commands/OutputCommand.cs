using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Reading;

namespace Autoschematic.Cli.Commands;

/// <summary>`output`: the stored outputs of one resource.</summary>
internal sealed class OutputCommand : CliCommand
{
    private readonly Argument<string> path = new("path") { Description = "The resource's file", HelpName = "PATH" };
    private readonly Argument<string?> key = new("key")
    {
        Description = "One output; its value is printed alone",
        HelpName = "KEY",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public OutputCommand()
        : base(CommandGroup.Resources, "output", "Show the stored outputs of a resource")
    {
        Add(path);
        Add(key);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("output main/vpcs/main.ron", "all outputs"),
        ("output main/vpcs/main.ron vpc_id", "one value, for scripts"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new OutputRequest(run.Parsed.GetRequiredValue(path), run.StartDirectory, run.Parsed.GetValue(key));
        return run.WorkAsync<OutputWorkflow, OutputResult>(
            new OutputView(single: request.Key is not null),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
