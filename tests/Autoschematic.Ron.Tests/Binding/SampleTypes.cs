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
