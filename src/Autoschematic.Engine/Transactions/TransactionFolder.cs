using Autoschematic.Engine.Files;

namespace Autoschematic.Engine.Transactions;

/// <summary>One record on disk: a data file with all bytes, and the manifest, which makes it count.</summary>
/// <remarks>Everything may throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</remarks>
internal sealed class TransactionFolder(string path, ITransactionFaults? faults)
{
    public string Path { get; } = path;

    public string Id => System.IO.Path.GetFileName(Path);

    private string Manifest => System.IO.Path.Join(Path, "manifest");

    private string Data => System.IO.Path.Join(Path, "data");

    /// <summary>Whether the record counts; one that does not was never begun, or has ended.</summary>
    public bool Counts => File.Exists(Manifest);

    /// <summary>Makes the record durable.</summary>
    public void Write(TransactionRecord record, IEnumerable<ReadOnlyMemory<byte>> contents)
    {
        PrivateFiles.MakeFolder(System.IO.Path.GetDirectoryName(Path)!);
        PrivateFiles.MakeFolder(Path);
        using (var stream = PrivateFiles.OpenWrite(Data, FileMode.CreateNew))
        {
            foreach (var content in contents)
            {
                stream.Write(content.Span);
            }

            stream.Flush(flushToDisk: true);
        }

        PrivateFiles.SyncFolder(System.IO.Path.GetDirectoryName(Path)!);
        faults?.Reach(TransactionStep.Preparing);
        PrivateFiles.WriteAtomic(Manifest, TransactionJson.Write(record));
        faults?.Reach(TransactionStep.Prepared);
    }

    /// <summary>Null when the manifest is damaged.</summary>
    public TransactionRecord? Read() => TransactionJson.Read(Id, File.ReadAllBytes(Manifest));

    /// <summary>The bytes of one side of a file; null when they are not those that were recorded.</summary>
    public ReadOnlyMemory<byte>? Read(RecordedContent content)
    {
        using var stream = new FileStream(Data, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[content.Length];
        stream.Position = content.Offset;
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            && TransactionJson.HashOf(bytes) == content.Hash ? bytes : null;
    }

    /// <summary>Ends the record and removes it.</summary>
    public void Remove()
    {
        File.Delete(Manifest);
        PrivateFiles.SyncFolder(Path);
        faults?.Reach(TransactionStep.Ended);
        Directory.Delete(Path, recursive: true);
    }
}
