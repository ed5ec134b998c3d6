using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>A valid `autoschematic.rbac.ron`.</summary>
public sealed record RbacConfig(IReadOnlyList<RbacRole> Roles)
{
    /// <summary>Name of the file at the repository root.</summary>
    public const string FileName = "autoschematic.rbac.ron";
}

/// <summary>A role: who has it and what it may do.</summary>
public sealed record RbacRole(
    string Name, IReadOnlyList<string> GithubUsers, IReadOnlyList<RbacPrefixGrant> Prefixes, SourceLocation Location);

/// <summary>What a role may do in a prefix; null connectors mean every connector.</summary>
public sealed record RbacPrefixGrant(
    string Prefix, RbacGrant Grant, IReadOnlyList<string>? Connectors, SourceLocation Location);
