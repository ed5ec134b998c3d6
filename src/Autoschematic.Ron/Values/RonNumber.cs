namespace Autoschematic.Ron.Values;

/// <summary>A number and its type: the one its suffix says, or the smallest that holds it.</summary>
/// <param name="Kind">The type.</param>
/// <param name="Bits">The value: sign-extended for integers, IEEE bits for floats (32 bits for <see cref="RonNumberKind.F32"/>).</param>
public readonly record struct RonNumber(RonNumberKind Kind, ulong Bits)
{
    /// <summary>Whether it is a floating-point number.</summary>
    public bool IsFloat => Kind >= RonNumberKind.F32;

    /// <summary>Whether it is a signed integer.</summary>
    public bool IsSigned => Kind is >= RonNumberKind.I8 and <= RonNumberKind.I64;

    /// <summary>The value as a double, rounded when it must be.</summary>
    public double ToDouble() => Kind switch
    {
        RonNumberKind.F32 => BitConverter.UInt32BitsToSingle((uint)Bits),
        RonNumberKind.F64 => BitConverter.UInt64BitsToDouble(Bits),
        _ => IsSigned ? (long)Bits : Bits,
    };
}
