using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Why a call to a started connector gave no result, beyond what the wire says.</summary>
internal static class CallFailures
{
    public static ConnectorException Died(
        string connector, string method, ChildExit exit, IReadOnlyList<string> tail, Exception? inner)
        => new(ConnectorFailure.Died, connector, method, $"Connector `{connector}` {exit} during `{method}`", inner)
        {
            LogTail = tail,
            Hint = "it is started again for the next call",
        };

    public static ConnectorException TooManyRestarts(string connector, string method, int restarts, IReadOnlyList<string> tail)
        => new(
            ConnectorFailure.NotSent,
            connector,
            method,
            $"Connector `{connector}` died {restarts + 1} times and is not started again")
        {
            LogTail = tail,
        };

    public static ConnectorException Overdue(string connector, string method, TimeSpan limit)
        => new(
            ConnectorFailure.Deadline,
            connector,
            method,
            $"Connector `{connector}` did not answer `{method}` within {limit.TotalSeconds:0.#} s; whether it took effect is unknown");

    public static ConnectorException HeldUp(string connector, string method)
        => new(
            ConnectorFailure.NotSent,
            connector,
            method,
            $"`{method}` was not sent: connector `{connector}` is still busy with an earlier call whose time was up");

    public static ConnectorException EmptyBody(string connector, string file)
        => new(
            ConnectorFailure.NotSent,
            connector,
            "Plan",
            $"`{file}` is empty, which connector `{connector}` would take for a deletion, so it was not planned")
        {
            Hint = "delete the file to delete the resource, write something into it, or use a release of the connector whose SDK knows presence flags",
        };

    public static ConnectorException Disposed(string connector, string method)
        => new(ConnectorFailure.NotSent, connector, method, $"`{method}` was not sent: connector `{connector}` is being stopped");
}
