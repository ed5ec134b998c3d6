using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Install;

/// <summary>Where packages are installed: one folder for each that is locked, complete from the moment it is there, and never changed.</summary>
/// <remarks>Several processes may use it at once, and any of them may be killed at any moment.</remarks>
internal sealed class PackageStore
{
    /// <summary>The host's variable that puts the store somewhere else.</summary>
    public const string Variable = "AUTOSCHEMATIC_STORE";

    private const int FolderDigits = 32;

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public PackageStore(IReadOnlyDictionary<string, string> hostEnvironment)
    {
        var home = hostEnvironment.GetValueOrDefault("HOME") is { Length: > 0 } given ? given : "/";
        Folder = Rooted(hostEnvironment.GetValueOrDefault(Variable))
            ?? Path.Join(Rooted(hostEnvironment.GetValueOrDefault("XDG_DATA_HOME")) ?? Path.Join(home, ".local", "share"), "autoschematic", "store");
    }

    public string Folder { get; }

    private string Building => Path.Join(Folder, ".building");

    /// <summary>Where a package is, or will be.</summary>
    public string EntryOf(LockedPackage package) => Path.Join(Folder, StoreKey.Of(package)[..FolderDigits]);

    /// <summary>Waits until no other process installs what a word stands for.</summary>
    public Task<FileStream> HoldAsync(string word, CancellationToken cancellationToken)
    {
        MakePrivate(Folder);
        return FileHold.TakeAsync(Path.Join(Folder, ".locks", word), cancellationToken);
    }

    /// <summary>Makes a folder to build an entry in, and removes those of processes that were killed.</summary>
    public StoreScratch Begin(CancellationToken cancellationToken)
    {
        MakePrivate(Folder);
        MakePrivate(Building);
        Sweep();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var folder = Path.Join(Building, Guid.NewGuid().ToString("N"));

            // Somebody who sweeps may have caught the lock between its making and its taking.
            if (FileHold.TryTake($"{folder}.lock", FileMode.CreateNew) is { } held)
            {
                MakePrivate(folder);
                return new(folder, held);
            }
        }
    }

    /// <summary>Puts a built entry in its place, in one step; one that was there and is damaged makes room.</summary>
    public static void Publish(StoreScratch scratch, string entry)
    {
        if (Directory.Exists(entry))
        {
            Directory.Move(entry, Path.Join(scratch.Folder, "damaged"));
        }

        Directory.Move(scratch.Entry, entry);
    }

    private void Sweep()
    {
        foreach (var file in Directory.EnumerateFiles(Building, "*.lock"))
        {
            try
            {
                using var held = FileHold.TryTake(file, FileMode.Open);
                if (held is not null)
                {
                    StoreScratch.Remove(file[..^".lock".Length], file);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Its owner was quicker, or has not quite ended: the next one sweeps again.
            }
        }
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Private);
        }
    }

    private static string? Rooted(string? path) => path is not null && Path.IsPathRooted(path) ? Path.TrimEndingDirectorySeparator(path) : null;
}
