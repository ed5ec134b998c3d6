using Autoschematic.Engine.Files;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Secrets;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Secrets;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>Seals a value into a file of the repository, or seals a file again for another path.</summary>
public sealed class SealWorkflow
{
    public async Task<SealResult> RunAsync(Workspace workspace, SealRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        if (FindFile(workspace, request.Path, request.CurrentDirectory, diagnostics) is not { } file)
        {
            return SealResult.Ended(null, diagnostics, RunOutcome.Usage);
        }

        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "seal", diagnostics);
        if (held is null)
        {
            return SealResult.Ended(file, diagnostics, RunOutcome.Refused);
        }

        return request.MoveFrom is { } old
            ? await MoveAsync(workspace, request, old, file, diagnostics, cancellationToken)
            : await SealAsync(workspace, request, file, diagnostics, cancellationToken);
    }

    private static async Task<SealResult> SealAsync(
        Workspace workspace, SealRequest request, RepoPath file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var exists = workspace.Files.Exists(file);
        if (exists && workspace.Secrets.Read(file, new DiagnosticBag()) is null)
        {
            diagnostics.Add(SealingDiagnostics.NotSealed(file));
            return SealResult.Ended(file, diagnostics, RunOutcome.Error);
        }

        // Everything that can be wrong is found before somebody types a secret.
        if (FindRecipients(workspace, request, diagnostics) is not { } recipients || !workspace.Files.ProveWritable(file, diagnostics))
        {
            return SealResult.Ended(file, diagnostics, RunOutcome.Error);
        }

        if (exists && !await request.ConfirmReplace(file, cancellationToken))
        {
            diagnostics.Add(SealingDiagnostics.NotReplaced(file));
            return SealResult.Ended(file, diagnostics, RunOutcome.Refused);
        }

        if (await ReadValueAsync(request, diagnostics, cancellationToken) is not { } value)
        {
            return SealResult.Ended(file, diagnostics, RunOutcome.Error);
        }

        if (SealedFiles.Seal(file, value.Span, recipients, diagnostics) is not { } content
            || !workspace.Files.WriteAtomic(file, content, diagnostics))
        {
            return SealResult.Ended(file, diagnostics, RunOutcome.Error);
        }

        var keys = recipients.Select(recipient => new SealedFor(recipient.ServerDomain, recipient.KeyId, recipient.Version));
        return new(file, null, exists, [.. keys], [.. diagnostics], RunOutcome.Done);
    }

    private static async Task<SealResult> MoveAsync(
        Workspace workspace,
        SealRequest request,
        string oldPath,
        RepoPath file,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        if (FindFile(workspace, oldPath, request.CurrentDirectory, diagnostics) is not { } old)
        {
            return SealResult.Ended(file, diagnostics, RunOutcome.Usage);
        }

        if (workspace.Files.KindOf(file) != FileKind.Missing)
        {
            diagnostics.Add(SealingDiagnostics.Exists(file));
            return SealResult.Ended(file, diagnostics, RunOutcome.Error);
        }

        var before = workspace.Files.TryRead(old, diagnostics);
        if (workspace.Secrets.Reseal(old, file, diagnostics) is not { } content
            || await workspace.Git.IndexEntriesAsync(diagnostics, cancellationToken) is not { } index)
        {
            return SealResult.Ended(file, diagnostics, RunOutcome.Error);
        }

        // What git does not have yet is not staged by being moved.
        var changes = new FileChanges();
        changes.Create(file, content, workspace.Files.ModeOf(old));
        changes.Delete(old, before);
        var isStaged = index.Any(entry => entry.Path == old);
        var end = await workspace.Transactions.RunAsync(
            "seal", RecoveryDirection.Forward, changes, isStaged, diagnostics, cancellationToken);
        if (end == TransactionEnd.Undone)
        {
            return SealResult.Ended(file, diagnostics, RunOutcome.Error);
        }

        var outcome = end == TransactionEnd.Done ? RunOutcome.Done : RunOutcome.Partly;

        foreach (var entry in ConfiguredSecrets.Of(workspace.Config).Where(entry => ConfiguredSecrets.FileOf(entry) == old))
        {
            diagnostics.Add(SealingDiagnostics.StillNamed(old, file, entry.Location));
        }

        var keys = workspace.Secrets.Read(file, diagnostics)?.Secrets ?? [];
        return new(
            file, old, false, [.. keys.Select(key => new SealedFor(key.ServerDomain, key.KeyId, key.Version))], [.. diagnostics], outcome);
    }

    private static RepoPath? FindFile(Workspace workspace, string path, string currentDirectory, DiagnosticBag diagnostics)
    {
        if (PathArguments.Resolve(workspace.Root, currentDirectory, path) is not { } file)
        {
            diagnostics.Add(WorkflowDiagnostics.OutsideRepository(path));
            return null;
        }

        if (workspace.Reserved.Check(file) is { } problem)
        {
            diagnostics.Add(SealingDiagnostics.Reserved(file, problem));
            return null;
        }

        return file;
    }

    private static IReadOnlyList<SealRecipient>? FindRecipients(Workspace workspace, SealRequest request, DiagnosticBag diagnostics)
    {
        // A server may be older than this program, so that version 2 is only for those who ask for it.
        var version = request.Version ?? (request.Domain is null ? SealVersion.Two : SealVersion.One);
        var domain = request.Domain ?? SealedSecret.LocalDomain;
        if (request.Domain is not null && version == SealVersion.Two)
        {
            diagnostics.Add(SealingDiagnostics.ReadableByServersOnly(domain, version));
        }

        if (request.PublicKey is { } text)
        {
            if (request.KeyIds.Count != 1)
            {
                diagnostics.Add(SealingDiagnostics.OneKeyId());
                return null;
            }

            if (SealingPublicKey.TryParse(text) is { } point)
            {
                return [new(version, domain, request.KeyIds[0], point)];
            }

            diagnostics.Add(SealingDiagnostics.BadPublicKey());
            return null;
        }

        var reported = diagnostics.Count;
        if (workspace.Secrets.FindKeystore(diagnostics) is not { } keystore)
        {
            if (diagnostics.Count == reported)
            {
                diagnostics.Add(request.Domain is null ? SealingDiagnostics.WhichKeystore() : SealingDiagnostics.ServerKeyUnknown(domain));
            }

            return null;
        }

        var ids = request.KeyIds.Count > 0 ? request.KeyIds
            : keystore.FindDefault(diagnostics) is { } id ? [id]
            : [];
        var recipients = new List<SealRecipient>();
        foreach (var keyId in ids.Distinct())
        {
            if (keystore.Load(keyId, diagnostics) is not { } key)
            {
                return null;
            }

            recipients.Add(new(version, domain, keyId, key.PublicKey));
        }

        return recipients.Count > 0 ? recipients : null;
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadValueAsync(
        SealRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? value;
        if (request.InputPath is { } path)
        {
            try
            {
                value = await File.ReadAllBytesAsync(Path.GetFullPath(path, request.CurrentDirectory), cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(SealingDiagnostics.InputUnreadable(path, exception.Message));
                return null;
            }
        }
        else
        {
            value = await request.ReadValue(cancellationToken);
        }

        if (value is not { Length: > 0 })
        {
            diagnostics.Add(SealingDiagnostics.NoValue());
            return null;
        }

        return value;
    }
}
