using System.Runtime.CompilerServices;

namespace Autoschematic.Ron.Binding;

/// <summary>Room on the stack for the elements of a collection, most of which are small.</summary>
[InlineArray(Length)]
internal struct FewItems<T>
{
    private const int Length = 8;

    private T first;

    /// <summary>A larger room with the same elements.</summary>
    public static Span<T> Grow(ReadOnlySpan<T> items)
    {
        var larger = new T[items.Length * 4];
        items.CopyTo(larger);
        return larger;
    }
}
