using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`.autoschematic/drift-ignore.ron` as it is written.</summary>
[RonName("DriftIgnore")]
[Doc("Differences between repository and remote that `drift` is told not to report.")]
[GenerateShape]
internal sealed partial record DriftIgnoreDocument(
    [Doc("The rules. A difference is hidden when any of them is for it.")]
    IReadOnlyList<IgnoreDocument> Rules);

/// <summary>`Ignore(…)` as it is written.</summary>
[RonName("Ignore")]
[Doc("A difference that is not reported.")]
internal sealed record IgnoreDocument
{
    [Doc("The resources it is for: a pattern over addresses, such as `dashboards/*.json` or `vpcs/**`, relative to the prefix.", Text = DocumentText.Address)]
    public required string Addr { get; init; }

    [Doc("The field it is for, with all below it, as `drift` shows it: `tags.owner` or `panels[*].version`. Without it every difference of the resource is hidden.")]
    public string? Field { get; init; }

    [Doc("Why the difference does not matter; people read it.")]
    public required string Reason { get; init; }

    [Doc("The last day it holds, in UTC, such as `2027-01-31`. Without it the rule holds for ever.")]
    public string? Until { get; init; }
}
