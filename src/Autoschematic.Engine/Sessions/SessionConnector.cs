using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>One configured connector in a running session; it can read and plan, never execute.</summary>
public sealed class SessionConnector
{
    internal SessionConnector(ConfiguredPrefix prefix, ConfiguredConnector configured, ConnectorState state, IConnectorReader? reader)
    {
        ConfiguredPrefix = prefix;
        Configured = configured;
        State = state;
        Reader = reader;
    }

    public ConfiguredPrefix ConfiguredPrefix { get; }

    public ConfiguredConnector Configured { get; }

    public Prefix Prefix => ConfiguredPrefix.Prefix;

    /// <summary>Shortname in the configuration.</summary>
    public string Name => Configured.Shortname;

    public ConnectorState State { get; }

    /// <summary>Null when it does not run; calls that its state forbids throw <see cref="ConnectorException"/>.</summary>
    public IConnectorReader? Reader { get; }

    /// <summary>Why it is not ready, when something failed.</summary>
    public Diagnostic? Failure => State switch
    {
        ConnectorState.StartFailed failed => failed.Diagnostic,
        ConnectorState.InitFailed failed => failed.Diagnostic,
        _ => null,
    };

    /// <summary>Whether it does not run since the configuration is wrong, and not for a reason of its own.</summary>
    public bool IsMisconfigured => State is ConnectorState.StartFailed { IsMisconfigured: true };

    public override string ToString() => $"{Prefix}/{Name}";
}
