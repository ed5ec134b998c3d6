using System.Collections.Concurrent;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Agreements;

/// <summary>The bodies that repository and remote last agreed on: the base of a merge.</summary>
/// <remarks>
/// A cache below the common git folder, which linked working trees share: ids of blobs by file, and a ref that keeps
/// the blobs. Losing it loses no file; a merge then takes HEAD for the base and asks more. Safe to share between tasks.
/// </remarks>
public sealed class AgreedBodies(GitRepository git, RepositoryFiles files, TimeProvider clock)
{
    /// <summary>The ref that keeps the blobs.</summary>
    public const string Reference = "refs/autoschematic/agreed";

    private readonly ConcurrentDictionary<RepoPath, BlobIds?> changes = new();
    private readonly AgreedFile file = new(Path.Join(git.StateDirectory, "agreed"), clock);

    /// <summary>Notes that a file's body is what the remote has; stored by <see cref="SaveAsync"/>.</summary>
    public void Note(RepoPath path, ReadOnlyMemory<byte> body) => changes[path] = BlobIds.Of(body.Span);

    /// <summary>Notes a body that may be in no file.</summary>
    public async Task NoteAsync(RepoPath path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // Written as a side effect, so that saving finds it there.
        await git.WriteBlobAsync(body, [], cancellationToken);
        Note(path, body);
    }

    /// <summary>Notes that there is nothing to agree on any more.</summary>
    public void Forget(RepoPath path) => changes[path] = null;

    /// <summary>The body that was agreed on; null when there is no record, or its object is gone.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(RepoPath path, CancellationToken cancellationToken)
        => file.Current.TryGetValue(path, out var blob) ? await git.Objects.ReadAsync(blob, cancellationToken) : null;

    /// <summary>Stores what was noted; when that fails a warning says so and the older records stay.</summary>
    public async Task SaveAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (changes.IsEmpty)
        {
            return;
        }

        var noted = new Dictionary<RepoPath, string?>();
        var isLong = await git.Objects.UseSha256Async(cancellationToken);
        foreach (var (path, ids) in changes)
        {
            noted[path] = ids is null ? null : isLong ? ids.Sha256 : ids.Sha1;
        }

        changes.Clear();
        var problems = new DiagnosticBag();
        if (noted.Any(change => change.Value != file.Current.GetValueOrDefault(change.Key)))
        {
            await file.UpdateAsync(records => ApplyAsync(records, noted, problems, cancellationToken), problems, cancellationToken);
        }

        if (problems.FirstOrDefault() is { } problem)
        {
            diagnostics.Add(AgreementDiagnostics.NotSaved(problem));
        }
    }

    /// <summary>Brings noted ids into records; false when that fails.</summary>
    private async Task<bool> ApplyAsync(
        AgreedRecords records, Dictionary<RepoPath, string?> noted, DiagnosticBag problems, CancellationToken cancellationToken)
    {
        foreach (var (path, blob) in noted.OrderBy(change => change.Key))
        {
            records.Set(path, blob);
        }

        if (await git.Objects.ExistingAsync(records.Blobs.Distinct(), problems, cancellationToken) is not { } existing)
        {
            return false;
        }

        // What is no object yet is the content of its file, or nobody's: then it is not recorded.
        var missing = records.Entries
            .Where(entry => !existing.Contains(entry.Value) && noted.ContainsKey(entry.Key) && files.Exists(entry.Key))
            .ToList();
        var written = missing.Count == 0 ? [] : await git.Objects.WriteAsync(missing.Select(entry => entry.Key), problems, cancellationToken);
        var stored = new HashSet<string>(existing.Concat(written ?? []), StringComparer.Ordinal);
        records.Keep(stored.Contains);
        return await git.Objects.PinAsync(Reference, records.Blobs, problems, cancellationToken);
    }
}
