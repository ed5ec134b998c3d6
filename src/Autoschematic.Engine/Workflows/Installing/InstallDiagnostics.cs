using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Installing;

internal static class InstallDiagnostics
{
    private const string Unlocked = "run `autoschematic install` without `--locked`, and commit the file";

    public static Diagnostic NoLockFile() => Diagnostic.Error(
        "INS001", $"There is no `{LockFile.FileName}`, and `--locked` installs only what it says", hint: Unlocked);

    public static Diagnostic NotLocked(ConfiguredConnector connector, PackageSpec package) => Diagnostic.Error(
        "INS002",
        $"`{package}` of connector `{connector.Shortname}` is not in `{LockFile.FileName}`",
        connector.SpecLocation ?? connector.Location,
        Unlocked);

    public static Diagnostic OtherVersion(ConfiguredConnector connector, PackageSpec package, LockedPackage locked) => Diagnostic.Error(
        "INS003",
        $"Connector `{connector.Shortname}` wants `{package}`, and `{LockFile.FileName}` has version {locked.Version}",
        connector.SpecLocation ?? connector.Location,
        Unlocked);

    public static Diagnostic Failed(PackageException problem, ConfiguredConnector connector) => Diagnostic.Error(
        "INS004", problem.Message.TrimEnd('.', '\n'), connector.SpecLocation ?? connector.Location, problem.Hint) with { Notes = problem.LogTail };

    public static Diagnostic Refused(PackageException problem, ConfiguredConnector connector) => Diagnostic.Error(
        "INS005", problem.Message.TrimEnd('.', '\n'), connector.SpecLocation ?? connector.Location, problem.Hint);
}
