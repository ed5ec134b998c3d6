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

    // Git is slow to write objects one by one, and slow to find them among very many packs.
    private const int MostSingleObjects = 32;
    private const int MostBytesAtOnce = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<RepoPath, Change> changes = new();
    private readonly AgreedFile file = new(Path.Join(git.StateDirectory, "agreed"), clock);

    /// <summary>Notes that a file's body is what the remote has; stored by <see cref="SaveAsync"/>.</summary>
    public void Note(RepoPath path, ReadOnlyMemory<byte> body)
        => changes[path] = new(BlobIds.Of(body.Span), ForgetsEarlier: false, IsObject: false);

    /// <summary>Notes a body that may be in no file.</summary>
    /// <param name="forgetEarlier">Whether what was agreed on before counts no more: a file that is like that differs on purpose.</param>
    public async Task NoteAsync(
        RepoPath path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken, bool forgetEarlier = false)
    {
        // Written as a side effect, so that saving finds it there.
        await git.WriteBlobAsync(body, [], cancellationToken);
        changes[path] = new(BlobIds.Of(body.Span), forgetEarlier, IsObject: true);
    }

    /// <summary>Notes that there is nothing to agree on any more.</summary>
    public void Forget(RepoPath path) => changes[path] = new(null, ForgetsEarlier: true, IsObject: false);

    /// <summary>Takes what was agreed on along with files that were renamed, and stores it.</summary>
    public async Task MoveAsync(IEnumerable<(RepoPath From, RepoPath To)> moves, DiagnosticBag diagnostics)
    {
        foreach (var (from, to) in moves)
        {
            if (await ReadAsync(from, CancellationToken.None) is { } agreed)
            {
                await NoteAsync(to, agreed, CancellationToken.None);
                Forget(from);
            }
        }

        await SaveAsync(diagnostics, CancellationToken.None);
    }

    /// <summary>The body that was agreed on last; null when there is no record, or its object is gone.</summary>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(RepoPath path, CancellationToken cancellationToken)
        => ReadAsync(path, back: 0, cancellationToken);

    /// <summary>The body that was agreed on some times before the last one.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(RepoPath path, int back, CancellationToken cancellationToken)
        => file.Current.HistoryOf(path) is var history && history.Count > back
            ? await git.Objects.ReadAsync(history[back], cancellationToken)
            : null;

    /// <summary>How many times ago a body was agreed on, 0 for the last time; null when it never was, as far as is known.</summary>
    /// <remarks>Linked working trees and branches share the records, so a file may well be like an earlier one.</remarks>
    public int? FindEarlier(RepoPath path, ReadOnlyMemory<byte> body)
    {
        var history = file.Current.HistoryOf(path);
        if (history.Count == 0)
        {
            return null;
        }

        var ids = BlobIds.Of(body.Span);
        var found = history.Index().FirstOrDefault(entry => entry.Item == ids.Sha1 || entry.Item == ids.Sha256);
        return found.Item is null ? null : found.Index;
    }

    /// <summary>Whether anything was agreed on.</summary>
    public bool Has(RepoPath path) => file.Current.HistoryOf(path).Count > 0;

    /// <summary>Stores what was noted; when that fails a warning says so and the older records stay.</summary>
    public async Task SaveAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (changes.IsEmpty)
        {
            return;
        }

        var noted = new Dictionary<RepoPath, NotedBlob>();
        foreach (var taken in changes)
        {
            var (path, change) = taken;
            noted[path] = new(git.UsesSha256 ? change.Ids?.Sha256 : change.Ids?.Sha1, change.ForgetsEarlier, change.IsObject);

            // What others note meanwhile is saved the next time.
            changes.TryRemove(taken);
        }

        var problems = new DiagnosticBag();
        var current = file.Current;
        if (noted.Any(change => change.Value.Blob != current.GetValueOrDefault(change.Key)
            || (change.Value.ForgetsEarlier && current.HistoryOf(change.Key).Count > 1)))
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
        AgreedRecords records, Dictionary<RepoPath, NotedBlob> noted, DiagnosticBag problems, CancellationToken cancellationToken)
    {
        var fresh = noted.Where(change => change.Value.Blob is { } blob && blob != records.GetValueOrDefault(change.Key)).ToDictionary();
        foreach (var (path, change) in noted.OrderBy(change => change.Key))
        {
            if (change.ForgetsEarlier)
            {
                records.Forget(path);
            }

            if (change.Blob is not null)
            {
                records.Add(path, change.Blob);
            }
        }

        if (await KeepObjectsAsync(fresh, problems, cancellationToken) is not { } isKept)
        {
            return false;
        }

        // Objects that were pinned before are there; only when git says otherwise each is looked for.
        if (isKept && await git.Objects.PinAsync(Reference, records.Blobs, [], cancellationToken))
        {
            return true;
        }

        if (await git.Objects.ExistingAsync(records.Blobs.Distinct(), problems, cancellationToken) is not { } existing)
        {
            return false;
        }

        records.Keep(existing.Contains);
        return await git.Objects.PinAsync(Reference, records.Blobs, problems, cancellationToken);
    }

    /// <summary>Makes objects of the fresh bodies that are in their files; false when some are not, null when that fails.</summary>
    private async Task<bool?> KeepObjectsAsync(
        Dictionary<RepoPath, NotedBlob> fresh, DiagnosticBag problems, CancellationToken cancellationToken)
    {
        var inFiles = fresh.Where(change => !change.Value.IsObject && files.Exists(change.Key)).Select(change => change.Key).Order().ToList();
        var written = inFiles.Count > MostSingleObjects ? await PackAsync(inFiles, problems, cancellationToken)
            : inFiles.Count > 0 ? await git.Objects.WriteAsync(inFiles, problems, cancellationToken)
            : [];
        var there = written?.ToHashSet(StringComparer.Ordinal);
        return there is null ? null : fresh.Values.All(change => change.IsObject || there.Contains(change.Blob!));
    }

    /// <summary>Stores what files have now, together; what cannot be read is left out.</summary>
    private async Task<IReadOnlyList<string>?> PackAsync(List<RepoPath> inFiles, DiagnosticBag problems, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var bodies = new List<ReadOnlyMemory<byte>>();
        var size = 0;
        foreach (var (index, path) in inFiles.Index())
        {
            if (files.TryRead(path, []) is { } body)
            {
                bodies.Add(body);
                size += body.Length;
            }

            if (index == inFiles.Count - 1 || size > MostBytesAtOnce)
            {
                if (await git.Objects.PackAsync(bodies, problems, cancellationToken) is not { } packed)
                {
                    return null;
                }

                ids.AddRange(packed);
                bodies.Clear();
                size = 0;
            }
        }

        return ids;
    }

    private sealed record Change(BlobIds? Ids, bool ForgetsEarlier, bool IsObject);

    private sealed record NotedBlob(string? Blob, bool ForgetsEarlier, bool IsObject);
}
