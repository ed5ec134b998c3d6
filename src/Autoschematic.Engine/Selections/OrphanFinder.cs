using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;

namespace Autoschematic.Engine.Selections;

/// <summary>Finds addresses that have outputs but no body.</summary>
internal static class OrphanFinder
{
    public static IEnumerable<OrphanedOutput> Find(Workspace workspace, SelectionScope scope, WorkingState state)
    {
        foreach (var prefix in scope.Prefixes)
        {
            foreach (var output in workspace.Files.List(OutputPaths.FolderOf(prefix.Prefix)))
            {
                if (OutputPaths.AddressOf(prefix.Prefix, output) is { } address
                    && prefix.Prefix.FileOf(address) is var body
                    && !state.IsAsStaged(body)
                    && scope.LocateAnywhere(body) is not null
                    && IsOrphan(workspace, state, body, output))
                {
                    yield return new(prefix.Prefix, address, output);
                }
            }
        }
    }

    // Whatever is at the body's place, ignored by git or left out by sparse checkout, it is not gone.
    private static bool IsOrphan(Workspace workspace, WorkingState state, RepoPath body, RepoPath output)
        => !state.Missing.Contains(body)
            && workspace.Files.KindOf(body) == Files.FileKind.Missing
            && workspace.Files.Read(output) is Files.FileRead.Found found
            && Utf8.TryDecode(found.Bytes) is { } text
            && OutputFile.Parse(new(text, output.Text), []) is OutputFile.Map;
}
