using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>A probe that also executes; only laws that were asked for with `--live` hold one.</summary>
internal sealed class LiveProbe(IConnector inner, TimeSpan limit, TimeProvider clock) : LawProbe(inner, limit, clock), IConnector
{
    public ConnectorStatus Status => inner.Status;

    public Task<OpResult> ExecuteAsync(Address address, ConnectorOp op, string idempotencyKey, CancellationToken cancellationToken)
        => AskAsync(
            "OpExec",
            address.Text,
            [new("op", op.Definition)],
            token => inner.ExecuteAsync(address, op, idempotencyKey, token),
            cancellationToken);

    public Task<TaskStep> RunTaskAsync(
        Address address,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte>? argument,
        ReadOnlyMemory<byte>? state,
        CancellationToken cancellationToken)
        => AskAsync(
            "TaskExec",
            address.Text,
            [LawText.Input("body", body)],
            token => inner.RunTaskAsync(address, body, argument, state, token),
            cancellationToken);
}
