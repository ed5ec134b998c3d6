using System.Text.Json;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Install;

/// <summary>Builds Rust connectors of the repository; cargo itself knows what is up to date.</summary>
internal sealed class CargoBuilds(
    SupervisorSource supervisors, IReadOnlyDictionary<string, string> hostEnvironment, TimeSpan timeout)
{
    public const string Hint = "install Rust with `rustup` (https://rustup.rs)";

    /// <summary>Where `cargo install` puts programs.</summary>
    public static string BinFolder(IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> hostEnvironment)
    {
        var home = environment.GetValueOrDefault("CARGO_HOME") ?? hostEnvironment.GetValueOrDefault("CARGO_HOME");
        return Path.Combine(
            string.IsNullOrEmpty(home)
                ? Path.Combine(
                    environment.GetValueOrDefault("HOME") ?? hostEnvironment.GetValueOrDefault("HOME") ?? "/", ".cargo")
                : home,
            "bin");
    }

    public async Task<ResolvedProgram> ResolveAsync(
        ConnectorLaunch launch, CargoLocalSpec spec, Action<string> onLine, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(spec.Path, launch.RepositoryRoot);
        var folder = File.Exists(path) ? Path.GetDirectoryName(path)! : path;
        if (!Directory.Exists(folder))
        {
            throw InstallFailures.NoFile(launch, spec.Path, path);
        }

        ChildCommand build = new(FindCargo(launch, spec), ArgumentsOf(spec), folder, launch.Environment);
        var result = await supervisors.RunAsync(build, timeout, onLine, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw InstallFailures.BuildFailed(launch, build.Display, result.ExitCode, MessagesOf(result));
        }

        var built = ProgramsIn(result.Output);
        var wanted = spec.Binary is null ? built : [.. built.Where(program => program.Name == spec.Binary)];
        return wanted is [var only]
            ? new(new(only.Path, [], launch.RepositoryRoot, launch.Environment), [])
            : throw InstallFailures.NothingBuilt(launch, build.Display, [.. built.Select(static program => program.Name)]);
    }

    /// <summary>The programs that a build reported, in its JSON lines.</summary>
    internal static IReadOnlyList<(string Name, string Path)> ProgramsIn(IEnumerable<string> lines)
    {
        List<(string, string)> found = [];
        foreach (var line in lines)
        {
            using var message = ParseLine(line);
            if (message?.RootElement is { ValueKind: JsonValueKind.Object } root
                && TextOf(root, "reason") == "compiler-artifact"
                && TextOf(root, "executable") is { } path
                && root.TryGetProperty("target", out var target)
                && TextOf(target, "name") is { } name)
            {
                found.Add((name, path));
            }
        }

        return found;
    }

    // With JSON on standard output, the compiler's own words are inside it.
    private static List<string> MessagesOf(ToolResult result)
    {
        List<string> words = [];
        foreach (var line in result.Output)
        {
            using var message = ParseLine(line);
            if (message?.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("message", out var inner)
                && inner.ValueKind == JsonValueKind.Object
                && TextOf(inner, "rendered") is { } rendered)
            {
                words.AddRange(rendered.TrimEnd().Split('\n'));
            }
        }

        words.AddRange(result.Tail.Where(static line => !line.StartsWith('{')));
        return [.. words.TakeLast(LogTail.MaxLines)];
    }

    private static JsonDocument? ParseLine(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonDocument.Parse(line) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static List<string> ArgumentsOf(CargoLocalSpec spec)
    {
        List<string> arguments = ["build", "--release", "--message-format=json"];
        if (spec.Binary is { } binary)
        {
            arguments.AddRange(["--bin", binary]);
        }

        if (spec.Features is { Count: > 0 } features)
        {
            arguments.AddRange(["--features", string.Join(',', features)]);
        }

        return arguments;
    }

    private string FindCargo(ConnectorLaunch launch, CargoLocalSpec spec)
    {
        var name = spec.Cargo ?? "cargo";
        var folder = BinFolder(launch.Environment, hostEnvironment);
        var found = name.Contains('/')
            ? Path.GetFullPath(name, launch.RepositoryRoot)
            : ProgramSearch.InFolders(name, [.. ProgramSearch.FoldersOf(launch.Environment), folder]);
        return found is not null && ProgramSearch.IsExecutable(found)
            ? found
            : throw InstallFailures.NoProgram(
                launch, name, ["PATH", folder], Hint);
    }
}
