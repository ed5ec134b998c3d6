using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>Where a resource lives cannot be told, since the output that says it is there and cannot be read.</summary>
internal sealed class UnreadableOutputException(string connector, Diagnostic diagnostic)
    : ConnectorException(ConnectorFailure.NotSent, connector, "AddrVirtToPhy", diagnostic.Message)
{
    /// <summary>What is wrong with the output file, or with what it refers to.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}
