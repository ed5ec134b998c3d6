namespace Autoschematic.LanguageServer.Tests.EndToEnd;

/// <summary>Where the built programs are.</summary>
internal static class Installation
{
    private static readonly string Flavour = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static string Root { get; } = FindRoot();

    /// <summary>The program as `make build` leaves it, of the configuration that the tests were built with.</summary>
    public static string Program { get; } = Built("Autoschematic.Cli", "autoschematic");

    /// <summary>A C# connector whose remote side is a folder.</summary>
    public static string EasyConnector { get; } = Built("Autoschematic.EasyConnector", "Autoschematic.EasyConnector");

    /// <summary>An interpreter that has the modules the Python SDK needs.</summary>
    public static string Python { get; } = Path.Join(Root, ".venv", "bin", "python") is var own && File.Exists(own) ? own : "/usr/bin/python3";

    private static string Built(string project, string program) => Path.Join(Root, "artifacts", "bin", project, Flavour, program);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(folder, "Autoschematic.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the sources");
        }

        return folder;
    }
}
