namespace Autoschematic.Model.Addresses;

/// <summary>A file or folder of the repository: normal components joined by `/`, relative to the root.</summary>
public sealed record RepoPath : IComparable<RepoPath>
{
    private RepoPath(string text) => Text = text;

    /// <summary>The path with `/` between components, without one at either end.</summary>
    public string Text { get; }

    /// <summary>The last component.</summary>
    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>The folder it is in, or null at the root.</summary>
    public RepoPath? Parent => Text.LastIndexOf('/') is >= 0 and var index ? new(Text[..index]) : null;

    /// <summary>Takes a path with normal components only; null when it is empty, absolute or leaves the root.</summary>
    public static RepoPath? TryParse(string text)
        => text.Length > 0 && text.Split('/').All(AddressRules.IsNormalComponent) ? new(text) : null;

    /// <summary>Like <see cref="TryParse"/>, for paths that are known to be good.</summary>
    public static RepoPath Parse(string text)
        => TryParse(text) ?? throw new FormatException($"`{text}` is not a path inside the repository");

    /// <summary>Appends a path.</summary>
    public RepoPath Append(RepoPath rest) => new($"{Text}/{rest.Text}");

    /// <summary>Whether this is <paramref name="folder"/> or lies below it, compared by component.</summary>
    public bool IsWithin(RepoPath folder)
        => Text.StartsWith(folder.Text, StringComparison.Ordinal)
            && (Text.Length == folder.Text.Length || Text[folder.Text.Length] == '/');

    public int CompareTo(RepoPath? other) => string.CompareOrdinal(Text, other?.Text);

    public override string ToString() => Text;
}
