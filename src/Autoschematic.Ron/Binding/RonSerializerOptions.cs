using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Binding;

/// <summary>How values are read and written.</summary>
public sealed record RonSerializerOptions
{
    /// <summary>The options of typed documents.</summary>
    public static RonSerializerOptions Default { get; } = new();

    /// <summary>The extensions that are on without being enabled by the document.</summary>
    public RonExtensions Extensions { get; init; } = RonExtensions.Typed;

    /// <summary>Whether fields that the type does not have are passed over instead of refused.</summary>
    public bool AllowUnknownFields { get; init; }

    /// <summary>How many values may enclose one another.</summary>
    public int MaximumDepth { get; init; } = 128;
}
