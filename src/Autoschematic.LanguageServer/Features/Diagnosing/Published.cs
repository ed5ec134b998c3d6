using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Ron.Diagnostics;
using Range = Autoschematic.LanguageServer.Protocol.Range;

namespace Autoschematic.LanguageServer.Features.Diagnosing;

/// <summary>Puts diagnostics into the form that editors show.</summary>
internal static class Published
{
    public static PublishDiagnosticsParams Of(Document document, IEnumerable<Diagnostic> found)
        => new(document.Uri.Text, document.Version, [.. found.Select(diagnostic => Convert(document, diagnostic)).Distinct()]);

    /// <summary>Takes everything back that was said of a document.</summary>
    public static PublishDiagnosticsParams Nothing(Document document) => new(document.Uri.Text, null, []);

    private static DocumentDiagnostic Convert(Document document, Diagnostic diagnostic)
    {
        var location = diagnostic.Location;
        var isHere = location is { Span: not null } && location.Source == document.Text;
        var elsewhere = !isHere && location is { Span: not null } ? $" (in {location})" : "";
        return new(
            isHere ? document.Text.RangeOf(location!.Span!.Value) : default(Range),
            (int)diagnostic.Severity,
            diagnostic.Code,
            "autoschematic",
            diagnostic.Hint is { } hint ? $"{diagnostic.Message}{elsewhere}\nhint: {hint}" : $"{diagnostic.Message}{elsewhere}");
    }
}
