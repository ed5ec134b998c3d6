namespace Autoschematic.Sdk;

/// <summary>The remote truth at a physical address.</summary>
/// <param name="Body">The body, as it would stand in the file.</param>
public sealed record RemoteResource(ReadOnlyMemory<byte> Body)
{
    /// <summary>The virtual address preferred when the resource is imported for the first time.</summary>
    public string? VirtualAddress { get; init; }

    /// <summary>Outputs: what only the remote side can know, such as ids.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of outputs that are secrets.</summary>
    public IReadOnlyCollection<string> SensitiveOutputs { get; init; } = [];
}
