namespace Autoschematic.Sdk;

/// <summary>Where the resource at a virtual address lives remotely.</summary>
public abstract record PhysicalMapping
{
    private PhysicalMapping()
    {
    }

    /// <summary>It exists at a physical address.</summary>
    /// <param name="Path">The physical address.</param>
    public sealed record Present(string Path) : PhysicalMapping;

    /// <summary>This kind of address needs no mapping.</summary>
    /// <param name="Path">The same address.</param>
    public sealed record Unmapped(string Path) : PhysicalMapping;

    /// <summary>It was not created yet.</summary>
    public sealed record NotPresent : PhysicalMapping;

    /// <summary>Outputs of other resources are needed first.</summary>
    /// <param name="Reads">The outputs that are missing.</param>
    public sealed record Deferred(IReadOnlyList<OutputRead> Reads) : PhysicalMapping;
}
