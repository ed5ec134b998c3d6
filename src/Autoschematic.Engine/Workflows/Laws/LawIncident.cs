using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>A call that was not answered: the process died, the connection broke, or time was up.</summary>
internal sealed record LawIncident(string Method, string? Address, IReadOnlyList<LawInput> Inputs, ConnectorException Error)
{
    public bool IsSilence => Error.Failure == ConnectorFailure.Deadline;
}
