namespace Autoschematic.Model.References;

/// <summary>Finds references in bodies; text inside comments of RON and JSON is not looked at.</summary>
public static class ReferenceScanner
{
    /// <summary>All references of a body; <paramref name="path"/> names the file in messages.</summary>
    public static ReferenceScan Find(BodyFormat format, ReadOnlyMemory<byte> body, string? path = null)
        => throw new NotImplementedException();
}
