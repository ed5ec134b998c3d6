using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>An op that was answered: the keys of the outputs it wrote and what the connector said.</summary>
public sealed record ExecutedOp(
    ConnectorOp Op, IReadOnlyList<string> WrittenOutputs, IReadOnlyList<string> DeletedOutputs, string? Message);
