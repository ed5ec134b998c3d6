using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>Messages about `autoschematic.lock.ron`.</summary>
internal static class LockFileDiagnostics
{
    public static Diagnostic UnknownPrefix(SourceLocation location, string name, string? nearest)
        => Diagnostic.Warning("LKF001", $"The configuration has no prefix `{name}`", location, Remove(nearest));

    public static Diagnostic UnknownConnector(SourceLocation location, string name, string prefix, string? nearest)
        => Diagnostic.Warning("LKF002", $"The prefix `{prefix}` has no connector `{name}`", location, Remove(nearest));

    public static Diagnostic NotInstalled(SourceLocation location, string name)
        => Diagnostic.Warning("LKF003", $"Connector `{name}` is not of a package, so no version of it can be locked", location, "remove the entry");

    public static Diagnostic OtherPackage(SourceLocation location, string name, string connector, string configured)
        => Diagnostic.Warning("LKF004", $"The entry is of package `{name}`, and connector `{connector}` is of `{configured}`", location, "remove the entry");

    public static Diagnostic BadHash(SourceLocation location)
        => Diagnostic.Error("LKF005", "This is not a SHA-256", location, "it has 64 digits of `0-9a-f`; restore the file with `git restore`");

    public static Diagnostic NoVersion(SourceLocation location)
        => Diagnostic.Error("LKF006", "The entry has no version", location, "restore the file with `git restore`");

    private static string Remove(string? nearest) => nearest is null ? "remove the entry" : $"did you mean `{nearest}`? Else remove the entry";
}
