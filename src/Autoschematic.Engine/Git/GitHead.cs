namespace Autoschematic.Engine.Git;

/// <summary>What HEAD is.</summary>
/// <param name="Commit">The commit's id, or null when the branch has no commit yet.</param>
/// <param name="Branch">The branch's short name, or null when HEAD is detached.</param>
public sealed record GitHead(string? Commit, string? Branch);
