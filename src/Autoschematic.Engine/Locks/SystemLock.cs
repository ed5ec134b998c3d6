namespace Autoschematic.Engine.Locks;

/// <summary>The operating system's lock on an open file, which ends with its holder, however that dies.</summary>
internal static class SystemLock
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // What opening a file that somebody else has locked fails with.
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharing = unchecked((int)0x80070020);

    /// <summary>Opens and locks a file; null when somebody else has it, and an exception when it cannot be used.</summary>
    public static FileStream? TryOpen(string path, LockKind kind)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = kind == LockKind.Exclusive ? FileAccess.ReadWrite : FileAccess.Read,
            Share = kind == LockKind.Exclusive ? FileShare.None : FileShare.Read,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFile;
        }

        try
        {
            return new(path, options);
        }
        catch (IOException exception) when (exception.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharing)
        {
            return null;
        }
    }
}
