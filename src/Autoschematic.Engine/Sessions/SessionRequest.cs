using Autoschematic.Model.Config;

namespace Autoschematic.Engine.Sessions;

/// <summary>Which connectors a run needs.</summary>
/// <param name="Prefixes">All connectors of these are started, since any may own a path.</param>
/// <param name="Initialise">Connectors whose Init is called; the others only answer for ownership. Null: all.</param>
/// <param name="StrictEnvironment">Connectors get only what the configuration names, whatever it contains.</param>
public sealed record SessionRequest(
    IReadOnlyList<ConfiguredPrefix> Prefixes,
    Func<ConfiguredConnector, bool>? Initialise = null,
    bool StrictEnvironment = false);
