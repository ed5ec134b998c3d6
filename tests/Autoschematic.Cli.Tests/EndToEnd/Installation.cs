using System.Runtime.CompilerServices;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>Where the built program, the Python environment and the sources are.</summary>
internal static class Installation
{
    public static string Root { get; } = FindRoot();

    /// <summary>The program as `make build` leaves it, of the configuration that the tests were built with.</summary>
    public static string Program { get; } = Path.Join(
        Root, "artifacts", "bin", "Autoschematic.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "autoschematic");

    /// <summary>The same program, which kills itself where a test says so.</summary>
    public static string CrashHost { get; } = Built("Autoschematic.CrashHost");

    /// <summary>The connector in front of the test cloud.</summary>
    public static string TestConnector { get; } = Built("Autoschematic.TestConnector");

    /// <summary>An interpreter that has the modules the SDK needs.</summary>
    public static string Python { get; } = FindPython();

    /// <summary>Where `make build` leaves the packages of the SDKs.</summary>
    public static string Packages { get; } = Path.Join(Root, "artifacts", "packages");

    public static string PythonSdk { get; } = Path.Join(Root, "sdk", "python");

    private static string Built(string program) => Path.Join(
        Root, "artifacts", "bin", program, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), program);

    private static string FindPython()
    {
        var environment = Path.Join(Root, ".venv", "bin", "python");
        return File.Exists(environment) ? environment : "/usr/bin/python3";
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Join(folder, "Autoschematic.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"no solution above {here}");
        }

        return folder;
    }
}
