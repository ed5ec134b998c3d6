using System.Diagnostics;
using Autoschematic.Cli.Tests.EndToEnd;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.Crash;

/// <summary>Runs the program that can be told to kill itself, in one repository with its cloud beside it.</summary>
internal sealed class CrashMachine
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);
    private readonly TestWorkspace files;

    public CrashMachine(TestWorkspace files)
    {
        this.files = files;
        Variables = new(files.Host.Variables)
        {
            ["TEST_CLOUD_DIR"] = Path.Join(files.Folder, "cloud"),
            ["TEST_CLOUD_MODES"] = "",
        };
    }

    public Dictionary<string, string> Variables { get; }

    public async Task<ProcessRun> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
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

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Installation.CrashHost)
        {
            WorkingDirectory = files.Root,
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
}
