using System.Threading.Channels;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>One stream with calls in flight on it, told apart by their ids.</summary>
/// <remarks>
/// A single loop writes, so that a call given up in the middle of its frame cannot tear the stream,
/// and a single loop reads. When either ends, every pending and later call fails with its reason.
/// </remarks>
internal sealed class TarpcConnection : IAsyncDisposable
{
    private readonly Stream stream;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly Dictionary<ulong, TaskCompletionSource<byte[]>> pending = [];
    private readonly Channel<TarpcOutgoing> outgoing = Channel.CreateUnbounded<TarpcOutgoing>(new() { SingleReader = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly Task loops;
    private TarpcBrokenException? broken;
    private ulong nextId;

    public TarpcConnection(Stream stream, TimeProvider clock)
    {
        this.stream = stream;
        this.clock = clock;
        loops = Task.WhenAll(Task.Run(ReadLoopAsync), Task.Run(WriteLoopAsync));
    }

    /// <summary>
    /// Makes one call. Throws <see cref="TarpcTooLargeException"/> before sending,
    /// <see cref="TarpcDeadlineException"/> when the time passes, <see cref="TarpcBrokenException"/> when the
    /// connection ends, <see cref="TarpcFormatException"/> for a reply that cannot be read.
    /// </summary>
    public async Task<TarpcReply<T>> CallAsync<T>(
        TarpcCall<T> call, string traceParent, TimeSpan deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (id, answer) = Register();
        try
        {
            var trace = TarpcTrace.ForCall(traceParent, (ulong)Random.Shared.NextInt64());
            var payload = TarpcMessages.Request(TarpcContext.Create(deadline, trace), id, call);
            var request = new TarpcOutgoing(
                TarpcFrames.TryEncode(payload.Span) ?? throw new TarpcTooLargeException(payload.Length));
            outgoing.Writer.TryWrite(request);
            var reply = await AwaitAsync(answer, request, () => TarpcMessages.Cancel(trace, id), deadline, cancellationToken);
            return TarpcReply.Read(call, reply);
        }
        finally
        {
            Forget(id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Break(new TarpcBrokenException("the connection was closed", null));
        await loops;
        await stream.DisposeAsync();
        stopping.Dispose();
    }

    private async Task<byte[]> AwaitAsync(
        Task<byte[]> answer,
        TarpcOutgoing request,
        Func<ReadOnlyMemory<byte>> cancelMessage,
        TimeSpan deadline,
        CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        try
        {
            return await answer.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // What was never sent needs no Cancel; what was sent is told to stop, and its reply is ignored.
            if (!request.TryWithdraw())
            {
                outgoing.Writer.TryWrite(new(TarpcFrames.TryEncode(cancelMessage().Span)!));
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw new TarpcDeadlineException(deadline);
        }
    }

    private (ulong Id, Task<byte[]> Answer) Register()
    {
        lock (gate)
        {
            if (broken is not null)
            {
                throw new TarpcBrokenException(broken.Message, broken) { BeforeSending = true };
            }

            var source = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            var id = nextId++;
            pending.Add(id, source);
            return (id, source.Task);
        }
    }

    private void Forget(ulong id)
    {
        lock (gate)
        {
            pending.Remove(id);
        }
    }

    private async Task ReadLoopAsync()
    {
        try
        {
            while (await TarpcFrames.ReadAsync(stream, stopping.Token) is { } payload)
            {
                Deliver(payload);
            }

            Break(new TarpcBrokenException("the connector closed the connection", null));
        }
        catch (TarpcFormatException error)
        {
            Break(new TarpcBrokenException($"the connector sent what is not tarpc: {error.Message}", error));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Break(new TarpcBrokenException("the connection to the connector broke", error));
        }
    }

    private void Deliver(byte[] payload)
    {
        var id = TarpcReply.RequestIdOf(payload);
        lock (gate)
        {
            // An unknown id answers a call that was given up.
            if (pending.TryGetValue(id, out var source))
            {
                source.TrySetResult(payload);
            }
        }
    }

    private async Task WriteLoopAsync()
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync(stopping.Token))
            {
                if (message.TryBegin())
                {
                    await stream.WriteAsync(message.Frame, stopping.Token);
                    await stream.FlushAsync(stopping.Token);
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Break(new TarpcBrokenException("the connection to the connector broke", error));
        }
    }

    private void Break(TarpcBrokenException reason)
    {
        List<TaskCompletionSource<byte[]>> lost;
        lock (gate)
        {
            if (broken is not null)
            {
                return;
            }

            broken = reason;
            lost = [.. pending.Values];
        }

        outgoing.Writer.TryComplete();
        foreach (var source in lost)
        {
            source.TrySetException(reason);
        }

        stopping.Cancel();
    }
}
