namespace Autoschematic.Model.Addresses;

/// <summary>A resource's address inside its prefix: normal, unreserved components joined by `/`.</summary>
public sealed record Address : IComparable<Address>
{
    private Address(RepoPath path) => Path = path;

    /// <summary>The address as a path relative to the prefix.</summary>
    public RepoPath Path { get; }

    public string Text => Path.Text;

    /// <summary>Takes an address as it is, or says in <paramref name="problem"/> why it cannot be one (the end of a sentence about it).</summary>
    public static Address? TryParse(string text, out string? problem)
    {
        var path = RepoPath.TryParse(text, out problem);
        problem ??= ReservedNames.Problem(text);
        return problem is null ? new(path!) : null;
    }

    /// <summary>Takes an address that a connector returned: a leading `/`, `./` and empty components are removed first.</summary>
    public static Address? TryParseForeign(string text, out string? problem)
        => TryParse(string.Join('/', text.Split('/').Where(component => component is not ("" or "."))), out problem);

    /// <summary>Like <see cref="TryParse"/>, for addresses that are known to be good.</summary>
    public static Address Parse(string text)
        => TryParse(text, out var problem) ?? throw new FormatException($"`{text}` {problem}");

    public int CompareTo(Address? other) => string.CompareOrdinal(Text, other?.Text);

    public override string ToString() => Text;
}
