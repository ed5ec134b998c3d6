namespace Autoschematic.Connectors.Install;

/// <summary>The operating system's lock on a file, which ends with its holder, however that dies.</summary>
internal static class FileHold
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // What opening a file that somebody else has locked fails with, and making one that is there already.
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharing = unchecked((int)0x80070020);
    private const int UnixExists = 17;
    private const int WindowsExists = unchecked((int)0x80070050);

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan SlowestLook = TimeSpan.FromMilliseconds(250);

    /// <summary>Takes the lock, or returns null when somebody else has it; throws when the file cannot be used, as on a full disk.</summary>
    public static FileStream? TryTake(string file, FileMode mode = FileMode.OpenOrCreate)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = PrivateFile;
        }

        try
        {
            return new(file, options);
        }
        catch (IOException problem) when (problem.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharing
            || (mode == FileMode.CreateNew && problem.HResult is UnixExists or WindowsExists))
        {
            return null;
        }
    }

    /// <summary>Waits until the lock is free, and takes it; throws when the file cannot be used.</summary>
    public static async Task<FileStream> TakeAsync(string file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var pause = FirstLook;
        while (true)
        {
            if (TryTake(file) is { } held)
            {
                return held;
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause * 1.5 < SlowestLook ? pause * 1.5 : SlowestLook;
        }
    }
}
