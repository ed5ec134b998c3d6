using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`.autoschematic/drift-ignore.ron` as it is written.</summary>
[RonName("DriftIgnore")]
[GenerateShape]
internal sealed partial record DriftIgnoreDocument(IReadOnlyList<IgnoreDocument> Rules);

/// <summary>`Ignore(…)` as it is written.</summary>
[RonName("Ignore")]
internal sealed record IgnoreDocument
{
    public required string Addr { get; init; }

    public string? Field { get; init; }

    public required string Reason { get; init; }

    public string? Until { get; init; }
}
