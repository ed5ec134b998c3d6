namespace Autoschematic.Model.Connectors;

/// <summary>Where the resource at a virtual address lives remotely; paths are unchecked text from the connector.</summary>
public abstract record PhysicalMapping
{
    private PhysicalMapping()
    {
    }

    /// <summary>Mapped to a physical address.</summary>
    public sealed record Present(string Path) : PhysicalMapping;

    /// <summary>This kind of address needs no mapping (`null` on the wire).</summary>
    public sealed record Unmapped(string Path) : PhysicalMapping;

    /// <summary>Not created yet.</summary>
    public sealed record NotPresent : PhysicalMapping;

    /// <summary>Needs outputs of other resources first.</summary>
    public sealed record Deferred(IReadOnlyList<OutputRead> Reads) : PhysicalMapping;
}
