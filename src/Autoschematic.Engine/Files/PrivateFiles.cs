namespace Autoschematic.Engine.Files;

/// <summary>Files outside the tree that only the user who runs the command can read; content and names survive a crash.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;

    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, FolderMode700);
        }
    }

    /// <summary>Opens a file for writing; one that is made is private.</summary>
    public static FileStream OpenWrite(string path, FileMode mode)
    {
        // Written in whole lines by its owner, so a buffer of our own would only delay them.
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = FileMode600;
        }

        return new(path, options);
    }

    /// <summary>Writes a whole file, so that after a crash it is there with all of its content or not at all.</summary>
    /// <remarks>Throws <see cref="IOException"/> when it exists and may not be replaced.</remarks>
    /// <param name="path">Where.</param>
    /// <param name="content">All of it.</param>
    /// <param name="overwrite">Whether one that exists is replaced.</param>
    /// <param name="isDurable">Whether it has to outlive a power failure; a mere cache has not.</param>
    public static void WriteAtomic(string path, ReadOnlySpan<byte> content, bool overwrite = true, bool isDurable = true)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = OpenWrite(temporary, FileMode.CreateNew))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: isDurable);
            }

            File.Move(temporary, path, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }

        if (isDurable)
        {
            SyncFolder(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>Makes the names in a folder durable: files that were made, renamed or deleted there.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = PosixFolder.Retry(
            () => PosixCalls.Open(folder, PosixConstants.Folder | PosixConstants.CloseOnExec, 0));
        if (!handle.IsInvalid)
        {
            _ = PosixCalls.Sync(handle);
        }
    }
}
