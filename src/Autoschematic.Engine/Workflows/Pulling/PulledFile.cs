using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>A pulled resource with what the workflow needs to finish it.</summary>
internal sealed record PulledFile(SessionConnector Connector, SelectedFile File, PulledResource Resource)
{
    /// <summary>What is there remotely, while it is not decided yet whether it is taken.</summary>
    public (RemoteResource Body, Address Physical)? Undecided { get; init; }

    /// <summary>What is still to be written; null when there is nothing, or when it was.</summary>
    public PullWrite? Write { get; init; }

    public static PulledFile Failed(SessionConnector connector, SelectedFile file, Diagnostic diagnostic)
        => Of(connector, file, new PullStatus.Failed(diagnostic));

    public static PulledFile Of(SessionConnector connector, SelectedFile file, PullStatus status)
        => new(connector, file, new(new(file.Prefix, file.Address), connector.Name, status));
}
