using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Sealing;

namespace Autoschematic.Cli.Commands;

/// <summary>`unseal`: a sealed value in clear.</summary>
internal sealed class UnsealCommand : CliCommand
{
    private readonly Argument<string> path = new("path") { Description = "The sealed file", HelpName = "FILE" };
    private readonly Option<string?> output = new("--out", "-o")
    {
        Description = "A new file outside the repository for the value, readable by you alone",
        HelpName = "FILE",
    };

    public UnsealCommand()
        : base(CommandGroup.Resources, "unseal", "Print a sealed value, byte for byte")
    {
        Add(path);
        Add(output);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("unseal secrets/api.sealed", "on standard output; never in a log"),
        ("unseal secrets/key.sealed -o ~/key.pem", "into a private file"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new UnsealRequest(run.Parsed.GetRequiredValue(path), run.StartDirectory, run.Parsed.GetValue(output));
        return run.WorkAsync<UnsealWorkflow, UnsealResult>(
            new UnsealView(), (workflow, workspace, _) => workflow.RunAsync(workspace, request, cancellationToken), cancellationToken);
    }
}
