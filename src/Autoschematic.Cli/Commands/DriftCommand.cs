using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;

namespace Autoschematic.Cli.Commands;

/// <summary>`drift`: compares the repository with what exists; cannot change anything.</summary>
internal sealed class DriftCommand : CliCommand
{
    private readonly SelectionOptions selection = new(allByDefault: true, withPrune: false);
    private readonly Option<bool> unmanaged = Flags.Make("--unmanaged", "Also look for what exists without a file");
    private readonly Option<bool> exitCode = Flags.ExitCode();
    private readonly Option<string?> sarif = new("--sarif")
    {
        Description = "Also write the report to this file as SARIF 2.1.0",
        HelpName = "FILE",
    };

    private readonly Option<bool> full = Flags.Full();

    public DriftCommand()
        : base(CommandGroup.EveryDay, "drift", "Compare the repository with what exists")
    {
        selection.AddTo(this);
        Add(unmanaged);
        Add(exitCode);
        Add(sarif);
        Add(full);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("drift", "the whole repository"),
        ("drift -p main --unmanaged", "one prefix, and what has no file"),
        ("drift --exit-code", "for a pipeline; exits with 2 when something differs"),
        ("drift --sarif drift.sarif", "with a report for code scanning"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new DriftRequest(
            selection.Read(run.Parsed, run.StartDirectory), run.Parsed.GetValue(unmanaged), run.Parsed.GetValue(exitCode))
        {
            StrictEnvironment = run.StrictEnvironment,
        };
        return run.WorkAsync<DriftWorkflow, DriftResult>(
            new DriftView(run.Parsed.GetValue(full)),
            async (workflow, workspace, onEvent) =>
            {
                var result = await workflow.RunAsync(workspace, request, onEvent, cancellationToken);
                return run.Parsed.GetValue(sarif) is { } file ? WriteSarif(run, file, result) : result;
            },
            cancellationToken);
    }

    /// <summary>Writes the report; when that fails the result says so.</summary>
    private static DriftResult WriteSarif(Invocation run, string file, DriftResult result)
    {
        try
        {
            File.WriteAllText(Path.GetFullPath(file, run.StartDirectory), run.Gate.Clean(DriftSarif.Write(result, VersionCommand.ProductVersion)));
            return result;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return result with
            {
                Diagnostics = [.. result.Diagnostics, UsageDiagnostics.ReportNotWritten(file, exception.Message)],
                Outcome = RunOutcomes.Combine(result.Outcome, RunOutcome.Partly),
            };
        }
    }
}
