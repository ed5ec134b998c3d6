using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Sessions;

/// <summary>A <see cref="GuardedReader"/> that also executes.</summary>
internal sealed class GuardedConnector(IConnector inner, DeclaredKinds kinds, string? refusal, Func<string, string> clean)
    : GuardedReader(inner, kinds, refusal, clean), IConnector
{
    public ConnectorStatus Status => inner.Status;

    public async Task<OpResult> ExecuteAsync(
        Address address, ConnectorOp op, string idempotencyKey, CancellationToken cancellationToken)
    {
        Demand("OpExec");
        var result = await inner.ExecuteAsync(address, op, idempotencyKey, cancellationToken);
        return result with { Message = Clean(result.Message) };
    }

    public async Task<TaskStep> RunTaskAsync(
        Address address,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte>? argument,
        ReadOnlyMemory<byte>? state,
        CancellationToken cancellationToken)
    {
        Demand("TaskExec");
        var step = await inner.RunTaskAsync(address, body, argument, state, cancellationToken);
        return step with { Message = Clean(step.Message) };
    }
}
