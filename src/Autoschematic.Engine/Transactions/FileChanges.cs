using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Transactions;

/// <summary>Writes and deletions that are to happen all together; nothing happens before a transaction takes them.</summary>
public sealed class FileChanges
{
    private readonly Dictionary<RepoPath, FileChange> planned = [];

    /// <summary>Every path that is written or deleted, in ordinal order.</summary>
    public IReadOnlyList<RepoPath> Paths => [.. planned.Keys.Order()];

    /// <summary>Writes first, so that a reader never misses a file that only moves.</summary>
    internal IReadOnlyList<FileChange> All => [.. planned.Values.OrderBy(change => change.Content is null)];

    /// <param name="file">Where.</param>
    /// <param name="content">What.</param>
    /// <param name="before">What the content was made from, when it was made from what is there.</param>
    /// <param name="mode">Permissions; null keeps those of the file.</param>
    public void Write(RepoPath file, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte>? before = null, UnixFileMode? mode = null)
        => planned[file] = new(file, content, before, mode, new IndexChange.Staged());

    /// <summary>Writes a file that must not exist yet.</summary>
    public void Create(RepoPath file, ReadOnlyMemory<byte> content, UnixFileMode? mode = null)
        => planned[file] = new(file, content, null, mode, new IndexChange.Staged(), IsNew: true);

    public void Delete(RepoPath file, ReadOnlyMemory<byte>? before = null)
        => planned[file] = new(file, null, before, null, new IndexChange.Staged());

    /// <summary>Takes over what others planned.</summary>
    internal void AddRange(FileChanges others)
    {
        foreach (var (file, change) in others.planned)
        {
            planned[file] = change;
        }
    }

    internal FileChange? Find(RepoPath file) => planned.GetValueOrDefault(file);

    /// <summary>What the file will hold: null when it will be deleted or is not planned.</summary>
    public ReadOnlyMemory<byte>? ContentOf(RepoPath file) => planned.GetValueOrDefault(file)?.Content;

    /// <summary>Says what is to happen to the index entry of a planned file, instead of its being staged.</summary>
    public void SetIndex(RepoPath file, IndexChange change) => planned[file] = planned[file] with { Index = change };
}
