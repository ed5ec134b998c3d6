using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace ConnectorName;

[GenerateShape]
[Resource("connector-name/notes/[name].ron")]
[Description("A note.")]
internal sealed partial record Note
{
    [Description("What it says.")]
    [Example("\"Hello\"")]
    public required string Text { get; init; }

    [Description("Words to find it by.")]
    [Unordered]
    public IReadOnlyList<string> Tags { get; init; } = [];
}
