using System.CommandLine;
using Autoschematic.Engine.Selections;

namespace Autoschematic.Cli.Commands;

/// <summary>The options that say which files a command works on.</summary>
internal sealed class SelectionOptions
{
    private readonly Argument<string[]> paths;
    private readonly Option<bool> all;
    private readonly Option<bool>? prune;
    private readonly Option<string?> since = new("--since")
    {
        Description = "What differs from this commit, as it is in the working tree",
        HelpName = "REV",
    };

    private readonly Option<string[]> exclude = new("--exclude")
    {
        Description = "Leave out addresses that match this pattern",
        HelpName = "GLOB",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly bool allByDefault;

    /// <param name="allByDefault">Whether no argument means everything, not what is staged.</param>
    /// <param name="withPrune">Whether orphans can be selected as deletions.</param>
    public SelectionOptions(bool allByDefault, bool withPrune)
    {
        this.allByDefault = allByDefault;
        paths = new("path")
        {
            Description = allByDefault
                ? "Files or folders; without any, everything"
                : "Files or folders as they are now; without any, what is staged in git",
            HelpName = "PATH",
            Arity = ArgumentArity.ZeroOrMore,
        };
        all = new("--all")
        {
            Description = "Every file git tracks or would track" + (allByDefault ? " (the default)" : ""),
            Arity = ArgumentArity.Zero,
        };
        prune = withPrune
            ? new("--prune") { Description = "Delete what has outputs but no file any more", Arity = ArgumentArity.Zero }
            : null;
    }

    public ScopeOptions Scope { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(paths);
        command.Add(all);
        command.Add(since);
        Scope.AddTo(command);
        command.Add(exclude);
        if (prune is not null)
        {
            command.Add(prune);
        }

        command.Validators.Add(result =>
        {
            if (new[] { result.Has(paths), result.Has(all), result.Has(since) }.Count(given => given) > 1)
            {
                result.AddError("Only one of PATH, `--all` and `--since` can be given");
            }
        });
    }

    public SelectionRequest Read(ParseResult parsed, string currentDirectory)
    {
        var mode = parsed.GetValue(paths) is { Length: > 0 } given ? new SelectionMode.Paths(given, currentDirectory)
            : parsed.GetValue(since) is { } revision ? new SelectionMode.Since(revision)
            : parsed.GetValue(all) || allByDefault ? new SelectionMode.All()
            : (SelectionMode)new SelectionMode.Staged();
        return new SelectionRequest(
            mode,
            parsed.GetValue(Scope.Prefix),
            parsed.GetValue(Scope.Connector),
            parsed.GetValue(Scope.Subpath),
            parsed.GetValue(exclude) is { Length: > 0 } globs ? globs : null,
            prune is not null && parsed.GetValue(prune));
    }
}
