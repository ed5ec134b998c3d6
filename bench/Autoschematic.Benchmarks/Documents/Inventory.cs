using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Benchmarks.Documents;

/// <summary>The root of the generated documents: what a large repository's configuration would be if it stood in one file.</summary>
[GenerateShape]
public sealed partial record Inventory(string Name, uint Version, IReadOnlyList<Service> Services);

/// <summary>One element of the document: every kind of value that configurations have.</summary>
public sealed record Service(
    string Name,
    bool Enabled,
    Stage Stage,
    uint Replicas,
    double Weight,
    long Offset,
    ulong Memory,
    string? Description,
    uint? Limit,
    Source Source,
    IReadOnlyList<Port> Ports,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Env,
    IReadOnlyList<Rule> Rules,
    Probe Probe);

/// <summary>An enum of names alone.</summary>
public enum Stage
{
    /// <summary>Not for customers yet.</summary>
    Preview,

    /// <summary>For some customers.</summary>
    Beta,

    /// <summary>For everybody.</summary>
    Stable,
}

/// <summary>An enum whose variants hold values: one of each notation.</summary>
[DerivedTypeShape(typeof(Local), Name = "Local")]
[DerivedTypeShape(typeof(Image), Name = "Image")]
[DerivedTypeShape(typeof(Git), Name = "Git")]
public abstract record Source
{
    private Source()
    {
    }

    /// <summary>A name alone.</summary>
    public sealed record Local : Source;

    /// <summary>A value by position.</summary>
    [RonTuple]
    public sealed record Image(string Reference) : Source;

    /// <summary>Values by name.</summary>
    public sealed record Git(string Url, string Branch, uint Depth) : Source;
}

/// <summary>A struct of numbers.</summary>
public sealed record Port(ushort Number, ushort Target, bool Exposed);

/// <summary>A struct of texts and a list.</summary>
public sealed record Rule(string Name, string Action, string Cidr, IReadOnlyList<ushort> Ports);

/// <summary>A struct that holds a map.</summary>
public sealed record Probe(string Path, uint Seconds, IReadOnlyDictionary<string, string> Headers);
