using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Sealed outputs are bound to their path, so those of a resource that moves are sealed again for the new one.</summary>
internal sealed class SealedMove
{
    private SealedMove()
    {
    }

    /// <summary>What the output file says of them at the new address.</summary>
    public Dictionary<string, string?> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that were written.</summary>
    public List<RepoPath> Files { get; } = [];

    /// <summary>Writes them anew; null with a diagnostic when one cannot be opened or written.</summary>
    public static SealedMove? Begin(Workspace workspace, Prefix prefix, Address from, Address to, DiagnosticBag diagnostics)
    {
        var move = new SealedMove();
        foreach (var (key, value) in workspace.Outputs.Read(prefix, from, diagnostics)?.Values ?? OutputFile.Map.Empty.Values)
        {
            if (SealedOutputPaths.FileBehind(prefix, value) is { } oldSeal)
            {
                var newSeal = SealedOutputPaths.FileOf(prefix, to, key);
                if (workspace.Secrets.Reseal(oldSeal, newSeal, diagnostics) is not { } content
                    || !workspace.Files.WriteAtomic(newSeal, content, diagnostics))
                {
                    return null;
                }

                move.Values[key] = SealedOutputPaths.ReferenceTo(newSeal);
                move.Files.Add(newSeal);
            }
        }

        return move;
    }
}
