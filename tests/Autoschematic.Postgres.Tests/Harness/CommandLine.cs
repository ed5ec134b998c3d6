using System.Diagnostics;
using System.Runtime.CompilerServices;
using Autoschematic.Testing;

namespace Autoschematic.Postgres.Tests.Harness;

/// <summary>A repository with the connector, and the real program in it.</summary>
internal sealed class CommandLine : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private readonly string url;

    public CommandLine(string url)
    {
        this.url = url;
        Files = TestWorkspace.Create(("autoschematic.ron", $$"""
            AutoschematicConfig(prefixes: {
                "main": Prefix(connectors: [
                    Connector(
                        shortname: "postgres",
                        spec: Binary(path: "{{Built("Autoschematic.Postgres", "Autoschematic.Postgres")}}", protocol: Grpc),
                        env: {"POSTGRES_URL": "env://POSTGRES_URL", "APP_PASSWORD": "env://APP_PASSWORD"},
                    ),
                ]),
            })

            """));
    }

    public TestWorkspace Files { get; }

    /// <summary>What the variable holds that `secret_ref` of roles may name.</summary>
    public const string AppPassword = "of-the-app-1";

    /// <summary>Runs a command to its end.</summary>
    public async Task<CommandRun> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Built("Autoschematic.Cli", "autoschematic"), arguments)
        {
            WorkingDirectory = Files.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Files.Host.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["AUTOSCHEMATIC_DAEMON"] = "off";
        start.Environment["POSTGRES_URL"] = url;
        start.Environment["APP_PASSWORD"] = AppPassword;
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
            throw new TimeoutException($"autoschematic {string.Join(' ', arguments)} did not end in {Deadline}");
        }
    }

    public void Dispose() => Files.Dispose();

    // Native programs may be tried in the place of those that were built with the tests.
    private static string Built(string project, string program, [CallerFilePath] string here = "")
        => Environment.GetEnvironmentVariable("AUTOSCHEMATIC_NATIVE") is { } native ? Path.Join(native, program) : Path.GetFullPath(Path.Join(
            here, "../../../..", "artifacts", "bin", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), program));
}

/// <summary>A command that ended.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public CommandRun Expect(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode}, expected {exitCode}\n{Output}\n{Error}");
        return this;
    }

    public void Says(string text) => Assert.True(Output.Contains(text, StringComparison.Ordinal), $"`{text}` is not in\n{Output}");
}
