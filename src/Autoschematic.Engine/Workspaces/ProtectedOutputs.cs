using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workspaces;

/// <summary>What became of outputs, sensitive ones among them, that are about to be stored.</summary>
public sealed class ProtectedOutputs
{
    /// <summary>What the output file may hold; null removes a key.</summary>
    public SortedDictionary<string, string?> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Sealed files that belong to it.</summary>
    public List<RepoPath> Files { get; } = [];

    /// <summary>Where values are that could not be sealed.</summary>
    public List<string> Kept { get; } = [];

    /// <summary>Whether every sensitive value is sealed or kept; a diagnostic says what was lost.</summary>
    public bool IsComplete { get; internal set; } = true;
}
