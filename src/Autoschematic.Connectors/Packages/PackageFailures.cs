using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Packages;

/// <summary>Why a package is not installed, and what to do about it.</summary>
internal static class PackageFailures
{
    private const string Expected
        = $"if that was to be expected, delete the package's entry in `{LockFile.FileName}` and run `autoschematic install`";

    private const string Anew
        = $"if what is locked is not to be had here, delete the package's entry in `{LockFile.FileName}` and run `autoschematic install`";

    private const string Adds = "run `autoschematic install` without `--locked`: it adds the files of this platform";

    public static PackageException NoProgram(PackageSpec package, string name, IEnumerable<string> lookedIn, string hint)
        => new($"`{package}` needs `{name}`, which was not found in {Join(lookedIn)}") { Hint = hint };

    public static PackageException NoPython(PackageSpec package, IReadOnlyList<string> tried)
        => new($"`{package}` needs a Python that can make virtual environments, which none of {Join(tried)} can")
        {
            Hint = "install Python 3.10 or later with `venv` (Debian: `apt install python3-venv`), or set `AUTOSCHEMATIC_PYTHON`",
        };

    /// <param name="mayNotFit">Whether that may be because of what is locked, which a tool was told to keep to.</param>
    public static PackageException ToolFailed(PackageSpec package, string command, ToolResult result, bool mayNotFit = false)
        => new(result.ExitCode is { } code
            ? $"`{package}` could not be installed: `{command}` exited with code {code}"
            : $"`{package}` could not be installed: `{command}` took too long and was ended")
        {
            Hint = mayNotFit ? Anew : null,
            LogTail = result.Tail,
        };

    public static PackageException NotDelivered(PackageSpec package, string tool)
        => new($"`{package}` could not be installed: `{tool}` ended well and the package is not there");

    public static PackageException UnexpectedVersion(PackageSpec package, string version, string locked)
        => new($"`{package}` came in version {version}, and `{LockFile.FileName}` has {locked}") { IsRefusal = true, Hint = Expected };

    public static PackageException OtherHash(PackageSpec package, string file, string arrived, string locked)
        => new($"`{file}` of `{package}` is not the file that was locked: it has the hash `{arrived}`, and `{LockFile.FileName}` has `{locked}`")
        {
            IsRefusal = true,
            Hint = Expected,
        };

    public static PackageException UnknownFile(PackageSpec package, string file)
        => new($"`{file}` of `{package}` is not in `{LockFile.FileName}`")
        {
            IsRefusal = true,
            Hint = Adds,
        };

    public static PackageException WithoutHash(PackageSpec package)
        => new($"`{package}` came without a hash, and `{LockFile.FileName}` has one") { IsRefusal = true, Hint = Expected };

    public static PackageException FromElsewhere(PackageSpec package, bool isLocked)
        => new($"`cargo` has no {(package.Git is null ? "checksum" : "commit")} of `{package}`, so it cannot be {(isLocked ? $"held against `{LockFile.FileName}`" : "locked")}")
        {
            IsRefusal = isLocked,
            Hint = "settings of cargo, as in `.cargo/config.toml`, have it taken from elsewhere: leave them out for this crate",
        };

    public static PackageException UnlockedDependency(PackageSpec package, string name)
        => new($"`{name}`, which `{package}` needs here, is not in `{LockFile.FileName}`") { IsRefusal = true, Hint = Adds };

    public static PackageException NoStore(PackageSpec package, string folder, string problem)
        => new($"`{package}` could not be put into `{folder}`: {problem}")
        {
            Hint = "the variable `AUTOSCHEMATIC_STORE` puts packages somewhere else",
        };

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Select(static name => $"`{name}`"));
}
