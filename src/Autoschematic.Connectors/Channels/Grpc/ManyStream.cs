using System.Threading.Channels;
using Grpc.Core;

namespace Autoschematic.Connectors.Channels.Grpc;

/// <summary>A stream that carries many requests of one method at once; an answer names the address that it is about.</summary>
/// <remarks>
/// It may say no at any time: when an address is under way already, when the stream broke, when it had to be given up. What it then
/// carried changes nothing, and is asked for again by itself, which also finds out what is wrong.
/// </remarks>
/// <param name="open">Starts a stream.</param>
/// <param name="addressOf">The address that an answer is about.</param>
internal sealed class ManyStream<TRequest, TResponse>(
    Func<CallOptions, AsyncDuplexStreamingCall<TRequest, TResponse>> open, Func<TResponse, string> addressOf) : IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly Lock gate = new();
    private Flow? current;
    private bool isClosed;

    /// <summary>The answer, or null when the request has to be sent by itself.</summary>
    public async Task<TResponse?> TryAskAsync(string address, TRequest request, Metadata headers, CancellationToken cancellationToken)
    {
        Flow flow;
        Task<TResponse?>? answer;
        lock (gate)
        {
            if (isClosed)
            {
                return null;
            }

            flow = current ??= new(this, open, headers);
            answer = flow.Add(address, request);
        }

        if (answer is null)
        {
            return null;
        }

        try
        {
            return await answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            GiveUp(flow, address);
            throw;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            current?.End();
            current = null;
        }
    }

    // Only the end of a stream tells the connector to stop; it comes when nobody waits for anything else on it.
    private void GiveUp(Flow flow, string address)
    {
        lock (gate)
        {
            current = current == flow ? null : current;
            flow.Forget(address);
        }
    }

    private void Answer(Flow flow, TResponse response)
    {
        TaskCompletionSource<TResponse?>? asked;
        lock (gate)
        {
            asked = flow.Take(addressOf(response));
        }

        asked?.TrySetResult(response);
    }

    /// <summary>A stream that ended before it was told to is not begun again: whatever serves this does not do so well.</summary>
    private void Close(Flow flow)
    {
        lock (gate)
        {
            isClosed |= current == flow;
            flow.End();
        }
    }

    /// <summary>One stream from its beginning to its end; whoever calls it holds the gate.</summary>
#pragma warning disable CA1001 // A source without a timer holds nothing, and both ends of the stream use it to the last.
    private sealed class Flow
#pragma warning restore CA1001
    {
        private readonly ManyStream<TRequest, TResponse> owner;
        private readonly Channel<TRequest> requests = Channel.CreateUnbounded<TRequest>(new() { SingleReader = true });
        private readonly Dictionary<string, TaskCompletionSource<TResponse?>> asked = new(StringComparer.Ordinal);
        private readonly CancellationTokenSource ending = new();
        private bool isLeft;

        public Flow(
            ManyStream<TRequest, TResponse> owner, Func<CallOptions, AsyncDuplexStreamingCall<TRequest, TResponse>> open, Metadata headers)
        {
            this.owner = owner;
            _ = Task.Run(() => RunAsync(open(new(headers, cancellationToken: ending.Token))));
        }

        public Task<TResponse?>? Add(string address, TRequest request)
        {
            var answer = new TaskCompletionSource<TResponse?>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!asked.TryAdd(address, answer))
            {
                return null;
            }

            requests.Writer.TryWrite(request);
            return answer.Task;
        }

        public TaskCompletionSource<TResponse?>? Take(string address)
        {
            asked.Remove(address, out var answer);
            EndWhenLeft();
            return answer;
        }

        /// <summary>Nobody waits for this any more, and nothing new comes.</summary>
        public void Forget(string address)
        {
            isLeft = true;
            asked.Remove(address);
            EndWhenLeft();
        }

        public void End()
        {
            requests.Writer.TryComplete();
            foreach (var answer in asked.Values)
            {
                answer.TrySetResult(null);
            }

            asked.Clear();
            ending.Cancel();
        }

        private void EndWhenLeft()
        {
            if (isLeft && asked.Count == 0)
            {
                End();
            }
        }

        private async Task RunAsync(AsyncDuplexStreamingCall<TRequest, TResponse> call)
        {
            using (call)
            {
                try
                {
                    var writing = WriteAsync(call.RequestStream);
                    await foreach (var response in call.ResponseStream.ReadAllAsync(ending.Token).ConfigureAwait(false))
                    {
                        owner.Answer(this, response);
                    }

                    await writing.ConfigureAwait(false);
                }
                catch (Exception problem) when (problem is RpcException or OperationCanceledException or InvalidOperationException)
                {
                    // Those who wait ask again by themselves, and are told what is wrong.
                }
                finally
                {
                    owner.Close(this);
                }
            }
        }

        private async Task WriteAsync(IClientStreamWriter<TRequest> stream)
        {
            var (one, more) = (new WriteOptions(), new WriteOptions(WriteFlags.BufferHint));
            while (await requests.Reader.WaitToReadAsync(ending.Token).ConfigureAwait(false))
            {
                while (requests.Reader.TryRead(out var request))
                {
                    // What is followed by another one at once travels together with it.
                    stream.WriteOptions = requests.Reader.TryPeek(out _) ? more : one;
                    await stream.WriteAsync(request, ending.Token).ConfigureAwait(false);
                }
            }
        }
    }
}
