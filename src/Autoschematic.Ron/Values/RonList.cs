using System.Collections;

namespace Autoschematic.Ron.Values;

/// <summary>An immutable list that is equal to another with equal elements.</summary>
/// <typeparam name="T">The elements.</typeparam>
public sealed class RonList<T> : IReadOnlyList<T>, IEquatable<RonList<T>>
{
    private readonly T[] items;

    /// <summary>Copies some elements.</summary>
    public RonList(IEnumerable<T> items) => this.items = [.. items];

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <inheritdoc/>
    public bool Equals(RonList<T>? other)
        => other is not null && items.AsSpan().SequenceEqual(other.items, EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RonList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
