using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Install;

/// <summary>Why a connector's program cannot be run, and what to do about it.</summary>
internal static class InstallFailures
{
    private const string Install = "run `autoschematic install`";

    public static ConnectorException NoFile(ConnectorLaunch launch, string path, string full)
        => Misconfigured(launch, $"The file `{path}` of connector `{launch.Shortname}` does not exist", $"looked for `{full}`");

    public static ConnectorException NotExecutable(ConnectorLaunch launch, string full)
        => Fail(
            launch,
            $"The program `{full}` of connector `{launch.Shortname}` is not executable",
            $"run `chmod +x {full}`");

    public static ConnectorException NoProgram(
        ConnectorLaunch launch, string name, IEnumerable<string> lookedIn, string hint)
        => Fail(
            launch,
            $"The program `{name}` of connector `{launch.Shortname}` was not found in {Join(lookedIn)}",
            hint);

    public static ConnectorException NoPython(ConnectorLaunch launch, IEnumerable<string> tried)
        => Fail(
            launch,
            $"Connector `{launch.Shortname}` needs Python and none of {Join(tried)} exists",
            "install Python 3.10 or later, or set `AUTOSCHEMATIC_PYTHON` to an interpreter");

    public static ConnectorException NoModule(
        ConnectorLaunch launch, string module, IReadOnlyList<string> tried, string package)
        => Fail(
            launch,
            $"Connector `{launch.Shortname}` needs the Python module `{module}`, which none of {Join(tried)} has",
            Or($"`{tried[0]} -m pip install {package}` (in a virtual environment: `python3 -m venv .venv` first)"));

    /// <summary>To run what installs, checks and locks packages, or the package manager's own command.</summary>
    public static string Or(string command) => $"{Install}, or {command}";

    public static ConnectorException WrongToolVersion(
        ConnectorLaunch launch, string name, string installed, string wanted)
        => Fail(
            launch,
            $"Connector `{launch.Shortname}` wants version {wanted} of the .NET tool `{name}` and {installed} is installed",
            $"run `dotnet tool update --global {name} --version {wanted}`");

    public static ConnectorException OtherVersionLocked(ConnectorLaunch launch, PackageSpec package, LockedPackage locked)
        => Misconfigured(
            launch,
            $"Connector `{launch.Shortname}` wants `{package}`, and `{LockFile.FileName}` has version {locked.Version}",
            Install);

    public static ConnectorException NotInstalled(ConnectorLaunch launch, LockedPackage locked, string entry)
        => Fail(
            launch,
            $"The package `{locked.Kind} {locked.Name} {locked.Version}` of connector `{launch.Shortname}` is locked and not installed: there is no `{entry}`",
            Install);

    public static ConnectorException Damaged(ConnectorLaunch launch, LockedPackage locked, string entry, string problem)
        => Fail(
            launch,
            $"The installed package `{locked.Kind} {locked.Name} {locked.Version}` of connector `{launch.Shortname}` was changed: `{entry}` {problem}",
            $"{Install}, which installs it again");

    public static ConnectorException NoSuchProgram(
        ConnectorLaunch launch, LockedPackage locked, string name, IReadOnlyList<string> found)
        => Misconfigured(
            launch,
            $"The package `{locked.Kind} {locked.Name} {locked.Version}` of connector `{launch.Shortname}` has no program `{name}`",
            found.Count == 0 ? "it has no program at all" : $"it has {Join(found)}");

    public static ConnectorException NoProject(ConnectorLaunch launch, string folder, int count)
        => Misconfigured(
            launch,
            count == 0
                ? $"The folder `{folder}` of connector `{launch.Shortname}` has no project file"
                : $"The folder `{folder}` of connector `{launch.Shortname}` has {count} project files",
            "give the path of the project file in `DotnetLocal(path: …)`");

    public static ConnectorException BuildFailed(
        ConnectorLaunch launch, string command, int? exitCode, IReadOnlyList<string> tail)
        => new(
            ConnectorFailure.NotStarted,
            launch.Shortname,
            "start",
            exitCode is { } code
                ? $"Building connector `{launch.Shortname}` failed: `{command}` exited with code {code}"
                : $"Building connector `{launch.Shortname}` took too long: `{command}` was ended")
        {
            LogTail = tail,
            Hint = "run the command yourself in the repository's root to see everything it prints",
        };

    public static ConnectorException NothingBuilt(ConnectorLaunch launch, string command, IReadOnlyList<string> found)
        => Fail(
            launch,
            found.Count == 0
                ? $"`{command}` built no program for connector `{launch.Shortname}`"
                : $"`{command}` built {found.Count} programs for connector `{launch.Shortname}`: {Join(found)}",
            "name one with `binary: \"…\"` in the spec");

    private static ConnectorException Fail(ConnectorLaunch launch, string message, string hint)
        => new(ConnectorFailure.NotStarted, launch.Shortname, "start", message) { Hint = hint };

    private static ConnectorException Misconfigured(ConnectorLaunch launch, string message, string hint)
        => new(ConnectorFailure.NotStarted, launch.Shortname, "start", message) { Hint = hint, IsMisconfigured = true };

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Select(static name => $"`{name}`"));
}
