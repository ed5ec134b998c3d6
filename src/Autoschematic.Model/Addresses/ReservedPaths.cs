namespace Autoschematic.Model.Addresses;

/// <summary>Paths that no resource may have: the fixed names, and files that the configuration itself uses.</summary>
public sealed class ReservedPaths
{
    private readonly Dictionary<string, string> configured = new(StringComparer.Ordinal);

    /// <summary>Adds paths with what they are, such as `an env file`; everything below them is reserved too.</summary>
    public ReservedPaths(IEnumerable<KeyValuePair<RepoPath, string>> paths)
    {
        foreach (var (path, role) in paths)
        {
            configured.TryAdd(path.Folded, role);
        }
    }

    /// <summary>Only the fixed names.</summary>
    public static ReservedPaths FixedOnly { get; } = new([]);

    /// <summary>Why nothing may be read or written at a path as a resource, or null when it is free; reads as the end of a sentence about it.</summary>
    public string? Check(RepoPath path)
    {
        if (ReservedNames.Problem(path.Text) is { } problem)
        {
            return problem;
        }

        if (configured.Count == 0)
        {
            return null;
        }

        var folded = path.Folded;
        var byText = configured.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var end = folded.Length; end > 0; end = folded.LastIndexOf('/', end - 1))
        {
            if (byText.TryGetValue(folded.AsSpan(0, end), out var role))
            {
                return end == folded.Length ? $"is {role} of the configuration" : $"lies inside {role} of the configuration";
            }
        }

        return null;
    }
}
