namespace Autoschematic.Ron.Binding;

/// <summary>Reads and writes the values of one type; derive from <see cref="RonConverter{T}"/>.</summary>
public abstract class RonConverter
{
    private protected RonConverter()
    {
    }

    /// <summary>The type that is converted.</summary>
    public abstract Type Type { get; }
}
