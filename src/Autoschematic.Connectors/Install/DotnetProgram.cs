namespace Autoschematic.Connectors.Install;

/// <summary>Finds the `dotnet` of a .NET SDK.</summary>
internal static class DotnetProgram
{
    public const string Hint = "install the .NET SDK 10 (https://dot.net)";

    /// <summary>The program, or null when it is neither on PATH nor where installers put it.</summary>
    public static string? Find(IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> hostEnvironment)
        => ProgramSearch.OnPath("dotnet", environment) ?? ProgramSearch.InFolders("dotnet", FixedFolders(hostEnvironment));

    public static string[] FixedFolders(IReadOnlyDictionary<string, string> hostEnvironment)
        => [
            .. hostEnvironment.GetValueOrDefault("DOTNET_ROOT") is { Length: > 0 } root ? [root] : Array.Empty<string>(),
            Path.Combine(hostEnvironment.GetValueOrDefault("HOME") ?? "/", ".dotnet"),
            "/usr/share/dotnet",
            "/usr/lib/dotnet",
            "/usr/local/share/dotnet",
        ];

    /// <summary>Adds what keeps the program from leaving processes behind and from printing what nobody asked for.</summary>
    public static Dictionary<string, string> Quiet(
        IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> hostEnvironment)
    {
        Dictionary<string, string> quiet = new(environment, StringComparer.Ordinal)
        {
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["DOTNET_NOLOGO"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
        quiet.TryAdd("HOME", hostEnvironment.GetValueOrDefault("HOME") ?? "/tmp");
        return quiet;
    }
}
