namespace Autoschematic.Engine.Secrets;

/// <summary>Writes files that only their owner may read, whole or not at all.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = PrivateFile | UnixFileMode.UserExecute;

    /// <summary>Creates a folder, and those above it that are missing, for their owner alone.</summary>
    public static void CreateFolder(string folder)
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

    /// <summary>Writes a file; throws <see cref="IOException"/> when it exists and may not be replaced.</summary>
    public static void Write(string file, ReadOnlySpan<byte> content, bool overwrite)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFile;
        }

        var temporary = Path.Join(Path.GetDirectoryName(file), $".{Guid.NewGuid():n}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
