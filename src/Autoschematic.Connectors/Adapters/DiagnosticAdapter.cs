using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;
using Proto = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Adapters;

/// <summary>Diag.</summary>
internal static class DiagnosticAdapter
{
    public static IReadOnlyList<ConnectorDiagnostic> FromWire(Proto.DiagResponse response)
        => [.. response.Diagnostics.Select(static found => new ConnectorDiagnostic(
            SeverityOf(found.Severity), Wire.Position(found.Span?.Start), Wire.Position(found.Span?.End), found.Message))];

    /// <summary>1 error … 4 hint; anything else is taken for an error rather than lost.</summary>
    public static DiagnosticSeverity SeverityOf(uint severity) => severity switch
    {
        2 => DiagnosticSeverity.Warning,
        3 => DiagnosticSeverity.Information,
        4 => DiagnosticSeverity.Hint,
        _ => DiagnosticSeverity.Error,
    };
}
