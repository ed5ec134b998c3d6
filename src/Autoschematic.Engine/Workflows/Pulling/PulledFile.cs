using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>A pulled resource with what the workflow needs to finish it.</summary>
/// <param name="Written">Files that were written or deleted.</param>
/// <param name="MayStage">Whether the working copy was what is staged before.</param>
internal sealed record PulledFile(
    SessionConnector Connector,
    SelectedFile File,
    PulledResource Resource,
    IReadOnlyList<RepoPath> Written,
    bool MayStage)
{
    public static PulledFile Failed(SessionConnector connector, SelectedFile file, Diagnostic diagnostic)
        => Of(connector, file, new PullStatus.Failed(diagnostic));

    public static PulledFile Of(SessionConnector connector, SelectedFile file, PullStatus status)
        => new(connector, file, new(new(file.Prefix, file.Address), connector.Name, status, null, [], false), [], false);
}
