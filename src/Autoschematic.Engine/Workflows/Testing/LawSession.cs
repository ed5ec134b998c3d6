using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Laws;
using Autoschematic.Engine.Workflows.Laws.Live;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Testing;

/// <summary>One started connector behind probes: as every command sees it, and itself.</summary>
/// <param name="Executing">The probe that executes; null unless the trial is a live one.</param>
internal sealed record LawSession(ConnectorSession Session, SessionConnector Connector, LawProbe? Reader, LawProbe? Own, LiveProbe? Executing)
{
    public static async Task<LawSession> StartAsync(
        Workspace workspace,
        IConnectorPool pool,
        ConfiguredPrefix prefix,
        LawRequest request,
        Action<ConnectorProgress> onProgress,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        // The others of the prefix have nothing to do with it.
        var only = prefix with { Connectors = [prefix.FindConnector(request.Connector)!] };
        var starter = new SessionStarter(workspace, pool, new SessionRequest([only], null, request.StrictEnvironment), onProgress);
        var started = await starter.StartAsync(diagnostics, cancellationToken);
        LawProbe? own = null;
        LiveProbe? executing = null;
        var session = ConnectorSession.Wrap(workspace, started, (inner, kinds, refusal, clean) =>
        {
            own = new(inner, request.Limit, workspace.Clock);
            return request.Live
                ? executing = new(new GuardedConnector(inner, kinds, refusal, clean), request.Limit, workspace.Clock)
                : new LawProbe(new GuardedReader(inner, kinds, refusal, clean), request.Limit, workspace.Clock);
        });
        var connector = session.Connectors[0];
        return new(session, connector, connector.Reader as LawProbe, own, executing);
    }
}
