namespace Autoschematic.Model.References;

/// <summary>A body with its references replaced.</summary>
/// <param name="Bytes">The new bytes; the given bytes themselves when there was no reference.</param>
/// <param name="Used">References that were replaced, each once, with their values.</param>
/// <param name="Unresolved">References without a value, each once; they are left as they stand.</param>
/// <param name="Hint">Said when a `.ron` or `.json` body does not parse because of a bare reference.</param>
public sealed record ResolvedBody(
    ReadOnlyMemory<byte> Bytes,
    IReadOnlyDictionary<OutputReference, string> Used,
    IReadOnlyList<OutputReference> Unresolved,
    string? Hint)
{
    public bool IsComplete => Unresolved.Count == 0;
}
