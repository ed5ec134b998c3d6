using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Files.Paths;

[GenerateShape]
[Description("Owner, group and permissions where they are not those that `files/hosts.ron` gives the path.")]
internal sealed partial record Attributes(
    [property: Description("Whom it belongs to, a name (or a number that has none); as the rules say when absent.")] string? Owner = null,
    [property: Description("Its group, a name (or a number that has none); as the rules say when absent.")] string? Group = null,
    [property: Description("Its permissions; as the rules say when absent."), Example("\"0600\"")] string? Mode = null)
{
    /// <summary>These, and for what they leave open the others.</summary>
    public Attributes Over(Attributes others) => new(Owner ?? others.Owner, Group ?? others.Group, Mode ?? others.Mode);

    /// <summary>What of these is not as wanted; what is not wanted in any way never counts.</summary>
    public Attributes Beside(Attributes wanted) => new(
        wanted.Owner is null || wanted.Owner == Owner ? null : Owner,
        wanted.Group is null || wanted.Group == Group ? null : Group,
        wanted.Mode is null || wanted.Mode == Mode ? null : Mode);

    public bool SaysNothing => Owner is null && Group is null && Mode is null;

    /// <summary>For people: `owner root, mode 0600`.</summary>
    public string Describe()
        => string.Join(", ", new[] { ("owner", Owner), ("group", Group), ("mode", Mode) }.Where(one => one.Item2 is not null).Select(one => $"{one.Item1} {one.Item2}"));
}
