using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>Asks whose files with doubtful references are: in a file that is nobody's, `out://` is text like any other.</summary>
internal sealed class DoubtfulBodies(Workspace workspace, IConnectorPool pool, EventSink events)
{
    /// <summary>Those that no connector claims. What a connector that does not start could claim is not among them.</summary>
    public async Task<IReadOnlySet<ResourceKey>> FindStrangersAsync(
        IReadOnlySet<ResourceKey> suspects, bool strictEnvironment, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var strangers = new HashSet<ResourceKey>();
        if (suspects.Count == 0)
        {
            return strangers;
        }

        var prefixes = workspace.Config.Prefixes.Where(prefix => suspects.Any(suspect => suspect.Prefix == prefix.Prefix)).ToList();
        var startup = new DiagnosticBag();
        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(prefixes, StrictEnvironment: strictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            startup,
            cancellationToken);

        // Whether connectors start is not what this command is about.
        diagnostics.AddRange(startup.Where(finding => finding.Severity != DiagnosticSeverity.Error));
        foreach (var suspect in suspects)
        {
            var owner = await session.FindOwnerAsync(suspect.Prefix, suspect.Address, FilterBits.Resource, cancellationToken);
            if (owner is Ownership.Unowned { OtherRoles: false })
            {
                strangers.Add(suspect);
            }
        }

        return strangers;
    }
}
