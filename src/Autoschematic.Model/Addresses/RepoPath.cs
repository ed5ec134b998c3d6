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

    /// <summary>A text that is the same for paths which a disk that ignores case and normalisation takes for one.</summary>
    public string Folded => UnicodeFolding.Fold(Text);

    /// <summary>Takes a path with normal components only; null when it is empty, absolute or leaves the root.</summary>
    public static RepoPath? TryParse(string text) => TryParse(text, out _);

    /// <summary>Takes a path with normal components only, or says in <paramref name="problem"/> why not (the end of a sentence about it).</summary>
    public static RepoPath? TryParse(string text, out string? problem)
    {
        problem = AddressRules.PathProblem(text);
        return problem is null ? new(text) : null;
    }

    /// <summary>Takes a path that people write: `./`, doubled slashes and `..` inside the repository are resolved first.</summary>
    public static RepoPath? TryParseRelative(string text, out string? problem)
    {
        var components = new List<string>();
        foreach (var component in text.StartsWith('/') ? [""] : text.Split('/'))
        {
            if (component == ".." && components.Count > 0 && components[^1] != "..")
            {
                components.RemoveAt(components.Count - 1);
            }
            else if (component is not ("" or "."))
            {
                components.Add(component);
            }
        }

        problem = text.StartsWith('/') ? "is an absolute path"
            : components is ["..", ..] ? "leaves the repository"
            : null;
        return problem is null ? TryParse(string.Join('/', components), out problem) : null;
    }

    /// <summary>Like <see cref="TryParse(string)"/>, for paths that are known to be good.</summary>
    public static RepoPath Parse(string text)
        => TryParse(text, out var problem) ?? throw new FormatException($"`{text}` {problem}");

    /// <summary>Appends a path.</summary>
    public RepoPath Append(RepoPath rest) => new($"{Text}/{rest.Text}");

    /// <summary>Whether this is <paramref name="folder"/> or lies below it, compared by component.</summary>
    public bool IsWithin(RepoPath folder) => IsWithin(Text, folder.Text);

    /// <summary>Like <see cref="IsWithin(RepoPath)"/> on a disk that ignores case and normalisation.</summary>
    public bool IsWithinFolded(RepoPath folder) => IsWithin(Folded, folder.Folded);

    public int CompareTo(RepoPath? other) => string.CompareOrdinal(Text, other?.Text);

    public override string ToString() => Text;

    private static bool IsWithin(string text, string folder)
        => text.StartsWith(folder, StringComparison.Ordinal)
            && (text.Length == folder.Length || text[folder.Length] == '/');
}
