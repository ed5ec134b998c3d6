using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.References;

/// <summary>Replaces references in bodies.</summary>
public static class ReferenceTemplate
{
    /// <summary>Puts values in; <paramref name="lookup"/> answers null for what has no value yet.</summary>
    public static ResolvedBody Resolve(
        BodyFormat format, ReadOnlyMemory<byte> body, Func<OutputReference, string?> lookup)
        => throw new NotImplementedException();

    /// <summary>The body with every reference to one address naming another, or null when it holds none.</summary>
    public static ReadOnlyMemory<byte>? Rewrite(BodyFormat format, ReadOnlyMemory<byte> body, Address from, Address to)
        => throw new NotImplementedException();
}
