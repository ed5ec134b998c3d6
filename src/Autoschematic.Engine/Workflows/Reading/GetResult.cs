using Autoschematic.Engine.Sessions;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Reading;

/// <summary>A remote body as the connector gave it, but for known secrets; null when there is none or it could not be read.</summary>
/// <param name="SensitiveOutputs">Keys of outputs whose values are never shown.</param>
public sealed record GetResult(
    ResourceKey? Resource,
    string? Connector,
    string? Physical,
    ReadOnlyMemory<byte>? Body,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlySet<string> SensitiveOutputs,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome);
