using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Sdk.Resources;

/// <summary>Findings about bodies as hosts take them.</summary>
internal static class BodyDiagnostics
{
    private const string ReferenceScheme = "out://";

    public static BodyDiagnostic Of(BodySource source, Diagnostic diagnostic)
        => new(
            diagnostic.Severity,
            source.SpanOf(diagnostic.Location?.Span ?? new TextSpan(0, 0)),
            diagnostic.Hint is { } hint ? $"{diagnostic.Message} ({hint})" : diagnostic.Message);

    public static BodyDiagnostic Of(BodySource source, BodyProblem problem)
        => new(problem.Severity, problem.Span ?? source.SpanOf(problem.Path), problem.Message);

    /// <summary>Whether a string stands where something else is wanted, and the string holds a reference: what it stands for may be right.</summary>
    public static bool IsAtReference(BodySource source, Diagnostic diagnostic)
        => diagnostic.Location?.Span is { } span
            && source.Tree.NodeAt(span.Start) is { Kind: SyntaxKind.String or SyntaxKind.RawString } node
            && node.Span.Start == span.Start
            && node.Source.Contains(ReferenceScheme, StringComparison.Ordinal);

    /// <summary>The error for a body that something is wrong with.</summary>
    public static ConnectorServiceException Error(string address, BodyDiagnostic problem)
        => new(ConnectorErrorCode.InvalidBody, $"{address}:{problem.Span.Start}: {problem.Message}") { Span = problem.Span };
}
