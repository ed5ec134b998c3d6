using System.CommandLine;
using System.CommandLine.Completions;

namespace Autoschematic.Cli.Commands;

/// <summary>The whole command line: every command with its options, parsed but not yet run.</summary>
public sealed class CommandTree
{
    public CommandTree()
    {
        Root.Options.Clear();
        Root.Directives.Clear();
        Root.Add(new SuggestDirective());
        foreach (var option in Global.All)
        {
            Root.Add(option);
        }

        Root.Add(ShowVersion);
        foreach (var command in All)
        {
            Root.Add(command);
        }
    }

    public GlobalOptions Global { get; } = new();

    /// <summary>`--version`, the short form of the command.</summary>
    public Option<bool> ShowVersion { get; } = new("--version") { Description = "Show the version", Arity = ArgumentArity.Zero };

    public RootCommand Root { get; } = new("Infrastructure and policy as code, built around Git");

    private static IEnumerable<CliCommand> All =>
    [
        new VersionCommand(),
        new CompletionCommand(),
    ];

    /// <summary>Parses a command line; `help COMMAND` is `COMMAND --help`.</summary>
    public ParseResult Parse(IReadOnlyList<string> arguments)
        => Root.Parse(arguments is ["help", ..] ? [.. arguments.Skip(1), "--help"] : arguments);
}
