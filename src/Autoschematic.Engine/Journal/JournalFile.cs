using System.Buffers;
using System.Collections.Concurrent;
using Autoschematic.Engine.Files;

namespace Autoschematic.Engine.Journal;

/// <summary>Appends lines; those that arrive while one batch is being synced share the next sync.</summary>
internal sealed class JournalFile : IAsyncDisposable
{
    private readonly BlockingCollection<Line> lines = [];
    private readonly Lock gate = new();
    private readonly FileStream stream;
    private readonly ArrayBufferWriter<byte> texts = new();
    private readonly Task writing;
    private int count;

    private JournalFile(FileStream stream, int count)
    {
        this.stream = stream;
        this.count = count;

        // A thread of its own: it does nothing but wait for the disk.
        writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Why nothing can be written any more; what was not yet durable then may be lost.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>How often the disk was asked to sync.</summary>
    public int Syncs { get; private set; }

    /// <summary>Makes a new file; throws when that is not possible.</summary>
    public static JournalFile Create(string path)
    {
        var stream = PrivateFiles.OpenWrite(path, FileMode.CreateNew);
        PrivateFiles.SyncFolder(Path.GetDirectoryName(path)!);
        return new(stream, 0);
    }

    /// <summary>Opens an existing file to go on behind its last good line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Where that line ends; a torn one behind it is cut off.</param>
    /// <param name="count">Its number.</param>
    public static JournalFile Continue(string path, long length, int count)
    {
        var stream = PrivateFiles.OpenWrite(path, FileMode.Open);
        stream.SetLength(length);
        stream.Seek(0, SeekOrigin.End);
        stream.Flush(flushToDisk: true);
        return new(stream, count);
    }

    /// <summary>Appends an entry; the result completes when it is durable, and throws when it cannot be.</summary>
    public Task AppendAsync(byte[] entry)
    {
        lock (gate)
        {
            if (lines.IsAddingCompleted)
            {
                return Task.FromException(new IOException("the journal is closed"));
            }

            var line = new Line(entry, new(TaskCreationOptions.RunContinuationsAsynchronously));
            lines.Add(line, CancellationToken.None);
            return line.Durable.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            lines.CompleteAdding();
        }

        await writing;
        await stream.DisposeAsync();
    }

    private void WriteAll()
    {
        var batch = new List<Line>();
        foreach (var first in lines.GetConsumingEnumerable(CancellationToken.None))
        {
            batch.Clear();
            batch.Add(first);
            while (lines.TryTake(out var line))
            {
                batch.Add(line);
            }

            WriteBatch(batch);
            foreach (var line in batch)
            {
                if (Fault is null)
                {
                    line.Durable.SetResult();
                }
                else
                {
                    // Whoever does not wait for it learns of the fault in another way.
                    line.Durable.SetException(Fault);
                    _ = line.Durable.Task.Exception;
                }
            }
        }
    }

    private void WriteBatch(List<Line> batch)
    {
        if (Fault is not null)
        {
            return;
        }

        try
        {
            texts.ResetWrittenCount();
            foreach (var line in batch)
            {
                JournalLines.Append(texts, ++count, line.Entry);
            }

            stream.Write(texts.WrittenSpan);
            stream.Flush(flushToDisk: true);
            Syncs++;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fault = exception;
        }
    }

    private sealed record Line(byte[] Entry, TaskCompletionSource Durable);
}
