namespace Autoschematic.Ron.Syntax;

/// <summary>The grammar a text is read with.</summary>
public enum RonDialect
{
    /// <summary>Rusty Object Notation.</summary>
    Ron,

    /// <summary>JSON as in RFC 8259.</summary>
    Json,
}
