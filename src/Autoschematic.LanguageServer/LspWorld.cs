using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer;

/// <summary>Everything the server takes from outside.</summary>
/// <param name="Host">Environment variables and the like.</param>
/// <param name="Clock">The time.</param>
/// <param name="Version">The program's version, as the client shows it.</param>
/// <param name="MakePool">Makes the pool of connectors from where their lines go and how secrets are hidden.</param>
public sealed record LspWorld(
    HostEnvironment Host,
    TimeProvider Clock,
    string Version,
    Func<IConnectorLog, Func<string, string>, IConnectorPool> MakePool);
