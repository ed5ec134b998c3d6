using Autoschematic.Ron.Diagnostics;
using PolyType;

namespace Autoschematic.Ron.Binding;

/// <summary>A value together with the place it was read from; it is written as the value alone.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly record struct Located<T>
{
    /// <summary>A value that a program made.</summary>
    /// <param name="value">The value.</param>
    [ConstructorShape]
    public Located(T value)
        : this(value, null)
    {
    }

    /// <summary>A value that was read.</summary>
    /// <param name="value">The value.</param>
    /// <param name="location">Where it stands.</param>
    public Located(T value, SourceLocation? location)
    {
        Value = value;
        Location = location;
    }

    /// <summary>The value.</summary>
    public T Value { get; }

    /// <summary>Where it was read; null for a value that a program made.</summary>
    [PropertyShape(Ignore = true)]
    public SourceLocation? Location { get; }
}
