using System.CommandLine;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;

namespace Autoschematic.Cli.Commands;

/// <summary>A command: its options, its examples, and how it turns them into a request for a workflow.</summary>
internal abstract class CliCommand(CommandGroup group, string name, string description) : Command(name, description)
{
    public CommandGroup Group { get; } = group;

    /// <summary>Command lines with what they do, for `--help`.</summary>
    public abstract IReadOnlyList<(string Line, string Does)> Examples { get; }

    /// <summary>Options that take a value only in the form `--option=VALUE`, and the value that each has alone: the word after them is never theirs.</summary>
    public virtual IReadOnlyDictionary<string, string> ValuesAlone { get; } = new Dictionary<string, string>();

    /// <summary>What it does with connectors that outlive it; most commands have no use for any connector.</summary>
    public virtual WarmUse Connectors => WarmUse.None;

    /// <summary>Runs the command that was parsed.</summary>
    public abstract Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken);
}
