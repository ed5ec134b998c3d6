using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Channels.Tarpc;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Sends one call by the rules of its method: room, deadline, retries, and who is to blame when it fails.</summary>
internal sealed class CallRunner(ConnectorLaunch launch, ConnectorHostOptions options)
{
    private const int MostAttempts = 5;
    private const int MostDeclaredBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    /// <summary>What the peer gets to answer that its own time is up, before the host gives up by itself.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<RunningConnector>> getRunning,
        MethodPolicy policy,
        string? subject,
        string? idempotencyKey,
        Func<IConnectorChannel, ChannelCall, CancellationToken, Task<T>> send,
        CancellationToken cancellationToken)
    {
        var attempt = 1;
        while (true)
        {
            var running = await getRunning(cancellationToken).ConfigureAwait(false);
            var entry = await running.Gate.EnterAsync(policy.HasEffect, cancellationToken).ConfigureAwait(false)
                ?? throw CallFailures.HeldUp(launch.Shortname, policy.Name);
            await running.SettleAsync(LastWords * 2).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested || (!running.IsUsable && policy != MethodPolicy.Init))
            {
                // Nothing was sent yet: a call that waited while the process died belongs to the next one.
                entry.Leave();
                cancellationToken.ThrowIfCancellationRequested();
                continue;
            }

            try
            {
                return await RunOnceAsync(running, entry, policy, subject, idempotencyKey, send, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (ConnectorException error) when (policy != MethodPolicy.Init && ChannelFailures.HadNoConnection(error))
            {
                running.MarkBroken();
            }
            catch (ConnectorException error) when (attempt < MostAttempts && MayRetry(policy, error))
            {
                await Task.Delay(PauseBefore(attempt, error), options.Clock, cancellationToken).ConfigureAwait(false);
                attempt++;
            }
        }
    }

    private static bool MayRetry(MethodPolicy policy, ConnectorException error)
        => !policy.HasEffect
            && policy != MethodPolicy.Init
            && error is
            {
                Failure: ConnectorFailure.Answered,
                Code: ConnectorErrorCode.RateLimited or ConnectorErrorCode.Unavailable,
            }
            && !(error.RetryAfter > LongestPause);

    // Many calls meet the same limit at once; without jitter they would all come back at once. Who names a time to wait
    // for refuses whatever comes earlier.
    private static TimeSpan PauseBefore(int attempt, ConnectorException error)
        => (error.RetryAfter ?? FirstPause * (1 << (attempt - 1))) * (1 + (Random.Shared.NextDouble() / 2));

    private async Task<T> RunOnceAsync<T>(
        RunningConnector running,
        CallGate.Entry entry,
        MethodPolicy policy,
        string? subject,
        string? idempotencyKey,
        Func<IConnectorChannel, ChannelCall, CancellationToken, Task<T>> send,
        CancellationToken cancellationToken)
    {
        var limit = LimitOf(policy);
        var keepRunning = policy.HasEffect;
        var tellDeadline = !keepRunning || running.Channel.Traits.NeedsDeadline || !running.Capabilities.IsPlain;
        ChannelCall call = new(
            policy.Name,
            subject,
            tellDeadline ? limit : null,
            LargestRequestTo(running),
            TraceContext.NewParent(),
            idempotencyKey);

        // Giving up on an op must not reach the connector: it would be cancelled halfway.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sent = send(running.Channel, call, keepRunning ? CancellationToken.None : patience.Token);
        _ = sent.ContinueWith(
            (task, _) =>
            {
                if (task.Exception?.InnerException is ConnectorException error)
                {
                    Judge(running, policy, error);
                }

                entry.Leave();
            },
            null,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        try
        {
            await FirstOfAsync(sent, tellDeadline ? limit + Slack : limit, running.Ended, cancellationToken).ConfigureAwait(false);
            return await sent.ConfigureAwait(false);
        }
        catch (ConnectorException error) when (error.Failure == ConnectorFailure.Transport)
        {
            throw await BlameAsync(running, policy, error).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            running.Process.Distrust(isAtWork: keepRunning);
            await GiveUpAsync(keepRunning, entry, patience).ConfigureAwait(false);
            throw CallFailures.Overdue(launch.Shortname, policy.Name, limit);
        }
        catch (OperationCanceledException) when (!sent.IsCompleted)
        {
            if (keepRunning || running.Capabilities.IsPlain)
            {
                // It may still be at it, beside whatever the next user asks.
                running.Process.Distrust(isAtWork: keepRunning);
            }

            await GiveUpAsync(keepRunning, entry, patience).ConfigureAwait(false);
            throw;
        }
        catch (ProcessEndedException)
        {
            await patience.CancelAsync().ConfigureAwait(false);
            throw await BlameAsync(running, policy, null).ConfigureAwait(false);
        }
    }

    /// <summary>What a failed call says about the process.</summary>
    private static void Judge(RunningConnector running, MethodPolicy policy, ConnectorException error)
    {
        if (error.Failure == ConnectorFailure.Transport)
        {
            running.Suspect();
        }

        // An error without a code that explains it may come from something that only a new process would read again.
        if (policy == MethodPolicy.Init
            || error.Failure is ConnectorFailure.Transport or ConnectorFailure.Deadline
            || error is
            {
                Failure: ConnectorFailure.Answered,
                Code: ConnectorErrorCode.Unspecified or ConnectorErrorCode.Auth or ConnectorErrorCode.Unavailable,
            })
        {
            running.Process.Distrust(isAtWork: policy.HasEffect && error.Failure is ConnectorFailure.Transport or ConnectorFailure.Deadline);
        }
    }

    private static async Task GiveUpAsync(bool keepRunning, CallGate.Entry entry, CancellationTokenSource patience)
    {
        if (keepRunning)
        {
            entry.Abandon();
        }
        else
        {
            await patience.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the answer, unless the process ends or the time is up; may throw what the call has thrown.</summary>
    private async Task FirstOfAsync(Task sent, TimeSpan limit, CancellationToken ended, CancellationToken cancellationToken)
    {
        using var either = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ended) : null;
        try
        {
            await sent.WaitAsync(limit, options.Clock, either?.Token ?? ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (sent.IsCompleted || (ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested))
        {
            // What was answered at the same moment counts, whatever it was.
            if (!sent.IsCompleted && await Task.WhenAny(sent, Task.Delay(LastWords, cancellationToken)).ConfigureAwait(false) != sent)
            {
                throw new ProcessEndedException();
            }
        }
    }

    /// <summary>A broken connection is told as the death of the process when that is what it was.</summary>
    private async Task<ConnectorException> BlameAsync(
        RunningConnector running, MethodPolicy policy, ConnectorException? error)
    {
        var exited = running.Process.Exited;
        if (await Task.WhenAny(exited, Task.Delay(LastWords * 2)).ConfigureAwait(false) == exited)
        {
            await running.Process.DrainAsync().ConfigureAwait(false);
            return CallFailures.Died(
                launch.Shortname, policy.Name, await exited.ConfigureAwait(false), running.Tail.Snapshot(), error);
        }

        // gRPC connects again by itself; a tarpc stream that ended does not come back.
        if (error?.InnerException is TarpcBrokenException)
        {
            running.MarkBroken();
        }

        return error ?? CallFailures.Disposed(launch.Shortname, policy.Name);
    }

    private TimeSpan LimitOf(MethodPolicy policy)
        => launch.Spec.Wire == WireProtocol.Tarpc && (policy == MethodPolicy.TaskExec || policy == MethodPolicy.Unbundle)
            ? options.Deadlines.TarpcTask
            : policy.LimitOf(options.Deadlines);

    private static int LargestRequestTo(RunningConnector running)
        => running.Capabilities.MaxMessageBytes is > 0 and var declared
            ? Math.Min(declared, MostDeclaredBytes)
            : running.Channel.Traits.PlainMaxRequestBytes;

    private sealed class ProcessEndedException : Exception;
}
