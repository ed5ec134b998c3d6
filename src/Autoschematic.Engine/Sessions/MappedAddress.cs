using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Sessions;

/// <summary>Where the resource at a virtual address lives remotely, checked.</summary>
public abstract record MappedAddress
{
    private MappedAddress()
    {
    }

    /// <summary>It has this physical address, whether or not something exists there.</summary>
    /// <param name="IsMapped">False when this kind of address needs no mapping.</param>
    public sealed record At(Address Physical, bool IsMapped) : MappedAddress;

    /// <summary>It was not created yet.</summary>
    public sealed record NotCreated : MappedAddress;

    /// <summary>Outputs of others are needed first.</summary>
    public sealed record Waiting(IReadOnlyList<OutputReference> Reads) : MappedAddress;
}
