using Autoschematic.Engine.Git;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Selections;

/// <summary>Finds the output files that went away together with the body of a selected deletion.</summary>
internal static class DeletedOutputFinder
{
    public static async Task<IReadOnlyList<DeletedOutput>> FindAsync(
        WorkingState state,
        IReadOnlyList<SelectedFile> files,
        GitContents contents,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var found = new List<DeletedOutput>();
        foreach (var deletions in files.Where(file => file.Change == ChangeKind.Deleted).GroupBy(file => file.Prefix))
        {
            var addresses = deletions.Select(file => file.Address).ToHashSet();
            foreach (var output in Gone(state, deletions.Key))
            {
                // A pointer lies at a physical address, which says nothing about the body it belongs to.
                if (addresses.Contains(output.Address)
                    || await TargetAsync(output.File, contents, diagnostics, cancellationToken) is { } target && addresses.Contains(target))
                {
                    found.Add(output.File);
                }
            }
        }

        return [.. found.OrderBy(output => output.File)];
    }

    private static IEnumerable<(Address Address, DeletedOutput File)> Gone(WorkingState state, Prefix prefix)
    {
        var staged = state.Staged.Values
            .Where(change => change is { Kind: GitChangeKind.Deleted, OldBlob: not null })
            .Select(change => new DeletedOutput(change.Path, change.OldBlob!));
        var unstaged = state.Unstaged.Values
            .Where(change => change is { Kind: GitChangeKind.Deleted, OldBlob: not null })
            .Select(change => new DeletedOutput(change.Path, change.OldBlob!));
        foreach (var output in staged.Concat(unstaged).OrderBy(output => output.File))
        {
            if (OutputPaths.AddressOf(prefix, output.File) is { } address)
            {
                yield return (address, output);
            }
        }
    }

    private static async Task<Address?> TargetAsync(
        DeletedOutput output, GitContents contents, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await contents.ReadAsync(output.Blob, output.File, diagnostics, cancellationToken) is { } bytes
            && Utf8.TryDecode(bytes) is { } text
            && OutputFile.Parse(new SourceText(text, output.File.Text), new DiagnosticBag()) is OutputFile.PointerToVirtual pointer
            ? pointer.Address
            : null;
}
