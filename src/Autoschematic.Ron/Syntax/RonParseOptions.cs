namespace Autoschematic.Ron.Syntax;

/// <summary>How a text is parsed.</summary>
public sealed record RonParseOptions
{
    /// <summary>RON with the default limits.</summary>
    public static RonParseOptions Ron { get; } = new();

    /// <summary>Strict JSON.</summary>
    public static RonParseOptions Json { get; } = new() { Dialect = RonDialect.Json };

    /// <summary>JSON with comments and trailing commas.</summary>
    public static RonParseOptions JsonWithComments { get; } = new() { Dialect = RonDialect.Json, AllowComments = true, AllowTrailingCommas = true };

    /// <summary>The grammar.</summary>
    public RonDialect Dialect { get; init; }

    /// <summary>Whether JSON may contain comments; RON always may.</summary>
    public bool AllowComments { get; init; }

    /// <summary>Whether JSON may have a comma behind the last element; RON always may.</summary>
    public bool AllowTrailingCommas { get; init; }

    /// <summary>How many values may enclose one another.</summary>
    public int MaximumDepth { get; init; } = 128;
}
