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
    public static Task<ExecutingSession> StartAsync(
        Workspace workspace,
        IConnectorPool pool,
        SessionRequest request,
        Action<ConnectorProgress> onProgress,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The connector with everything it can do; null when it is not ready.</summary>
    public IConnector? ExecutorOf(SessionConnector connector) => executors.GetValueOrDefault(connector);
}
