namespace Autoschematic.Cli.Commands;

/// <summary>Where a command stands in the list of `--help`.</summary>
internal enum CommandGroup
{
    SetUp,
    EveryDay,
    Resources,
    Other,
}
