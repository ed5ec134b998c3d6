using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Files.Hosts.Local;

/// <summary>A directory that is held open: what is done in it stays in it, whatever somebody else makes of its path meanwhile.</summary>
[SupportedOSPlatform("linux")]
internal sealed class HeldFolder : IDisposable
{
    private readonly SafeFileHandle handle;

    private HeldFolder(SafeFileHandle handle) => this.handle = handle;

    /// <summary>Where the directory can be listed, however it is called by now.</summary>
    public string Listing => PosixFile.PathOf(handle);

    /// <summary>Goes down to a directory step by step and never through a link; null when there is no such directory.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="throughLink">Makes the error for a directory on the way that is a link.</param>
    public static HeldFolder? Open(string path, Func<string, Exception> throughLink)
    {
        var folder = new HeldFolder(PosixFile.OpenRoot());
        var reached = "";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            using var above = folder;
            reached = $"{reached}/{part}";
            if (PosixFile.TryOpenFolder(above.handle, part) is not { } below)
            {
                return above.Find(part) is { Kind: FileKind.Link } ? throw throughLink(reached) : null;
            }

            folder = new(below);
        }

        return folder;
    }

    /// <summary>What has a name in the directory, a link itself; null when nothing.</summary>
    public PosixStatus? Find(string name) => PosixFile.Find(handle, name);

    public byte[] Read(string name)
    {
        using var file = PosixFile.OpenToRead(handle, name);
        using var stream = new FileStream(file, FileAccess.Read);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Makes a file that nobody else may read or write; its content is on disk when this returns.</summary>
    public void Create(string name, byte[] content, Action<SafeFileHandle> set)
    {
        using var file = PosixFile.Create(handle, name);
        RandomAccess.Write(file, content, 0);
        set(file);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Lets the attributes of a file or directory be changed by its handle; an error when it is something else.</summary>
    public void Change(string name, Action<SafeFileHandle> set)
    {
        using var held = PosixFile.Hold(handle, name);
        set(held);
    }

    /// <summary>Puts a file in the place of another one of the same directory.</summary>
    public void Replace(string name, string by) => PosixFile.Rename(handle, by, name);

    /// <summary>Makes a directory that only its owner may enter; nothing when there is one.</summary>
    public void MakeFolder(string name) => PosixFile.MakeFolder(handle, name);

    public void DeleteFile(string name) => PosixFile.Delete(handle, name, isFolder: false);

    public void DeleteFolder(string name) => PosixFile.Delete(handle, name, isFolder: true);

    public void Dispose() => handle.Dispose();
}
