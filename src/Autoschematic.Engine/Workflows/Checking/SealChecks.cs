using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;

namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>Checks the sealed outputs of a prefix: an output names each file, and each file that one names is there.</summary>
internal sealed class SealChecks(Workspace workspace, IReadOnlySet<RepoPath> keptAway)
{
    public IEnumerable<FsckFinding> Check(Prefix prefix)
    {
        var named = ConfiguredSecrets.Of(workspace.Config).Select(ConfiguredSecrets.FileOf).OfType<RepoPath>().ToHashSet();
        var outputs = workspace.Outputs.List(prefix, []);
        foreach (var (address, file) in outputs)
        {
            foreach (var (key, value) in (file as OutputFile.Map ?? OutputFile.Map.Empty).Values)
            {
                if (SealedOutputPaths.FileBehind(prefix, value) is { } seal && named.Add(seal) && !Exists(seal))
                {
                    var output = OutputPaths.FileOf(prefix, address);
                    yield return new(FsckKind.MissingSeal, output, FsckDiagnostics.MissingSeal(output, new(prefix, address), key, seal));
                }
            }
        }

        var readable = outputs.Select(output => output.Address).ToHashSet();
        foreach (var file in workspace.Files.List(OutputPaths.FolderOf(prefix)).Where(file => !named.Contains(file)))
        {
            // An output file that cannot be read, or is not here, may name it.
            if (SealedOutputPaths.AddressOf(prefix, file) is { } address
                && (readable.Contains(address) || !Exists(OutputPaths.FileOf(prefix, address))))
            {
                var isGone = !readable.Contains(address) && !Exists(prefix.FileOf(address));
                yield return new(FsckKind.OrphanedSeal, file, FsckDiagnostics.OrphanedSeal(file, new(prefix, address), isGone));
            }
        }
    }

    private bool Exists(RepoPath file) => workspace.Files.KindOf(file) != FileKind.Missing || keptAway.Contains(file);
}
