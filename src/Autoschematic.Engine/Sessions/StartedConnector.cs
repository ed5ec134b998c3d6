using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>What starting one connector came to; diagnostics are kept apart so that they are shown in file order.</summary>
internal sealed record StartedConnector(
    ConfiguredPrefix Prefix,
    ConfiguredConnector Configured,
    ConnectorState State,
    IConnector? Connector,
    DiagnosticBag Diagnostics);
