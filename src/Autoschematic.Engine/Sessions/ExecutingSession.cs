using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>A session whose connectors may also execute ops and tasks; only commands that change remotes have one.</summary>
public sealed class ExecutingSession
{
    private readonly IReadOnlyDictionary<SessionConnector, IConnector> executors;

    private ExecutingSession(ConnectorSession session, IReadOnlyDictionary<SessionConnector, IConnector> executors)
    {
        Session = session;
        this.executors = executors;
    }

    /// <summary>The same connectors, for reading and planning.</summary>
    public ConnectorSession Session { get; }

    /// <inheritdoc cref="ConnectorSession.StartAsync"/>
    public static async Task<ExecutingSession> StartAsync(
        Workspace workspace,
        IConnectorPool pool,
        SessionRequest request,
        Action<ConnectorProgress> onProgress,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var started = await new SessionStarter(workspace, pool, request, onProgress).StartAsync(diagnostics, cancellationToken);
        var session = ConnectorSession.Wrap(
            workspace, started, (inner, kinds, refusal, clean) => new GuardedConnector(inner, kinds, refusal, clean));
        return new(
            session,
            session.Connectors
                .Where(connector => connector.State is ConnectorState.Ready)
                .ToDictionary(connector => connector, connector => (IConnector)connector.Reader!));
    }

    /// <summary>The connector with everything it can do; null when it is not ready.</summary>
    public IConnector? ExecutorOf(SessionConnector connector) => executors.GetValueOrDefault(connector);
}
