using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>A role: who has it and what it may do.</summary>
public sealed record RbacRole(
    string Name, IReadOnlyList<string> GithubUsers, IReadOnlyList<RbacPrefixGrant> Prefixes, SourceLocation Location);
