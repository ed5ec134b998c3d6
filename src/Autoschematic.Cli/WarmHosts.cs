using Autoschematic.Connectors.Warm;
using Autoschematic.Connectors.Warm.Client;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli;

/// <summary>The background processes that keep connectors running between commands.</summary>
/// <param name="MakePool">Makes a pool that gets its connectors from them, for a command of that name.</param>
/// <param name="Control">Asks one how it is, and ends it.</param>
public sealed record WarmHosts(Func<IConnectorLog, Func<string, string>, WarmUse, string, IConnectorPool> MakePool, WarmControl Control);
