using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Connectors;

/// <summary>A connector's finding inside a body; positions count from 1.</summary>
public sealed record ConnectorDiagnostic(
    DiagnosticSeverity Severity,
    TextPosition Start,
    TextPosition End,
    string Message);
