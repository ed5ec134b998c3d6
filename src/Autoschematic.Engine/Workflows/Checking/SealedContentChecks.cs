using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>Checks that sealed files are whole: each can be read, and opens when its key is here.</summary>
internal sealed class SealedContentChecks(Workspace workspace)
{
    public IEnumerable<FsckFinding> Check(IEnumerable<Prefix> prefixes)
        => prefixes.SelectMany(prefix => workspace.Files.List(OutputPaths.FolderOf(prefix)).Where(SealedOutputPaths.IsSealedFile))
            .Concat(ConfiguredSecrets.Of(workspace.Config).Select(ConfiguredSecrets.FileOf).OfType<RepoPath>().Where(workspace.Files.Exists))
            .Distinct()
            .SelectMany(Check);

    private IEnumerable<FsckFinding> Check(RepoPath file)
    {
        var problems = new DiagnosticBag();
        if (workspace.Secrets.Read(file, problems) is { } content && workspace.Secrets.HasKeyFor(content))
        {
            workspace.Secrets.Open(file, problems);
        }

        return problems.Select(problem => new FsckFinding(FsckKind.Damaged, file, problem));
    }
}
