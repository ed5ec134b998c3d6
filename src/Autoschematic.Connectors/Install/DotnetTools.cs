using System.Xml;
using System.Xml.Linq;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Install;

/// <summary>Finds installed .NET tools.</summary>
internal static class DotnetTools
{
    public static ResolvedProgram Resolve(
        ConnectorLaunch launch, DotnetToolSpec spec, IReadOnlyDictionary<string, string> hostEnvironment)
    {
        var home = hostEnvironment.GetValueOrDefault("DOTNET_CLI_HOME") is { Length: > 0 } cliHome
            ? cliHome
            : launch.Environment.GetValueOrDefault("HOME") ?? hostEnvironment.GetValueOrDefault("HOME") ?? "/";
        var tools = Path.Combine(home, ".dotnet", "tools");
        var package = Path.Combine(tools, ".store", spec.Name.ToLowerInvariant());
        var installed = Directory.Exists(package)
            ? Directory.EnumerateDirectories(package).Select(Path.GetFileName).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (installed is not null && spec.Version is { } wanted && installed != wanted)
        {
            throw InstallFailures.WrongToolVersion(launch, spec.Name, installed, wanted);
        }

        string[] folders = [tools, .. ProgramSearch.FoldersOf(launch.Environment)];
        var command = installed is null ? null : CommandOf(Path.Combine(package, installed));
        var program = new[] { command, spec.Name, spec.Name.ToLowerInvariant() }
            .Where(static name => name is not null)
            .Select(name => ProgramSearch.InFolders(name!, folders))
            .FirstOrDefault(static path => path is not null);
        return program is null
            ? throw InstallFailures.NoProgram(
                launch,
                spec.Name,
                [tools, "PATH"],
                InstallFailures.Or($"`dotnet tool install --global {spec.Name}{(spec.Version is { } version ? $" --version {version}" : null)}`"))
            : new(new(program, [], launch.RepositoryRoot, launch.Environment), []);
    }

    /// <summary>The command of a tool that was installed into a folder of its own.</summary>
    public static string? CommandIn(string toolPath) => CommandOf(Path.Combine(toolPath, ".store"));

    /// <summary>A package may call its command anything; it says so in its settings.</summary>
    private static string? CommandOf(string versionFolder)
    {
        try
        {
            var settings = Directory.EnumerateFiles(
                versionFolder, "DotnetToolSettings.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault();
            return settings is null
                ? null
                : XDocument.Load(settings).Descendants("Command").FirstOrDefault()?.Attribute("Name")?.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }
}
