namespace Autoschematic.Model.Addresses;

/// <summary>Paths that no resource may have: the fixed names, and files that the configuration itself uses.</summary>
public sealed class ReservedPaths(IReadOnlyDictionary<RepoPath, string> configured)
{
    /// <summary>Only the fixed names.</summary>
    public static ReservedPaths FixedOnly { get; } = new(new Dictionary<RepoPath, string>());

    /// <summary>Why nothing may be read or written at a path as a resource, or null when it is free; reads as the end of a sentence.</summary>
    public string? Check(RepoPath path) => throw new NotImplementedException(configured.Count.ToString());
}
