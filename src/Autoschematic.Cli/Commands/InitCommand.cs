using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Initialising;

namespace Autoschematic.Cli.Commands;

/// <summary>`init`: writes a commented configuration where there is none.</summary>
internal sealed class InitCommand : CliCommand
{
    private readonly Argument<string> kind = new Argument<string>("kind")
    {
        Description = "config (autoschematic.ron, if not given) or rbac (autoschematic.rbac.ron)",
        HelpName = "KIND",
        DefaultValueFactory = _ => "config",
    }.OneOf("config", "rbac");

    public InitCommand()
        : base(CommandGroup.SetUp, "init", "Write a commented configuration if there is none")
        => Add(kind);

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("init", "autoschematic.ron"),
        ("init rbac", "autoschematic.rbac.ron, for a server"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new InitRequest(run.StartDirectory, run.Parsed.GetValue(kind) == "rbac" ? InitKind.Rbac : InitKind.Config);
        return run.RunAsync<InitWorkflow, InitResult>(
            new InitView(), (workflow, onEvent) => workflow.RunAsync(request, onEvent, cancellationToken));
    }
}
