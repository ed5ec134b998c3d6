using System.Text;

namespace Autoschematic.Connectors.Processes;

/// <summary>A private directory for sockets, error dumps and output pipes, removed with everything in it.</summary>
internal sealed class RunDirectory : IDisposable
{
    /// <summary>`sun_path` holds 104 bytes on macOS and 108 on Linux; this leaves room for either.</summary>
    public const int MaxSocketPathBytes = 99;

    // Leaves room for the directory's own name and those of its files.
    private const int MaxParentBytes = 56;

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private RunDirectory(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes a directory below the first of the given parents that allows it.</summary>
    public static RunDirectory Create(string? runtimeDirectory, string temporaryDirectory)
    {
        if (runtimeDirectory is { Length: > 0 } && IsShort(runtimeDirectory) && Directory.Exists(runtimeDirectory))
        {
            try
            {
                return Make(MakePrivate(System.IO.Path.Combine(runtimeDirectory, "autoschematic")));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // A runtime directory of another user (after su) is common; the temp folder does as well.
            }
        }

        // A long temp folder (macOS, some CI) leaves no room for a socket's name.
        return Make(IsShort(temporaryDirectory) ? temporaryDirectory : "/tmp");
    }

    public static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Already gone, or not ours to remove any more.
        }
    }

    public static void RemoveFile(string path)
    {
        try
        {
            System.IO.File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The whole directory is removed in the end.
        }
    }

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Remove(Path);

    private static bool IsShort(string path) => Encoding.UTF8.GetByteCount(path) <= MaxParentBytes;

    /// <summary>Only the owner can set the mode, so that a folder somebody else put there is an error.</summary>
    private static string MakePrivate(string folder)
    {
        _ = LibC.MakeDirectory(folder, (uint)Private);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(folder, Private);
        }

        return folder;
    }

    private static RunDirectory Make(string parent)
    {
        if (!Directory.Exists(parent))
        {
            _ = LibC.MakeDirectory(parent, (uint)Private);
        }

        for (var attempt = 0; ; attempt++)
        {
            var path = System.IO.Path.Combine(parent, $"as-{Guid.NewGuid().ToString("N")[..12]}");

            // Creating must fail when the name exists: somebody else may have put a link there.
            if (!OperatingSystem.IsWindows() && LibC.MakeDirectory(path, (uint)Private) == 0)
            {
                return new(path);
            }

            if (attempt == 3)
            {
                throw new IOException($"Cannot make a private directory in `{parent}`");
            }
        }
    }
}
