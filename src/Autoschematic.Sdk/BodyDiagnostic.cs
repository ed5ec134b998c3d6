using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Sdk;

/// <summary>A finding inside a body.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Span">Where it is.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record BodyDiagnostic(DiagnosticSeverity Severity, BodySpan Span, string Message);
