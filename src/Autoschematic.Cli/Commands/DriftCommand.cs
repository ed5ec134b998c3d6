using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;

namespace Autoschematic.Cli.Commands;

/// <summary>`drift`: compares the repository with what exists; cannot change anything.</summary>
internal sealed class DriftCommand : CliCommand
{
    private readonly SelectionOptions selection = new(allByDefault: true, withPrune: false);
    private readonly Option<bool> unmanaged = Flags.Make("--unmanaged", "Also look for what exists without a file");
    private readonly Option<bool> exitCode = Flags.ExitCode();
    private readonly Option<bool> full = Flags.Full();

    public DriftCommand()
        : base(CommandGroup.EveryDay, "drift", "Compare the repository with what exists")
    {
        selection.AddTo(this);
        Add(unmanaged);
        Add(exitCode);
        Add(full);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("drift", "the whole repository"),
        ("drift -p main --unmanaged", "one prefix, and what has no file"),
        ("drift --exit-code", "for a pipeline; exits with 2 when something differs"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new DriftRequest(
            selection.Read(run.Parsed, run.StartDirectory), run.Parsed.GetValue(unmanaged), run.Parsed.GetValue(exitCode))
        {
            StrictEnvironment = run.StrictEnvironment,
        };
        return run.WorkAsync<DriftWorkflow, DriftResult>(
            new DriftView(run.Parsed.GetValue(full)),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
