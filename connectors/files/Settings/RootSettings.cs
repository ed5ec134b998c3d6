using System.ComponentModel;
using Autoschematic.Ron.Binding;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Files.Settings;

[GenerateShape]
[RonName("Root")]
[Description("A directory with everything in it, or one file.")]
internal sealed partial record RootSettings
{
    [Description("Its absolute path, without symbolic links.")]
    [Example("\"/etc/nginx\"")]
    public required string Path { get; init; }

    [Description("Whom files and directories belong to, a name (or a number that has none); not managed when absent.")]
    [Example("\"root\"")]
    public string? Owner { get; init; }

    [Description("The group of files and directories, a name (or a number that has none); not managed when absent.")]
    [Example("\"root\"")]
    public string? Group { get; init; }

    [Description("The permissions of files.")]
    public string Mode { get; init; } = "0644";

    [Description("The permissions of directories.")]
    public string DirectoryMode { get; init; } = "0755";

    [Description("What differs for some paths; later rules go before earlier ones.")]
    public IReadOnlyList<RuleSettings> Rules { get; init; } = [];

    [Description("Paths below this one that are left alone, such as `**/*.bak`.")]
    public IReadOnlyList<string> Ignore { get; init; } = [];
}
