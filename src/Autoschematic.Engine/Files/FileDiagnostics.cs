using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>Messages about files of the repository.</summary>
internal static class FileDiagnostics
{
    public static Diagnostic IsLink(RepoPath path, RepoPath at) => Diagnostic.Error(
        "FIL001",
        path == at
            ? $"`{path}` is a link or a special file, and links are never followed"
            : $"`{path}` cannot be used because `{at}` is a link, and links are never followed",
        SourceLocation.OfFile(path.Text),
        "replace it by a real file or folder");

    public static Diagnostic ParentIsFile(RepoPath path, RepoPath at) => Diagnostic.Error(
        "FIL002",
        $"`{path}` cannot be written because `{at}` is not a folder",
        SourceLocation.OfFile(path.Text),
        $"move or delete `{at}`");

    public static Diagnostic IsFolder(RepoPath path) => Diagnostic.Error(
        "FIL003",
        $"`{path}` is a folder where a file is expected",
        SourceLocation.OfFile(path.Text),
        "move the folder away or use another address");

    public static Diagnostic System(RepoPath path, string action, string reason) => Diagnostic.Error(
        "FIL004",
        $"`{path}` cannot be {action}: {reason}",
        SourceLocation.OfFile(path.Text),
        "check the permissions and the free space of its folder");

    public static Diagnostic TooLarge(RepoPath path, long size) => Diagnostic.Error(
        "FIL005",
        $"`{path}` has {size} bytes, which is more than a resource may have",
        SourceLocation.OfFile(path.Text),
        "keep large data elsewhere and refer to it");

    public static Diagnostic Vanished(RepoPath path) => Diagnostic.Error(
        "FIL006",
        $"`{path}` changed while it was read",
        SourceLocation.OfFile(path.Text),
        "run the command again");

    public static Diagnostic OpenToOthers(RepoPath path, UnixFileMode mode) => Diagnostic.Error(
        "FIL007",
        $"`{path}` can be read or written by other users (mode 0{Convert.ToString((int)mode, 8)})",
        SourceLocation.OfFile(path.Text),
        "`chmod 600` it, and make a new key if others may have read it");
}
