using Autoschematic.Sdk;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>A connector that has only what it must have.</summary>
internal sealed class PlainConnector : IConnectorService
{
    public Task InitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult(FilterBits.Resource | FilterBits.Task);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>>([$"{subpath}a.ron", "b.ron"]);

    public Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult<RemoteResource?>(null);

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<ConnectorOp>>([new ConnectorOp($"{Size(request.Current)} -> {Size(request.Desired)}")]);

    public Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
        => Task.FromResult(new ExecuteResult { Message = $"key {request.IdempotencyKey ?? "none"}" });

    private static string Size(ReadOnlyMemory<byte>? side) => side is { } present ? $"{present.Length} bytes" : "nothing";
}
