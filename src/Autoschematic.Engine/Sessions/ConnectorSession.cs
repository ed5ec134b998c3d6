using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>The connectors of one run, started and initialised, for reading and planning only.</summary>
/// <remarks>The pool owns the processes; a session has nothing to dispose.</remarks>
public sealed class ConnectorSession
{
    private ConnectorSession(Workspace workspace, IReadOnlyList<SessionConnector> connectors)
    {
        Workspace = workspace;
        Connectors = connectors;
    }

    public Workspace Workspace { get; }

    /// <summary>Every connector of the requested prefixes in file order, those that failed included.</summary>
    public IReadOnlyList<SessionConnector> Connectors { get; }

    /// <summary>Starts connectors concurrently; a failing one is a diagnostic and never stops the others.</summary>
    public static Task<ConnectorSession> StartAsync(
        Workspace workspace,
        IConnectorPool pool,
        SessionRequest request,
        Action<ConnectorProgress> onProgress,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    public SessionConnector? Find(Prefix prefix, string shortname)
        => Connectors.FirstOrDefault(connector => connector.Prefix == prefix && connector.Name == shortname);

    /// <summary>The first connector of the prefix, in file order, whose bits contain the role's.</summary>
    public Task<Ownership> FindOwnerAsync(
        Prefix prefix, Address address, FilterBits role, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>Every connector that takes the address for configuration of its own.</summary>
    public Task<IReadOnlyList<SessionConnector>> FindConfiguredAsync(
        Prefix prefix, Address address, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Where a resource lives remotely; throws <see cref="ConnectorException"/>, also for an address that cannot be used.</summary>
    public Task<MappedAddress> MapAsync(
        SessionConnector connector, Address virtualAddress, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>The virtual address of a physical one, or null when there is none yet; throws like <see cref="MapAsync"/>.</summary>
    public Task<Address?> MapBackAsync(
        SessionConnector connector, Address physical, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>Takes an address from a connector (one leading `/`, `./` and empty components dropped), or reports it and returns null.</summary>
    /// <param name="method">The method that returned it, for the message.</param>
    public Address? CheckAddress(SessionConnector connector, string method, string text, DiagnosticBag diagnostics)
        => throw new NotImplementedException();

    /// <summary>A failed call as a diagnostic: cleaned, redacted, with causes, log tail and hint.</summary>
    public Diagnostic Describe(ConnectorException exception, ResourceKey? resource = null)
        => throw new NotImplementedException();
}
