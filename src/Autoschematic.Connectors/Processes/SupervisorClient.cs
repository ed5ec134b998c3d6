using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Autoschematic.Connectors.Processes;

/// <summary>The host's side of one supervisor process.</summary>
internal sealed class SupervisorClient : IAsyncDisposable
{
    /// <summary>What a killed host leaves its connectors to end in good order.</summary>
    private const int OrphanGraceMilliseconds = 1000;

    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly RunDirectory runDirectory;
    private readonly BinaryWriter writer;
    private readonly Lock gate = new();
    private readonly Dictionary<int, ChildProcess> children = [];
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LogTail errors = new();
    private int lastId;
    private int lastSocket;

    private SupervisorClient(Process process, RunDirectory runDirectory, TimeSpan stopGrace)
    {
        this.process = process;
        this.runDirectory = runDirectory;
        StopGrace = stopGrace;
        writer = SupervisorMessage.WriterOf(process.StandardInput.BaseStream);
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data ?? string.Empty);
        process.BeginErrorReadLine();
        new Thread(Listen) { IsBackground = true, Name = "supervisor" }.Start();
    }

    public TimeSpan StopGrace { get; }

    public int ProcessId => process.Id;

    public RunDirectory RunDirectory => runDirectory;

    /// <summary>Whether the supervisor has ended; its programs were ended then.</summary>
    public bool IsLost => lost.Task.IsCompleted;

    /// <summary>Starts a supervisor; it removes the run directory should the host die.</summary>
    public static async Task<SupervisorClient> StartAsync(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string> hostEnvironment,
        RunDirectory runDirectory,
        TimeSpan stopGrace,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in command.Skip(1).Append(runDirectory.Path)
            .Append(OrphanGraceMilliseconds.ToString(CultureInfo.InvariantCulture)))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in hostEnvironment.Where(static pair => IsForRuntime(pair.Key)))
        {
            start.Environment[name] = value;
        }

        // A killed process would leave its diagnostics socket in the temp folder; one thread less helps it start.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start) ?? throw new Win32Exception("no process was started");
        var client = new SupervisorClient(process, runDirectory, stopGrace);
        try
        {
            await client.ready.Task.WaitAsync(ReadyTimeout, cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch (Exception problem)
        {
            process.Kill();
            await client.DisposeAsync().ConfigureAwait(false);
            if (problem is OperationCanceledException)
            {
                throw;
            }

            throw new IOException(
                string.Join('\n', client.errors.Snapshot().Prepend("the supervisor process did not get ready").Where(
                    static line => line.Length > 0)),
                problem);
        }
    }

    /// <summary>A number that no other socket in the run directory has, whoever makes it.</summary>
    public int NextSocket() => Interlocked.Increment(ref lastSocket);

    /// <summary>Starts a program whose output lines go to the two receivers, or to the first when the second is null.</summary>
    public async Task<(ChildProcess Child, int Error)> SpawnAsync(
        ChildCommand command, Action<string> onOutput, Action<string>? onError, OutputLimits limits)
    {
        var id = Interlocked.Increment(ref lastId);
        var output = OutputPipe.Open(runDirectory.File($"p{id}.out"), limits, onOutput);
        var error = onError is null ? output : OutputPipe.Open(runDirectory.File($"p{id}.err"), limits, onError);
        var child = new ChildProcess(this, id, command, onError is null ? [output] : [output, error]);
        lock (gate)
        {
            children.Add(id, child);
        }

        if (IsLost || !Say(new SupervisorMessage.Start(id, command, output.Path, error.Path)))
        {
            Lose();
        }

        // Not cancellable: the answer comes at once, and a program must not be started and forgotten.
        var result = await child.Starting.Task.ConfigureAwait(false);
        return (child, result);
    }

    public async ValueTask DisposeAsync()
    {
        List<ChildProcess> left;
        lock (gate)
        {
            left = [.. children.Values];
        }

        await Task.WhenAll(left.Select(static child => child.DisposeAsync().AsTask())).ConfigureAwait(false);
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It died; that is what closing asks for.
        }

        using var patience = new CancellationTokenSource(EndTimeout);
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }

    internal bool Say(SupervisorMessage message)
    {
        lock (writer)
        {
            try
            {
                SupervisorMessage.Write(writer, message);
                return true;
            }
            catch (Exception problem) when (problem is IOException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    internal void Forget(int id)
    {
        lock (gate)
        {
            children.Remove(id);
        }
    }

    private static bool IsForRuntime(string name)
        => name is "PATH" or "HOME" or "TMPDIR" or "LANG" || name.StartsWith("DOTNET_ROOT", StringComparison.Ordinal);

    private void Listen()
    {
        using var reader = SupervisorMessage.ReaderOf(process.StandardOutput.BaseStream);
        while (SupervisorMessage.Read(reader) is { } message)
        {
            Hear(message);
        }

        Lose();
    }

    private void Hear(SupervisorMessage message)
    {
        switch (message)
        {
            case SupervisorMessage.Ready:
                ready.TrySetResult();
                break;
            case SupervisorMessage.Started started:
                Child(started.Id)?.HasStarted(started.Process);
                break;
            case SupervisorMessage.NotStarted failed:
                Child(failed.Id)?.HasNotStarted(failed.Error);
                break;
            case SupervisorMessage.Exited exited:
                Child(exited.Id)?.HasExited(ChildExit.FromStatus(exited.Status));
                break;
            case SupervisorMessage.Gone gone:
                Child(gone.Id)?.HasGone();
                break;
            default:
                break;
        }
    }

    private ChildProcess? Child(int id)
    {
        lock (gate)
        {
            return children.GetValueOrDefault(id);
        }
    }

    /// <summary>The supervisor is gone, and with it the one who would end its programs: the host does.</summary>
    private void Lose()
    {
        lost.TrySetResult();
        ready.TrySetException(new IOException("it ended at once"));
        List<ChildProcess> left;
        lock (gate)
        {
            left = [.. children.Values];
        }

        foreach (var child in left)
        {
            if (child.ProcessId > 0 && !child.Exited.IsCompleted)
            {
                var below = ProcessTree.DescendantsOf(child.ProcessId);
                _ = LibC.Kill(-child.ProcessId, LibC.SigKill);
                foreach (var descendant in below)
                {
                    _ = LibC.Kill(descendant, LibC.SigKill);
                }
            }

            child.WasLost();
        }
    }
}
