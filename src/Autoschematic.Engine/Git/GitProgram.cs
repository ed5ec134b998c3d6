using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Autoschematic.Engine.Hosts;

namespace Autoschematic.Engine.Git;

/// <summary>Runs the `git` program with least environment, a deadline and fixed options.</summary>
internal sealed class GitProgram(HostEnvironment host, TimeProvider clock)
{
    /// <summary>Exit code that stands for a git that could not be started.</summary>
    public const int NotStarted = -1;

    /// <summary>Exit code that stands for a git that took too long.</summary>
    public const int TimedOut = -2;

    /// <summary>How long the messages of a git that has ended are waited for, and all that a commit says: hooks may leave a process behind.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private const int Interrupted = 130;
    private const int MostRuns = 3;
    private static readonly string[] FixedOptions = ["--no-optional-locks", "--literal-pathspecs"];
    private readonly Dictionary<string, string> environment = GitEnvironment.From(host.Variables);
    private readonly Dictionary<string, string> hookEnvironment = GitEnvironment.ForHooks(host.Variables);

    private readonly string? path = Find(host.Variables);

    public async Task<GitOutput> RunAsync(GitCall call, CancellationToken cancellationToken)
    {
        var runs = 0;
        while (true)
        {
            var output = await RunOnceAsync(call, cancellationToken);

            // Ctrl-C reaches every process of the terminal; what has begun is finished all the same.
            if (output.ExitCode != Interrupted || !call.Repeatable || ++runs == MostRuns)
            {
                return output;
            }
        }
    }

    /// <summary>Starts git without waiting for it; null when there is no such program.</summary>
    public Process? Start(string folder, IReadOnlyList<string> arguments, string? indexFile, bool runsHooks)
    {
        if (path is null)
        {
            return null;
        }

        var start = new ProcessStartInfo(path)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in runsHooks ? hookEnvironment : environment)
        {
            start.Environment[name] = value;
        }

        if (indexFile is not null)
        {
            start.Environment["GIT_INDEX_FILE"] = indexFile;
        }

        foreach (var argument in runsHooks ? arguments : FixedOptions.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // The caller's PATH decides, not the one of the process we happen to run in.
    private static string? Find(IReadOnlyDictionary<string, string> variables)
    {
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        var search = variables.FirstOrDefault(variable => variable.Key.Equals("PATH", StringComparison.OrdinalIgnoreCase)).Value ?? "";
        return search
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Join(folder, name))
            .FirstOrDefault(File.Exists);
    }

    private async Task<GitOutput> RunOnceAsync(GitCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(call.Folder, call.Arguments, call.IndexFile, call.RunsHooks);
        if (process is null)
        {
            return new(NotStarted, [], "");
        }

        using var deadline = new CancellationTokenSource(call.Deadline, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var stdout = new MemoryStream();
        using var stderr = new MemoryStream();
        try
        {
            var answer = process.StandardOutput.BaseStream.CopyToAsync(stdout, stop.Token);
            var messages = process.StandardError.BaseStream.CopyToAsync(stderr, stop.Token);
            await WriteInputAsync(process, call.Input, stop.Token);
            await process.WaitForExitAsync(stop.Token);
            if (!call.RunsHooks)
            {
                // On a busy machine reading may lag far behind: half an answer, or none, must not be taken for a whole one.
                await answer;
            }

            await EndReadingAsync(Task.WhenAll(answer, messages), stop);
            return new(process.ExitCode, stdout.ToArray(), Encoding.UTF8.GetString(stderr.ToArray()));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(TimedOut, [], "");
        }
        finally
        {
            await EndAsync(process);
        }
    }

    /// <summary>A hook or filter may leave a process behind that keeps the pipes open; it is not waited for.</summary>
    private async Task EndReadingAsync(Task reading, CancellationTokenSource stop)
    {
        try
        {
            await reading.WaitAsync(Grace, clock, stop.Token);
        }
        catch (TimeoutException)
        {
            await stop.CancelAsync();
            await Task.WhenAny(reading);
        }
    }

    /// <summary>Kills a git that still runs, with its filters and hooks, and waits until it is gone.</summary>
    public static async Task EndAsync(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in this moment, which is what was wanted.
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }

    private static async Task WriteInputAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            await process.StandardInput.BaseStream.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // Git stopped reading because it failed; its exit code and messages say why.
        }
        finally
        {
            try
            {
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // Closing flushes into the same broken pipe.
            }
        }
    }
}
