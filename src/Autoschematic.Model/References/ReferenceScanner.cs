using System.Text.RegularExpressions;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.References;

/// <summary>Finds references in bodies; text inside comments of RON and JSON is not looked at.</summary>
public static class ReferenceScanner
{
    /// <summary>All references of a body; <paramref name="path"/> names the file in messages.</summary>
    public static ReferenceScan Find(BodyFormat format, ReadOnlyMemory<byte> body, string? path = null)
        => Find(ReferenceSites.Read(format, body, path));

    /// <summary>All references of a document that is parsed already.</summary>
    public static ReferenceScan Find(SyntaxTree tree) => Find(ReferenceSites.Read(tree));

    private static ReferenceScan Find(ReferenceSites sites)
        => new(sites.Source, [.. sites.Sites.SelectMany(site => FindIn(sites.Source!, site))], sites.AsPlainText);

    private static IEnumerable<FoundReference> FindIn(SourceText source, ReferenceSite site)
    {
        var from = site.Span.Start;
        foreach (Match match in ReferencePattern.Expression().Matches(site.Value))
        {
            // Without escapes a reference stands in the source as it is; the whole literal is meant otherwise.
            var start = source.Text.IndexOf(match.Value, from, site.Span.End - from, StringComparison.Ordinal);
            var span = start < 0 ? site.Span : new TextSpan(start, match.Length);
            from = start < 0 ? from : span.End;
            yield return new(ReferencePattern.ReferenceOf(match), span);
        }
    }
}
