using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Importing;

namespace Autoschematic.Cli.Commands;

/// <summary>`import`: takes what exists remotely into files.</summary>
internal sealed class ImportCommand : CliCommand
{
    private readonly ScopeOptions scope = new();
    private readonly Option<bool> overwrite = Flags.Make("--overwrite", "Replace files that exist");
    private readonly Option<bool> link = Flags.Make("--link", "Turn values that equal exactly one known output into references");
    private readonly Option<bool> verify = Flags.Make("--verify", "Plan what was imported; exits with 3 when a plan is not empty");
    private readonly Option<bool> noStage = Flags.NoStage();
    private readonly Option<string?> message = new("--message", "-m") { Description = "Message of the commit", HelpName = "MSG" };
    private readonly Option<bool> commit = new("--commit")
    {
        Description = "Commit what was imported",
        HelpName = "[true|false]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ImportCommand()
        : base(CommandGroup.EveryDay, "import", "Take what exists into the repository")
    {
        scope.AddTo(this);
        Add(overwrite);
        Add(link);
        Add(verify);
        Add(noStage);
        Add(commit);
        Add(message);
        Validators.Add(result =>
        {
            if (result.Has(noStage) && result.GetResult(commit) is { Implicit: false } given && !given.Errors.Any() && result.GetValue(commit))
            {
                result.AddError("`--commit` and `--no-stage` exclude each other");
            }
        });
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("import", "everything that is not here yet"),
        ("import -p main -c grafana -s dashboards", "one kind of one connector"),
        ("import --link --verify", "with references between them, and proof"),
        ("import --commit", "with a commit"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var parsed = run.Parsed;
        var request = new ImportRequest(
            parsed.GetValue(scope.Prefix),
            parsed.GetValue(scope.Connector),
            parsed.GetValue(scope.Subpath),
            parsed.GetValue(overwrite),
            !parsed.GetValue(noStage),
            parsed.GetValue(commit),
            parsed.GetValue(message))
        {
            StrictEnvironment = run.StrictEnvironment,
            Link = parsed.GetValue(link),
            Verify = parsed.GetValue(verify),
        };
        return run.WorkAsync<ImportWorkflow, ImportResult>(
            new ImportView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
