using System.Net.Sockets;
using System.Text;
using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Install;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Starts a connector's process and waits for the first of: ready, exited, time up.</summary>
internal sealed class ConnectorStarter(
    ConnectorHostOptions options,
    SupervisorSource supervisors,
    ForeignWords words) : IConnectorStarter
{
    private const int LongestDump = 64 * 1024;

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan SlowestLook = TimeSpan.FromMilliseconds(5);

    private readonly HostPrograms programs = new(options, supervisors);

    public void Prepare(string repositoryRoot)
    {
        // Whether any connector is needed is known only when it is asked for.
    }

    public async Task<RunningConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken)
    {
        // The supervisor takes about as long to start as a program takes to be found.
        Begin();
        LogTail tail = new();
        void OnLine(string line)
        {
            var clean = words.CleanLine(line);
            tail.Add(clean);
            options.Log?.Write(launch.Prefix.Name, launch.Shortname, clean);
        }

        return await StartAsync(
            launch,
            await ResolveAsync(launch, OnLine, cancellationToken).ConfigureAwait(false),
            OnLine,
            tail,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts the supervisor, if it does not run yet, without waiting for it.</summary>
    public void Begin()
        => _ = supervisors.GetAsync(CancellationToken.None).ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>The program that a launch comes down to, built where its spec says so.</summary>
    public Task<ResolvedProgram> ResolveAsync(ConnectorLaunch launch, Action<string> onLine, CancellationToken cancellationToken)
        => CleanedAsync(launch, () => programs.Resolver.ResolveAsync(launch, onLine, cancellationToken));

    /// <summary>Starts a program that was found; its lines go to <paramref name="onLine"/>, which keeps the tail.</summary>
    public Task<RunningConnector> StartAsync(
        ConnectorLaunch launch, ResolvedProgram program, Action<string> onLine, LogTail tail, CancellationToken cancellationToken)
        => CleanedAsync(launch, async () => await StartAsync(
            launch,
            program,
            await supervisors.GetAsync(cancellationToken).ConfigureAwait(false),
            onLine,
            tail,
            cancellationToken).ConfigureAwait(false));

    public ValueTask DisposeAsync()
    {
        programs.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> CleanedAsync<T>(ConnectorLaunch launch, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            throw words.Clean(error, launch);
        }
        catch (IOException problem)
        {
            throw words.Clean(StartFailures.NoSupervisor(launch, problem.Message), launch);
        }
    }

    private async Task<RunningConnector> StartAsync(
        ConnectorLaunch launch,
        ResolvedProgram program,
        SupervisorClient supervisor,
        Action<string> onLine,
        LogTail tail,
        CancellationToken cancellationToken)
    {
        var number = supervisor.NextSocket();
        var socket = supervisor.RunDirectory.File($"c{number}.sock");
        var dump = supervisor.RunDirectory.File($"c{number}.dump");
        if (Encoding.UTF8.GetByteCount(socket) > RunDirectory.MaxSocketPathBytes)
        {
            throw StartFailures.SocketPathTooLong(launch, socket);
        }

        // The root's prefix is `/` in the configuration; joined to a path that would be the root of the file system.
        var prefix = launch.Prefix.Folder?.Text ?? ".";
        var command = program.Command with
        {
            Arguments = [.. program.Command.Arguments, launch.Shortname, prefix, socket, dump],
        };
        var (child, error) = await supervisor.SpawnAsync(command, onLine, null, OutputLimits.Log).ConfigureAwait(false);
        if (error != 0)
        {
            await child.DisposeAsync().ConfigureAwait(false);
            throw StartFailures.CannotRun(launch, command.Display, error);
        }

        IConnectorChannel? channel = null;
        try
        {
            (channel, var version, var capabilities) = await RaceAsync(
                launch, program, child, socket, dump, tail, cancellationToken).ConfigureAwait(false);
            return ProtocolVersions.UpgradeFor(version) is { } upgrade
                ? throw StartFailures.WrongVersion(launch, version, upgrade)
                : new(program, child, socket, channel, words.Clean(version), capabilities, CallGate.For(launch, channel.Traits, capabilities), tail);
        }
        catch
        {
            programs.Pythons.Forget();
            if (channel is not null)
            {
                await channel.DisposeAsync().ConfigureAwait(false);
            }

            await child.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Answers> RaceAsync(
        ConnectorLaunch launch,
        ResolvedProgram program,
        ChildProcess child,
        string socket,
        string dump,
        LogTail tail,
        CancellationToken cancellationToken)
    {
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempt = new Attempt();
        var ready = ReadyAsync(launch, socket, attempt, race.Token);
        var timeUp = Task.Delay(options.StartTimeout, options.Clock, race.Token);
        await Task.WhenAny(ready, child.Exited, timeUp).ConfigureAwait(false);
        if (ready.IsCompletedSuccessfully)
        {
            await race.CancelAsync().ConfigureAwait(false);
            return await ready.ConfigureAwait(false);
        }

        var exited = child.Exited.IsCompleted;
        await race.CancelAsync().ConfigureAwait(false);
        ConnectorException? failure = null;
        try
        {
            var late = await ready.ConfigureAwait(false);
            await late.Channel.DisposeAsync().ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            failure = error;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (failure is { Failure: ConnectorFailure.Unimplemented })
        {
            throw StartFailures.NoVersionMethod(launch, launch.Spec is TypescriptLocalSpec);
        }

        // A connection that broke is usually a process that is about to be gone.
        exited |= failure?.Failure == ConnectorFailure.Transport
            && await Task.WhenAny(child.Exited, Task.Delay(500, cancellationToken)).ConfigureAwait(false) == child.Exited;
        if (!exited)
        {
            await child.StopAsync(options.StopGrace).ConfigureAwait(false);
        }

        await child.DrainAsync().ConfigureAwait(false);
        var evidence = new StartEvidence(
            program.Command.Executable, child.Command.Display, ReadDump(dump), tail.Snapshot());
        if (program.Interpreters.Count > 0 && MissingModule.NameIn([.. evidence.Tail, .. evidence.Dump.Split('\n')]) is { } module)
        {
            throw StartFailures.ModuleMissing(launch, evidence, module, program.Interpreters, options.PythonSdk);
        }

        throw exited ? StartFailures.Exited(launch, evidence, await child.Exited.ConfigureAwait(false))
            : failure is not null ? StartFailures.VersionFailed(launch, evidence, failure)
            : StartFailures.TimedOut(launch, evidence, options.StartTimeout, attempt.Connected);
    }

    private async Task<Answers> ReadyAsync(
        ConnectorLaunch launch, string socket, Attempt attempt, CancellationToken cancellationToken)
    {
        var pause = FirstLook;
        while (true)
        {
            try
            {
                var channel = await ConnectorChannels.ConnectAsync(launch, socket, options.Clock, cancellationToken).ConfigureAwait(false);
                attempt.Connected = true;
                try
                {
                    var version = await channel.VersionAsync(CallTo(MethodPolicy.Version, channel), cancellationToken)
                        .ConfigureAwait(false);

                    // Of a version that is not spoken nothing more is known, and nothing more is asked.
                    return new(channel, version, ProtocolVersions.UpgradeFor(version) is null
                        ? await channel.CapabilitiesAsync(CallTo(MethodPolicy.Capabilities, channel), cancellationToken)
                            .ConfigureAwait(false)
                        : ConnectorCapabilities.Plain);
                }
                catch
                {
                    await channel.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            }
            catch (SocketException)
            {
                // Not there yet, or bound but not listening yet.
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                pause = pause * 1.5 < SlowestLook ? pause * 1.5 : SlowestLook;
            }
        }
    }

    private ChannelCall CallTo(MethodPolicy policy, IConnectorChannel channel)
        => new(
            policy.Name,
            null,
            policy.LimitOf(options.Deadlines),
            channel.Traits.PlainMaxRequestBytes,
            TraceContext.NewParent());

    private static string ReadDump(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var buffer = new byte[LongestDump];
            var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(buffer, 0, count).Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private sealed record Answers(IConnectorChannel Channel, string Version, ConnectorCapabilities Capabilities);

    private sealed class Attempt
    {
        public volatile bool Connected;
    }
}
