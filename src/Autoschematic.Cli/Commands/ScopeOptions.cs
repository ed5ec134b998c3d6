using System.CommandLine;

namespace Autoschematic.Cli.Commands;

/// <summary>The options that narrow a command to a prefix, a connector and a part of its addresses.</summary>
internal sealed class ScopeOptions
{
    public Option<string?> Prefix { get; } = new("--prefix", "-p")
    {
        Description = "Only this prefix",
        HelpName = "PREFIX",
    };

    public Option<string?> Connector { get; } = new("--connector", "-c")
    {
        Description = "Only this connector",
        HelpName = "NAME",
    };

    public Option<string?> Subpath { get; } = new("--subpath", "-s")
    {
        Description = "Only addresses that match this pattern, and all below them",
        HelpName = "GLOB",
    };

    public void AddTo(Command command)
    {
        command.Add(Prefix);
        command.Add(Connector);
        command.Add(Subpath);
    }
}
