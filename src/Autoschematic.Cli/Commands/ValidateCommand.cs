using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Validation;

namespace Autoschematic.Cli.Commands;

/// <summary>`validate`: every problem of the repository at once.</summary>
internal sealed class ValidateCommand : CliCommand
{
    private readonly ScopeOptions scope = new();
    private readonly Option<bool> offline = Flags.Make("--offline", "Start no connector");

    public ValidateCommand()
        : base(CommandGroup.SetUp, "validate", "Check configuration, references and bodies")
    {
        Add(scope.Prefix);
        Add(scope.Connector);
        Add(offline);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("validate", "everything, asking the connectors too"),
        ("validate --offline", "without starting a connector"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new ValidateRequest(
            run.StartDirectory, run.Parsed.GetValue(offline), run.Parsed.GetValue(scope.Prefix), run.Parsed.GetValue(scope.Connector))
        {
            StrictEnvironment = run.StrictEnvironment,
            OnOpened = run.Follow,
        };
        return run.RunAsync<ValidateWorkflow, ValidateResult>(
            new ValidateView(), (workflow, onEvent) => workflow.RunAsync(request, onEvent, cancellationToken));
    }
}
