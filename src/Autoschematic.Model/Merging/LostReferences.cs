using Autoschematic.Model.References;

namespace Autoschematic.Model.Merging;

/// <summary>Finds the references that one body has and another does not.</summary>
internal static class LostReferences
{
    public static IReadOnlyList<ReplacedReference> Between(BodyFormat format, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var left = ReferenceScanner.Find(format, after).References.Select(found => found.Reference).ToHashSet();
        var scan = ReferenceScanner.Find(format, before);
        var tree = scan.AsPlainText ? null : BodyTrees.Parse(format, before.Span);
        return
        [
            .. scan.References
                .Where(found => !left.Contains(found.Reference))
                .Select(found => new ReplacedReference(
                    tree?.PathAt(found.Span.Start).ToString()
                        ?? FormattableString.Invariant($"line {scan.Source!.GetPosition(found.Span.Start).Line}"),
                    found.Reference))
                .Distinct(),
        ];
    }
}
