using System.Text;
using Autoschematic.Engine.Locks;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Agreements;

/// <summary>The records on disk; commands that run at once change them one after the other.</summary>
internal sealed class AgreedFile(string folder, TimeProvider clock)
{
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private AgreedRecords current = new();
    private (DateTime Written, long Length) seen;

    private string Records => Path.Join(folder, "records");

    /// <summary>The records, read again when another command has written them; none when they cannot be read.</summary>
    public AgreedRecords Current
    {
        get
        {
            lock (gate)
            {
                var info = new FileInfo(Records);
                var now = info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
                if (now != seen)
                {
                    (current, seen) = (Read(), now);
                }

                return current;
            }
        }
    }

    /// <summary>Changes the records that are there now and writes them when the change succeeds.</summary>
    public async Task UpdateAsync(Func<AgreedRecords, Task<bool>> change, DiagnosticBag problems, CancellationToken cancellationToken)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, PrivateFolder);
            }

            using var held = await HoldAsync(cancellationToken);
            if (held is null)
            {
                problems.Add(AgreementDiagnostics.Busy(folder));
                return;
            }

            var records = Read();
            if (await change(records))
            {
                // Renamed into place, so that nobody reads half of it.
                var temporary = $"{Records}.tmp";
                await using (var written = File.Create(temporary))
                {
                    records.WriteTo(written);
                }

                File.Move(temporary, Records, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(AgreementDiagnostics.Unwritable(folder, exception.Message));
        }
    }

    private AgreedRecords Read()
    {
        try
        {
            return AgreedRecords.Parse(File.ReadLines(Records, Encoding.UTF8));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new();
        }
    }

    /// <summary>The lock on the records; null when others do not let go of it.</summary>
    private async Task<FileStream?> HoldAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            if (SystemLock.TryOpen(Path.Join(folder, "lock"), LockKind.Exclusive) is { } held)
            {
                return held;
            }

            if (clock.GetElapsedTime(started) >= Patience)
            {
                return null;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
