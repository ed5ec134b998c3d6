namespace Autoschematic.LanguageServer.Protocol;

/// <summary>`textDocument/publishDiagnostics`.</summary>
internal sealed record PublishDiagnosticsParams(string Uri, int? Version, IReadOnlyList<DocumentDiagnostic> Diagnostics);

/// <summary>Something that is wrong in a document.</summary>
/// <param name="Severity">1 error, 2 warning, 3 information, 4 hint.</param>
internal sealed record DocumentDiagnostic(Range Range, int Severity, string Code, string Source, string Message);
