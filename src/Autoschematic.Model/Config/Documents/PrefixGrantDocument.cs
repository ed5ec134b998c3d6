using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`PrefixGrant(…)` as it is written.</summary>
[RonName("PrefixGrant")]
internal sealed record PrefixGrantDocument(RbacGrant Grant, IReadOnlyList<string>? Connectors = null);
