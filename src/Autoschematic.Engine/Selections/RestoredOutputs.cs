using Autoschematic.Engine.Git;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>Output files that are back on disk for a while; disposing removes those that nobody changed.</summary>
/// <remarks>It is a transaction that is undone in the end; when the command is killed, the next one undoes it.</remarks>
public sealed class RestoredOutputs : IDisposable
{
    /// <summary>What it is done for, as others see it should it be interrupted.</summary>
    public const string Purpose = "plan";

    private FileTransaction? transaction;

    private RestoredOutputs(FileTransaction? transaction) => this.transaction = transaction;

    public IReadOnlyList<RepoPath> Files => [.. transaction?.Files.Select(file => file.Path) ?? []];

    internal static async Task<RestoredOutputs?> RestoreAsync(
        Workspace workspace,
        GitContents contents,
        IReadOnlyList<DeletedOutput> outputs,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var changes = new FileChanges();
        foreach (var output in outputs)
        {
            if (await contents.ReadAsync(output.Blob, output.File, diagnostics, cancellationToken) is not { } content)
            {
                return null;
            }

            if (!workspace.Files.Exists(output.File))
            {
                changes.Write(output.File, content);
            }
        }

        if (changes.Paths.Count == 0)
        {
            return new(null);
        }

        if (await workspace.Transactions.BeginAsync(
            Purpose, RecoveryDirection.Back, changes, stage: false, diagnostics, cancellationToken) is not { } transaction)
        {
            return null;
        }

        if (transaction.ChangeFiles(diagnostics))
        {
            return new(transaction);
        }

        transaction.TakeBack();
        return null;
    }

    public void Dispose()
    {
        transaction?.TakeBack();
        transaction = null;
    }
}
