namespace Autoschematic.Model.Connectors;

/// <summary>The remote truth at a physical address; <paramref name="VirtualAddress"/> is the connector's unchecked suggestion.</summary>
public sealed record RemoteResource(
    ReadOnlyMemory<byte> Body,
    string? VirtualAddress,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlySet<string> SensitiveOutputs);
