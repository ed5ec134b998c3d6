using System.Diagnostics;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Hosts;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Locks;

/// <summary>The lock between commands that work in one repository and its linked working trees; freed by disposing it.</summary>
/// <remarks>
/// What counts is the operating system's lock. Beside it every holder keeps a file that says who it is; one left over by a dead holder is swept away by the next.
/// </remarks>
public sealed class RepositoryLock : IDisposable
{
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream stream;
    private readonly string ownerFile;

    private RepositoryLock(LockKind kind, FileStream stream, string ownerFile)
    {
        Kind = kind;
        this.stream = stream;
        this.ownerFile = ownerFile;
    }

    public LockKind Kind { get; }

    /// <summary>Takes the lock, or returns null with a diagnostic that names the holder.</summary>
    /// <param name="command">What the lock is taken for, as others will see it.</param>
    public static RepositoryLock? TryAcquire(
        GitRepository git,
        LockKind kind,
        string command,
        HostEnvironment host,
        TimeProvider clock,
        DiagnosticBag diagnostics)
    {
        var lockFile = Path.Join(git.StateDirectory, "lock");
        var owners = Path.Join(git.StateDirectory, "lock-owners");
        try
        {
            MakeFolder(owners);
            if (SystemLock.TryOpen(lockFile, kind) is not { } stream)
            {
                diagnostics.Add(LockDiagnostics.Held(ReadOwners(owners, host)));
                return null;
            }

            if (!Excludes(lockFile, kind))
            {
                stream.Dispose();
                diagnostics.Add(LockDiagnostics.NotExclusive(lockFile));
                return null;
            }

            if (kind == LockKind.Exclusive)
            {
                Sweep(owners);
            }

            var owner = new LockOwner(host.ProcessId, host.MachineName, host.UserName, clock.GetUtcNow(), command);
            var ownerFile = Path.Join(owners, $"{host.ProcessId}-{Guid.NewGuid():N}.json");
            WriteOwner(ownerFile, owner);
            return new(kind, stream, ownerFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(LockDiagnostics.Unusable(lockFile, exception.Message));
            return null;
        }
    }

    /// <summary>Like <see cref="TryAcquire"/>, but keeps trying for a while.</summary>
    public static async Task<RepositoryLock?> AcquireAsync(
        GitRepository git,
        LockKind kind,
        string command,
        HostEnvironment host,
        TimeProvider clock,
        TimeSpan patience,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromMilliseconds(100);
        var started = clock.GetTimestamp();
        while (true)
        {
            var attempt = new DiagnosticBag();
            var acquired = TryAcquire(git, kind, command, host, clock, attempt);
            if (acquired is not null || clock.GetElapsedTime(started) >= patience)
            {
                diagnostics.AddRange(attempt);
                return acquired;
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    public void Dispose()
    {
        // The owner's file goes first: as long as it is there, so is the lock.
        TryDelete(ownerFile);
        stream.Dispose();
    }

    // A switch of the runtime turns locks off, and some file systems have none: both let everybody in without a word.
    private static bool Excludes(string path, LockKind kind)
    {
        using var second = SystemLock.TryOpen(path, kind == LockKind.Exclusive ? LockKind.Shared : LockKind.Exclusive);
        return second is null;
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, PrivateFolder);
        }
    }

    private static void WriteOwner(string path, LockOwner owner)
    {
        // Renamed into place, so that nobody reads half of it.
        var temporary = path + ".tmp";
        File.WriteAllBytes(temporary, owner.ToJson());
        File.Move(temporary, path);
    }

    private static IReadOnlyList<LockOwner> ReadOwners(string folder, HostEnvironment host)
    {
        var owners = new List<LockOwner>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            try
            {
                if (LockOwner.FromJson(File.ReadAllBytes(file)) is { } owner)
                {
                    owners.Add(owner);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its owner just left.
            }
        }

        // A killed command leaves its file behind; it is not the one that holds the lock, unless that cannot be told.
        var alive = owners.Where(owner => owner.Host != host.MachineName || IsRunning(owner.ProcessId)).ToList();
        return [.. (alive.Count > 0 ? alive : owners).OrderBy(owner => owner.Since).ThenBy(owner => owner.ProcessId)];
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // Only the holder of the exclusive lock may do this: nobody else holds anything then.
    private static void Sweep(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            TryDelete(file);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A leftover is swept away by the next exclusive holder.
        }
    }
}
