using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>Messages about `autoschematic.lock.ron`.</summary>
/// <remarks>LKF001 to LKF004 were about entries by prefix and shortname, which the file had before anything wrote it.</remarks>
internal static class LockFileDiagnostics
{
    private const string Restore = "restore the file with `git restore`, or delete the entry and run `autoschematic install`";
    private const string Install = "run `autoschematic install`";

    public static Diagnostic BadHash(SourceLocation location)
        => Diagnostic.Error("LKF005", "This is neither a SHA-256 nor a SHA-512", location, $"it is `sha256:` and 64 digits of `0-9a-f`, or `sha512:` and 128; {Restore}");

    public static Diagnostic NoVersion(SourceLocation location)
        => Diagnostic.Error("LKF006", "The entry has no version", location, Restore);

    public static Diagnostic Repeated(SourceLocation location, string package, SourceLocation first)
        => Diagnostic.Error("LKF007", $"The package `{package}` is locked twice", location, $"it is already at {first.Start}; delete one of them");

    public static Diagnostic BadRevision(SourceLocation location)
        => Diagnostic.Error("LKF008", "This is not a commit", location, $"it has 40 digits of `0-9a-f`; {Restore}");

    public static Diagnostic NoHash(SourceLocation location)
        => Diagnostic.Error("LKF009", "The entry has no hash", location, Restore);

    public static Diagnostic NotNamed(SourceLocation location, string package, string? nearest)
        => Diagnostic.Warning("LKF010", $"No connector is of package `{package}`", location, nearest is null ? Install : $"did you mean `{nearest}`? Else {Install}");

    public static Diagnostic NotLocked(SourceLocation location, string connector, PackageSpec package)
        => Diagnostic.Warning("LKF011", $"Connector `{connector}` is not in `{LockFile.FileName}`: `{package}`", location, Install);

    public static Diagnostic OtherVersion(SourceLocation location, string connector, PackageSpec package, string locked)
        => Diagnostic.Warning("LKF012", $"Connector `{connector}` wants `{package}`, and `{LockFile.FileName}` has {locked}", location, Install);
}
