using System.Diagnostics;
using System.Globalization;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>A git repository with a Python connector, and the real program as a process of its own.</summary>
internal sealed class RealRepository : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public RealRepository(string connectorSource, params (string Name, string Value)[] variables)
        : this(connectorSource, "main", variables)
    {
    }

    public RealRepository(string connectorSource, string prefix, params (string Name, string Value)[] variables)
    {
        var lines = variables.Select(variable => $"                \"{variable.Name}\": \"env://{variable.Name}\",\n");
        Files = TestWorkspace.Create(
            ("autoschematic.ron", $$"""
                AutoschematicConfig(prefixes: {
                    "{{prefix}}": Prefix(connectors: [
                        Connector(shortname: "real", spec: PythonLocal(path: "connectors/real.py"), env: {
                            "MARK": "real",
                            "HOME": "env://HOME",
                {{string.Concat(lines)}}            }),
                    ]),
                })
                """),
            ("connectors/real.py", connectorSource));
        foreach (var (name, value) in Files.Host.Variables)
        {
            Variables[name] = value;
        }

        Variables["AUTOSCHEMATIC_PYTHON"] = Installation.Python;
        Variables["PYTHONPATH"] = Installation.PythonSdk;
        Variables["PYTHONDONTWRITEBYTECODE"] = "1";

        // What outlives a command would outlive its test.
        Variables["AUTOSCHEMATIC_DAEMON"] = "off";
        foreach (var (name, value) in variables)
        {
            Variables[name] = value;
        }
    }

    public TestWorkspace Files { get; }

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Starts the program without waiting for it.</summary>
    public Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Installation.Program)
        {
            WorkingDirectory = Path.Join(Files.Root, folder),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public Task<ProcessRun> RunAsync(params string[] arguments) => RunInAsync("", arguments);

    /// <summary>Runs the program in a folder of the repository to its end.</summary>
    public async Task<ProcessRun> RunInAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
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

    /// <summary>Processes that run this repository's connector.</summary>
    public IReadOnlyList<int> ConnectorProcesses()
        => [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => (Text: Path.GetFileName(folder), Folder: folder))
            .Where(item => int.TryParse(item.Text, out _) && Works(item.Folder))
            .Select(item => int.Parse(item.Text, CultureInfo.InvariantCulture))];

    public void Dispose() => Files.Dispose();

    /// <summary>Whether a process works in this repository; it may end while it is looked at.</summary>
    private bool Works(string folder)
    {
        try
        {
            return new FileInfo(Path.Join(folder, "cwd")).LinkTarget == Files.Root
                && !File.ReadAllText(Path.Join(folder, "stat")).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>A run of the program that ended.</summary>
internal sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    public ProcessRun Expect(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode}, expected {exitCode}\n{Output}\n{Error}");
        return this;
    }
}
