using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>Systems without calls relative to a folder: attributes of every component are checked before each use.</summary>
internal sealed class PortableAccess(string root) : IPathAccess
{
    public FileKind KindOf(RepoPath path) => Find(path).Kind;

    public FileRead Read(RepoPath path)
    {
        var (kind, at) = Find(path);
        switch (kind)
        {
            case FileKind.Missing:
                return new FileRead.Missing();
            case FileKind.Folder:
                return new FileRead.Refused(FileDiagnostics.IsFolder(path));
            case FileKind.Other:
                return new FileRead.Refused(FileDiagnostics.IsLink(path, at));
        }

        try
        {
            var file = new FileInfo(Absolute(path));
            return file.Length > FileLimits.LargestFile
                ? new FileRead.Refused(FileDiagnostics.TooLarge(path, file.Length))
                : new FileRead.Found(File.ReadAllBytes(file.FullName));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FileRead.Missing();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FileRead.Refused(FileDiagnostics.System(path, "read", exception.Message));
        }
    }

    // Access lists say who may read a file here, and by default those of a user's folder name the user alone.
    public FileRead ReadPrivate(RepoPath path) => Read(path);

    public UnixFileMode? ModeOf(RepoPath path) => null;

    public Diagnostic? Write(
        RepoPath path, ReadOnlyMemory<byte> content, FilePermissions permissions, UnixFileMode? mode = null, bool syncFolder = true)
        => Refuse(path) ?? Guard(path, "written", () =>
        {
            var temporary = WriteTemporary(path, content);
            try
            {
                File.Move(temporary, Absolute(path), overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        });

    public Diagnostic? Delete(RepoPath path)
    {
        var (kind, at) = Find(path);
        return kind switch
        {
            FileKind.Missing => null,
            FileKind.Folder => FileDiagnostics.IsFolder(path),
            FileKind.Other => FileDiagnostics.IsLink(path, at),
            _ => Guard(path, "deleted", () => File.Delete(Absolute(path))),
        };
    }

    // Names need no sync of their own here.
    public Diagnostic? SyncFolder(RepoPath folder) => null;

    public Diagnostic? ProveWritable(RepoPath path, bool toDisk)
        => Refuse(path) ?? Guard(path, "written", () => File.Delete(WriteTemporary(path, new byte[1])));

    public bool RemoveEmptyFolder(RepoPath folder)
    {
        try
        {
            Directory.Delete(Absolute(folder), recursive: false);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Diagnostic? Guard(RepoPath path, string action, Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return FileDiagnostics.System(path, action, exception.Message);
        }
    }

    private string WriteTemporary(RepoPath path, ReadOnlyMemory<byte> content)
    {
        var folder = path.Parent is { } parent ? Absolute(parent) : root;
        Directory.CreateDirectory(folder);
        var temporary = Path.Join(folder, FileLimits.NewTemporaryName());
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(content.Span);
        stream.Flush(flushToDisk: true);
        return temporary;
    }

    private Diagnostic? Refuse(RepoPath path)
    {
        var (kind, at) = Find(path);
        return kind switch
        {
            FileKind.Folder => FileDiagnostics.IsFolder(path),
            FileKind.Other => FileDiagnostics.IsLink(path, at),
            FileKind.Missing when at != path && Classify(at) == FileKind.File => FileDiagnostics.ParentIsFile(path, at),
            _ => null,
        };
    }

    private (FileKind Kind, RepoPath At) Find(RepoPath path)
    {
        var walked = "";
        foreach (var name in path.Text.Split('/'))
        {
            walked = walked.Length == 0 ? name : $"{walked}/{name}";
            var at = RepoPath.Parse(walked);
            var kind = Classify(at);
            if (at == path)
            {
                return (kind, at);
            }

            if (kind != FileKind.Folder)
            {
                return (kind == FileKind.Other ? FileKind.Other : FileKind.Missing, at);
            }
        }

        return (FileKind.Missing, path);
    }

    private FileKind Classify(RepoPath path)
    {
        try
        {
            var attributes = File.GetAttributes(Absolute(path));
            return attributes.HasFlag(FileAttributes.ReparsePoint) || attributes.HasFlag(FileAttributes.Device) ? FileKind.Other
                : attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder
                : FileKind.File;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileKind.Missing;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return FileKind.Other;
        }
    }

    private string Absolute(RepoPath path) => Path.Join(root, path.Text);
}
