using System.CommandLine;
using System.CommandLine.Completions;
using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;

namespace Autoschematic.Cli.Commands;

/// <summary>The whole command line: every command with its options, parsed but not yet run.</summary>
internal sealed class CommandTree
{
    private readonly SuggestDirective suggest = new();

    public CommandTree()
    {
        Root.Options.Clear();
        Root.Directives.Clear();
        Root.Add(suggest);
        foreach (var option in Global.All)
        {
            Root.Add(option);
        }

        Root.Add(ShowVersion);
        foreach (var command in All)
        {
            Root.Add(command);
        }

        Root.Add(new ManualCommand(this));
    }

    public GlobalOptions Global { get; } = new();

    /// <summary>`--version`, the short form of the command.</summary>
    public Option<bool> ShowVersion { get; } = new("--version") { Description = "Show the version", Arity = ArgumentArity.Zero };

    public RootCommand Root { get; } = new("Infrastructure and policy as code, built around Git");

    private static IEnumerable<Command> All =>
    [
        new InitCommand(),
        new ValidateCommand(),
        new FmtCommand(),
        new FsckCommand(),
        new KeygenCommand(),
        new InstallCommand(),
        new ConnectorsCommand(),
        NewCommand.Make(),
        new ImportCommand(),
        new PlanCommand(),
        new ApplyCommand(),
        new PullCommand(),
        new DriftCommand(),
        new CheckDriftCommand(),
        new CreateCommand(),
        new RenameCommand(),
        new GetCommand(),
        new OutputCommand(),
        new GraphCommand(),
        new UnbundleCommand(),
        new RunTaskCommand(),
        new RunAuxTaskCommand(),
        new SealCommand(),
        new UnsealCommand(),
        SafetyCommand.Make(),
        DaemonCommand.Make(),
        new LspCommand(),
        new VersionCommand(),
        new CompletionCommand(),
    ];

    /// <summary>Parses a command line; `help COMMAND` is `COMMAND --help`.</summary>
    public ParseResult Parse(IReadOnlyList<string> arguments)
    {
        arguments = arguments is ["help", ..] ? [.. arguments.Skip(1), "--help"] : arguments;
        var parsed = Root.Parse(arguments);
        return parsed.CommandResult.Command is CliCommand { ValuesAlone: { Count: > 0 } values }
            ? Root.Parse(Attach(arguments, values))
            : parsed;
    }

    /// <summary>Gives their values to options that stand alone, so that they do not take the next word for one.</summary>
    private static List<string> Attach(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> values)
    {
        var options = arguments.TakeWhile(argument => argument != "--").ToList();
        return
        [
            .. options.Select(argument => values.TryGetValue(argument, out var value) ? $"{argument}={value}" : argument),
            .. arguments.Skip(options.Count),
        ];
    }

    /// <summary>Whether a shell asks what may follow.</summary>
    public bool IsSuggestion(ParseResult parsed) => parsed.GetResult(suggest) is not null;

    /// <summary>Writes the help of a command.</summary>
    public void ShowHelp(Command command, Action<StyledText> write, int width) => new HelpView(write, width).Show(Describe(command));

    /// <summary>All that is told of a command.</summary>
    public CommandHelp Describe(Command command)
    {
        var groups = command.Subcommands
            .Where(item => !item.Hidden)
            .GroupBy(item => command is RootCommand ? GroupOf(item) : CommandGroup.Other)
            .OrderBy(group => group.Key)
            .Select(group => (command is RootCommand ? Heading(group.Key) : "Commands", (IReadOnlyList<Command>)[.. group]))
            .ToList();
        var examples = command is CliCommand own ? own.Examples
            : command is RootCommand ? FirstSteps
            : [.. command.Subcommands.OfType<CliCommand>().SelectMany(inner => inner.Examples)];
        return new(UsageDiagnostics.PathOf(command), command, Global.All, groups, examples);
    }

    private static IReadOnlyList<(string Line, string Does)> FirstSteps =>
    [
        ("import", "take what exists into the repository"),
        ("plan", "see what the staged changes would do"),
        ("apply", "do it"),
    ];

    // A command that only holds others belongs where they do.
    private static CommandGroup GroupOf(Command command)
        => (command as CliCommand ?? command.Subcommands.OfType<CliCommand>().FirstOrDefault())?.Group ?? CommandGroup.Other;

    private static string Heading(CommandGroup group) => group switch
    {
        CommandGroup.SetUp => "Set up",
        CommandGroup.EveryDay => "Every day",
        CommandGroup.Resources => "Resources",
        CommandGroup.Other => "Other",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };
}
