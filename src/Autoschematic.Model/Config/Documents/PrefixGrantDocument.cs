using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`PrefixGrant(…)` as it is written.</summary>
[RonName("PrefixGrant")]
[Doc("What a role may do with a prefix.")]
internal sealed record PrefixGrantDocument(
    [Doc("How much the role may do.")] RbacGrant Grant,
    [Doc(
        "The connectors it may do it with, by their shortnames. `None` means every connector of the prefix; write it out, since older servers "
            + "grant nothing when the field is left out.",
        Text = DocumentText.Connector)]
    IReadOnlyList<string>? Connectors = null);
