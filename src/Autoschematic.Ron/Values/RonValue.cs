namespace Autoschematic.Ron.Values;

/// <summary>An untyped value; values are equal when they mean the same, whatever their notation.</summary>
public abstract record RonValue
{
    private RonValue()
    {
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Boolean(bool Value) : RonValue;

    /// <summary>A number.</summary>
    public sealed record Number(RonNumber Value) : RonValue;

    /// <summary>One Unicode scalar.</summary>
    public sealed record Character(System.Text.Rune Value) : RonValue;

    /// <summary>A text.</summary>
    public sealed record Text(string Value) : RonValue;

    /// <summary>A byte string.</summary>
    public sealed record Bytes(RonList<byte> Value) : RonValue;

    /// <summary><c>None</c>, or JSON's <c>null</c>.</summary>
    public sealed record None : RonValue;

    /// <summary><c>Some(value)</c>.</summary>
    public sealed record Some(RonValue Value) : RonValue;

    /// <summary><c>()</c>, or a name alone.</summary>
    public sealed record Unit(string? Name) : RonValue;

    /// <summary><c>[…]</c>.</summary>
    public sealed record List(RonList<RonValue> Items) : RonValue;

    /// <summary><c>(…)</c> without field names.</summary>
    public sealed record Tuple(string? Name, RonList<RonValue> Items) : RonValue;

    /// <summary><c>{…}</c> in source order, duplicates kept.</summary>
    public sealed record Map(RonList<KeyValuePair<RonValue, RonValue>> Entries) : RonValue;

    /// <summary><c>(name: value, …)</c> in source order.</summary>
    public sealed record Struct(string? Name, RonList<KeyValuePair<string, RonValue>> Fields) : RonValue;
}
