using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Ron.Tests.Binding;

[GenerateShape]
internal sealed partial record Sample(
    Located<string> Title,
    IReadOnlyList<KeyValuePair<string, int>> Pairs,
    Shape Shape,
    (int X, double Y) Point,
    UserId User,
    byte[]? Data = null,
    int? Count = null,
    [property: RonOmit] string? Note = null);

[RonTuple]
internal sealed record UserId(ulong Value);

[DerivedTypeShape(typeof(Shape.Empty), Name = "Empty")]
[DerivedTypeShape(typeof(Shape.Circle), Name = "Circle")]
[DerivedTypeShape(typeof(Shape.Line), Name = "Line")]
[DerivedTypeShape(typeof(Shape.Boxed), Name = "Boxed")]
internal abstract record Shape
{
    internal sealed record Empty : Shape;

    internal sealed record Circle(float Radius, char Mark = 'o') : Shape;

    [RonTuple]
    internal sealed record Line(int From, int To) : Shape;

    [RonTuple]
    internal sealed record Boxed(Inner Content) : Shape;
}

internal sealed record Inner(bool Flag, IReadOnlyList<Inner> Children);

[GenerateShape]
internal sealed partial record Everything(
    string Name,
    bool Flag,
    sbyte Small,
    byte Byte,
    int Number,
    ulong Large,
    float Single,
    double Real,
    Level Level,
    Shape Shape,
    IReadOnlyList<Inner> Inners,
    IReadOnlyList<string> Texts,
    IReadOnlyDictionary<string, int> Map,
    IReadOnlyList<KeyValuePair<Level, string>> Pairs,
    (int X, double Y) Point,
    UserId User,
    Located<string> Place,
    uint? Count = null,
    string? Note = null,
    Inner? Inner = null,
    IReadOnlySet<int>? Numbers = null,
    char Letter = 'a')
{
    public int Late { get; set; } = 5;
}

internal enum Level
{
    Low,
    High,
    R,
}
