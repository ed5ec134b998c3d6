using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Formatting;

namespace Autoschematic.Cli.Commands;

/// <summary>`fmt`: formats RON files without changing what they mean.</summary>
internal sealed class FmtCommand : CliCommand
{
    private readonly Argument<string[]> paths = new("path")
    {
        Description = "Files or folders; without any, every RON file of the repository",
        HelpName = "PATH",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> check = Flags.Make("--check", "Only name the files that would change; exits with 1 if there are any");

    public FmtCommand()
        : base(CommandGroup.SetUp, "fmt", "Format RON files, keeping comments and meaning")
    {
        Add(paths);
        Add(check);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("fmt", "every RON file of the repository"),
        ("fmt --check", "for a pipeline"),
        ("fmt autoschematic.ron", "one file"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var onlyCheck = run.Parsed.GetValue(check);
        var request = new FormatRequest(run.Parsed.GetValue(paths) ?? [], run.StartDirectory, onlyCheck);
        return run.WorkAsync<FormatWorkflow, FormatResult>(
            new FormatView(onlyCheck),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
