namespace Autoschematic.Ron.Values;

/// <summary>The type of a number.</summary>
public enum RonNumberKind
{
    /// <summary>Unsigned, 8 bits.</summary>
    U8,

    /// <summary>Unsigned, 16 bits.</summary>
    U16,

    /// <summary>Unsigned, 32 bits.</summary>
    U32,

    /// <summary>Unsigned, 64 bits.</summary>
    U64,

    /// <summary>Signed, 8 bits.</summary>
    I8,

    /// <summary>Signed, 16 bits.</summary>
    I16,

    /// <summary>Signed, 32 bits.</summary>
    I32,

    /// <summary>Signed, 64 bits.</summary>
    I64,

    /// <summary>Floating point, 32 bits.</summary>
    F32,

    /// <summary>Floating point, 64 bits.</summary>
    F64,
}
