namespace Autoschematic.Model.Addresses;

/// <summary>A component-wise pattern over addresses; what it matches includes everything below.</summary>
public sealed class Glob
{
    private readonly string[] components;

    private Glob(string text, string[] components)
    {
        Text = text;
        this.components = components;
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    /// <summary>Takes a pattern, or says in <paramref name="problem"/> why it cannot match anything.</summary>
    public static Glob? TryParse(string text, out string? problem) => throw new NotImplementedException();

    /// <summary>Whether the path or a folder above it matches the pattern.</summary>
    public bool Matches(string path) => throw new NotImplementedException(components.Length.ToString());

    /// <inheritdoc cref="Matches(string)"/>
    public bool Matches(Address address) => Matches(address.Text);

    /// <summary>Whether something in or below <paramref name="folder"/> (`./` means everything) could match.</summary>
    public bool Overlaps(string folder) => throw new NotImplementedException();

    public override string ToString() => Text;
}
