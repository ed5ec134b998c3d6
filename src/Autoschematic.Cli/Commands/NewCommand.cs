using System.CommandLine;

namespace Autoschematic.Cli.Commands;

/// <summary>`new`: begins what a repository can have.</summary>
internal static class NewCommand
{
    public static Command Make() => new("new", "Begin a connector of your own")
    {
        new NewConnectorCommand(),
    };
}
