using System.ComponentModel;
using Autoschematic.Ron.Binding;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Files.Settings;

[GenerateShape]
[RonName("Rule")]
[Description("Owner, group and permissions of some paths.")]
internal sealed partial record RuleSettings
{
    [Description("Which paths below the root: `*` is part of a name, `**` any number of directories.")]
    [Example("\"ssl/*.key\"")]
    public required string Paths { get; init; }

    [Description("Whom they belong to.")]
    public string? Owner { get; init; }

    [Description("Their group.")]
    public string? Group { get; init; }

    [Description("The permissions of the files among them.")]
    [Example("\"0600\"")]
    public string? Mode { get; init; }

    [Description("The permissions of the directories among them.")]
    public string? DirectoryMode { get; init; }
}
