using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;

namespace Autoschematic.Cli.Commands;

/// <summary>`manual`: the manual pages of this program, which packages are made with; nobody needs it every day, so it is not listed.</summary>
internal sealed class ManualCommand : CliCommand
{
    private readonly CommandTree tree;
    private readonly Argument<string?> page = new("page")
    {
        Description = "One of the pages that are listed without it",
        HelpName = "PAGE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ManualCommand(CommandTree tree)
        : base(CommandGroup.Other, "manual", "Print a manual page, or the names of all")
    {
        this.tree = tree;
        Hidden = true;
        Add(page);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("manual", "the names of all pages"),
        ("manual autoschematic-plan > autoschematic-plan.1", "a page, for `man`"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var commands = Documented(tree.Root).ToDictionary(ManualPage.NameOf);
        var name = run.Parsed.GetValue(page);
        if (name is null)
        {
            return Task.FromResult(run.Finish(new ManualView(), new ManualFacts([.. commands.Keys], null)));
        }

        return Task.FromResult(commands.TryGetValue(name, out var found)
            ? run.Finish(new ManualView(), new ManualFacts([name], new ManualPage(VersionCommand.ProductVersion).Write(found)))
            : run.Fail(RunOutcome.Usage, [UsageDiagnostics.NoPage(name, commands.Keys)]));
    }

    private IEnumerable<CommandHelp> Documented(Command command)
        => command.Subcommands.Where(inner => !inner.Hidden).SelectMany(Documented).Prepend(tree.Describe(command));
}
