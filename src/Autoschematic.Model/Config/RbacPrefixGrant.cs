using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>What a role may do in a prefix; null connectors mean every connector.</summary>
public sealed record RbacPrefixGrant(
    string Prefix, RbacGrant Grant, IReadOnlyList<string>? Connectors, SourceLocation Location);
