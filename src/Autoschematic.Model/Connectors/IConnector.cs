using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.Connectors;

/// <summary>A running connector with everything it can do, remote changes included.</summary>
public interface IConnector : IConnectorReader
{
    /// <summary>Executes one op; a failure that is not an answer leaves its outcome unknown.</summary>
    Task<OpResult> ExecuteAsync(
        Address address, ConnectorOp op, string idempotencyKey, CancellationToken cancellationToken);

    Task<TaskStep> RunTaskAsync(
        Address address,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte>? argument,
        ReadOnlyMemory<byte>? state,
        CancellationToken cancellationToken);

    /// <summary>State for `connectors` and the language server: alive, process id, memory, start command.</summary>
    ConnectorStatus Status { get; }
}
