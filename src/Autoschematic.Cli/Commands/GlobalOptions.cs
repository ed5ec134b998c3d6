using System.CommandLine;
using System.CommandLine.Help;
using Autoschematic.Cli.Terminal;

namespace Autoschematic.Cli.Commands;

/// <summary>The options every command takes.</summary>
internal sealed class GlobalOptions
{
    public HelpOption Help { get; } = new("--help", "-h")
    {
        Description = "Show help and examples",
        Recursive = true,
    };

    public Option<string?> Repository { get; } = new("--repo")
    {
        Description = "Work in this directory instead of the current one",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Show more, connectors' own log lines too",
        Recursive = true,
        Arity = ArgumentArity.Zero,
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Show only results and errors",
        Recursive = true,
        Arity = ArgumentArity.Zero,
    };

    public Option<string> Format { get; } = new Option<string>("--format")
    {
        Description = "Form of the result: human, json, or jsonl for events",
        HelpName = "FORM",
        Recursive = true,
        DefaultValueFactory = _ => "human",
    }.OneOf(
        new Dictionary<string, string> { ["dot"] = "graph --as dot", ["mermaid"] = "graph --as mermaid", ["sarif"] = "drift --sarif FILE" },
        "human",
        "json",
        "jsonl");

    public Option<bool> NoColour { get; } = new("--no-color")
    {
        Description = "Use no colour (also: NO_COLOR)",
        Recursive = true,
        Arity = ArgumentArity.Zero,
    };

    public Option<string?> LogFile { get; } = new("--log-file")
    {
        Description = "Append everything shown and logged to this file",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<bool> StrictEnvironment { get; } = new("--strict-env")
    {
        Description = "Connectors get only the variables the configuration names",
        Recursive = true,
        Arity = ArgumentArity.Zero,
    };

    public Option<bool> NoDaemon { get; } = new("--no-daemon")
    {
        Description = "Start connectors anew and end them with the command (also: AUTOSCHEMATIC_DAEMON=off)",
        Recursive = true,
        Arity = ArgumentArity.Zero,
    };

    public Option<string?> Keystore { get; } = new("--keystore")
    {
        Description = "Where the keys of secrets are: ondisk:///DIR (also: AUTOSCHEMATIC_KEYSTORE)",
        HelpName = "URL",
        Recursive = true,
    };

    public GlobalOptions() => Verbose.Validators.Add(result =>
    {
        // The parser validates an option that was not typed as well.
        if (!result.Implicit && result.Has(Quiet))
        {
            result.AddError("`--verbose` and `--quiet` exclude each other");
        }
    });

    public IReadOnlyList<Option> All => [Repository, StrictEnvironment, NoDaemon, Keystore, Verbose, Quiet, Format, NoColour, LogFile, Help];

    /// <summary>Where the keys are, from the option or else the environment; empty means none.</summary>
    public string? ReadKeystore(ParseResult parsed, IReadOnlyDictionary<string, string> environment)
        => (parsed.Read(Keystore) ?? environment.GetValueOrDefault("AUTOSCHEMATIC_KEYSTORE")) is { Length: > 0 } location ? location : null;

    /// <summary>How this run talks, from its options and the environment.</summary>
    public OutputSettings ReadSettings(ParseResult parsed, IReadOnlyDictionary<string, string> environment)
    {
        var format = parsed.Read(Format) switch
        {
            "json" => OutputFormat.Json,
            "jsonl" => OutputFormat.JsonLines,
            _ => OutputFormat.Human,
        };
        var verbosity = parsed.Read(Quiet) ? -1 : parsed.GetResult(Verbose)?.IdentifierTokenCount ?? 0;
        var dumb = environment.GetValueOrDefault("TERM") == "dumb";
        var refused = parsed.Read(NoColour) || !string.IsNullOrEmpty(environment.GetValueOrDefault("NO_COLOR"));
        return new OutputSettings(
            format, verbosity, Colour: !refused && !dumb, Live: !dumb && verbosity >= 0 && format == OutputFormat.Human);
    }
}
