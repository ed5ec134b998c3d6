using System.Globalization;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Syntax;

/// <summary>One step of a path.</summary>
public abstract record RonPathSegment
{
    private RonPathSegment()
    {
    }

    /// <summary>Into a struct field, or a JSON member, whose name is a plain identifier.</summary>
    /// <param name="Name">The field's name.</param>
    public sealed record Field(string Name) : RonPathSegment
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }

    /// <summary>Into an element of a list or tuple.</summary>
    /// <param name="Position">Zero-based position.</param>
    public sealed record Element(int Position) : RonPathSegment
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Position}]");
    }

    /// <summary>Into the map entry with a string key, or the field with any name.</summary>
    /// <param name="Text">The decoded key.</param>
    public sealed record Key(string Text) : RonPathSegment
    {
        /// <inheritdoc/>
        public override string ToString() => $"[{StringEncoder.Quote(Text)}]";
    }

    /// <summary>Into the map entry whose key is not a string.</summary>
    /// <param name="Source">The key as it is written.</param>
    public sealed record KeySource(string Source) : RonPathSegment
    {
        /// <inheritdoc/>
        public override string ToString() => $"[{Source}]";
    }
}
