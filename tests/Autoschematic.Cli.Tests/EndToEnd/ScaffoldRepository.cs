using System.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>A new git repository, and a shell's environment with the program, its Python and its packages.</summary>
internal sealed class ScaffoldRepository : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, string> variables;

    public ScaffoldRepository()
    {
        Files = TestWorkspace.Create();
        variables = new(Files.Host.Variables)
        {
            ["AUTOSCHEMATIC"] = Installation.Program,
            ["AUTOSCHEMATIC_PYTHON"] = Installation.Python,
            ["PATH"] = $"{Path.GetDirectoryName(Installation.Program)}:{Environment.GetEnvironmentVariable("PATH")}",
            ["PYTHONPATH"] = Installation.PythonSdk,
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1",
            ["HOME"] = Directory.CreateDirectory(Path.Join(Files.Folder, "home")).FullName,
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",

            // Packages that are there already are only read: what this test unpacks stays out of the user's cache.
            ["NUGET_PACKAGES"] = Path.Join(Files.Folder, "packages"),
            ["AUTOSCHEMATIC_DAEMON"] = "off",
            ["NUGET_FALLBACK_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        };
    }

    public TestWorkspace Files { get; }

    public Task<ProcessRun> RunAsync(params string[] arguments) => RunProgramAsync(Installation.Program, arguments);

    /// <summary>Runs any program at the root of the repository to its end.</summary>
    public async Task<ProcessRun> RunProgramAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Files.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end in {Deadline}");
        }
    }

    public void Dispose() => Files.Dispose();
}
