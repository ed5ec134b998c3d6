using System.Text;
using System.Text.Json;
using Autoschematic.Sdk;
using Grpc.Core;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>The connector of `many.py` on this SDK; besides, `status` fails with a status of its own.</summary>
internal sealed class ManyConnector : IConnectorService
{
    private readonly TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private int inside;
    private int most;

    public ConnectorCapabilities Capabilities { get; } = new() { MaxConcurrency = 3 };

    public Task InitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken) => Task.FromResult(FilterBits.Resource);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>>([]);

    public async Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
    {
        Count(1);
        try
        {
            switch (address)
            {
                case ['m', 'e', 'e', 't', '/', ..]:
                    await met.Task.WaitAsync(cancellationToken);
                    break;
                case "wait":
                    await gone.Task.WaitAsync(cancellationToken);
                    break;
                case "go":
                    gone.SetResult();
                    break;
                case "bad":
                    throw new ConnectorServiceException(ConnectorErrorCode.RateLimited, "slow down", new FormatException("too fast"))
                    {
                        RetryAfter = TimeSpan.FromSeconds(0.25),
                    };
                case "quits":
                    throw new OperationCanceledException("gave up");
                case "huge":
                    return new(new byte[64 << 20]);
                case "worse":
                    throw new UnspeakableException();
                case "status":
                    throw new RpcException(new Status(StatusCode.FailedPrecondition, "not yet"));
                case "missing":
                    throw new UnimplementedMethodException("Get");
                case "none":
                    return null;
                default:
                    break;
            }

            await Task.Delay(1, cancellationToken);
            lock (gate)
            {
                return new(Encoding.UTF8.GetBytes(address)) { Outputs = new Dictionary<string, string> { ["most"] = $"{most}" } };
            }
        }
        finally
        {
            Count(-1);
        }
    }

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<ConnectorOp>>(
            [new(JsonSerializer.Serialize(new[] { Text(request.Current), Text(request.Desired) }).Replace(",", ", ", StringComparison.Ordinal))]);

    public Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
        => Task.FromResult(new ExecuteResult());

    private static string? Text(ReadOnlyMemory<byte>? side) => side is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    private void Count(int change)
    {
        lock (gate)
        {
            inside += change;
            most = Math.Max(most, inside);
            if (inside == 3)
            {
                met.TrySetResult();
            }
        }
    }

    private sealed class UnspeakableException : Exception
    {
        public override string Message => throw new FormatException("no words");
    }
}
