using System.Diagnostics;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Redaction;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>The connectors of one run, started and initialised, for reading and planning only.</summary>
/// <remarks>The pool owns the processes; a session has nothing to dispose.</remarks>
public sealed class ConnectorSession
{
    private readonly ForeignErrors errors;

    private ConnectorSession(Workspace workspace, IReadOnlyList<SessionConnector> connectors)
    {
        errors = new(workspace.Redactor);
        Workspace = workspace;
        Connectors = connectors;
    }

    public Workspace Workspace { get; }

    /// <summary>Every connector of the requested prefixes in file order, those that failed included.</summary>
    public IReadOnlyList<SessionConnector> Connectors { get; }

    /// <summary>Starts connectors concurrently; a failing one is a diagnostic and never stops the others.</summary>
    public static async Task<ConnectorSession> StartAsync(
        Workspace workspace,
        IConnectorPool pool,
        SessionRequest request,
        Action<ConnectorProgress> onProgress,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var started = await new SessionStarter(workspace, pool, request, onProgress).StartAsync(diagnostics, cancellationToken);
        return Wrap(workspace, started, (inner, kinds, refusal, clean) => new GuardedReader(inner, kinds, refusal, clean));
    }

    public SessionConnector? Find(Prefix prefix, string shortname)
        => Connectors.FirstOrDefault(connector => connector.Prefix == prefix && connector.Name == shortname);

    /// <summary>The first connector of the prefix, in file order, whose bits contain the role's.</summary>
    public async Task<Ownership> FindOwnerAsync(
        Prefix prefix, Address address, FilterBits role, CancellationToken cancellationToken)
    {
        Ownership.NotKnown? notKnown = null;
        var otherRoles = false;
        foreach (var connector in Connectors.Where(connector => connector.Prefix == prefix))
        {
            var (bits, failure) = await AskFilterAsync(connector, address, cancellationToken);
            if (failure is not null)
            {
                notKnown ??= new(connector, failure);
            }
            else if (bits.HasFlag(role))
            {
                return new Ownership.Owned(connector, notKnown?.Connector);
            }

            otherRoles |= bits != FilterBits.None;
        }

        return notKnown is null || otherRoles ? new Ownership.Unowned(otherRoles) : notKnown;
    }

    /// <summary>Every connector that takes the address for configuration of its own.</summary>
    public async Task<IReadOnlyList<SessionConnector>> FindConfiguredAsync(
        Prefix prefix, Address address, CancellationToken cancellationToken)
    {
        var claimants = new List<SessionConnector>();
        foreach (var connector in Connectors.Where(connector => connector.Prefix == prefix))
        {
            var (bits, _) = await AskFilterAsync(connector, address, cancellationToken);
            if (bits.HasFlag(FilterBits.Config))
            {
                claimants.Add(connector);
            }
        }

        return claimants;
    }

    /// <summary>Where a resource lives remotely; throws <see cref="ConnectorException"/>, also for an address that cannot be used.</summary>
    public async Task<MappedAddress> MapAsync(
        SessionConnector connector, Address virtualAddress, CancellationToken cancellationToken)
    {
        const string method = "AddrVirtToPhy";
        switch (await ReaderOf(connector, method).VirtualToPhysicalAsync(virtualAddress, cancellationToken))
        {
            case PhysicalMapping.Present present:
                return new MappedAddress.At(Demand(connector, method, present.Path), IsMapped: true);
            case PhysicalMapping.Unmapped unmapped:
                return new MappedAddress.At(Demand(connector, method, unmapped.Path), IsMapped: false);
            case PhysicalMapping.NotPresent:
                return new MappedAddress.NotCreated();
            case PhysicalMapping.Deferred { Reads.Count: 0 }:
                throw new ConnectorException(ConnectorFailure.Answered, connector.Name, method, SessionDiagnostics.DefersOnNothing);
            case PhysicalMapping.Deferred deferred:
                return new MappedAddress.Waiting(
                    [.. deferred.Reads.Select(read => new OutputReference(Demand(connector, method, read.Address).Text, read.Key))]);
            case var other:
                throw new UnreachableException(other.GetType().Name);
        }
    }

    /// <summary>The virtual address of a physical one, or null when there is none yet; throws like <see cref="MapAsync"/>.</summary>
    public async Task<Address?> MapBackAsync(
        SessionConnector connector, Address physical, CancellationToken cancellationToken)
    {
        const string method = "AddrPhyToVirt";
        var text = await ReaderOf(connector, method).PhysicalToVirtualAsync(physical, cancellationToken);
        return text is null ? null : Demand(connector, method, text);
    }

    /// <summary>Takes an address from a connector (one leading `/`, `./` and empty components dropped), or reports it and returns null.</summary>
    /// <param name="method">The method that returned it, for the message.</param>
    public Address? CheckAddress(SessionConnector connector, string method, string text, DiagnosticBag diagnostics)
    {
        var (address, problem) = Check(connector, text);
        if (address is null)
        {
            diagnostics.Add(SessionDiagnostics.BadAddress(connector.Name, method, CleanLine(text), problem));
        }

        return address;
    }

    /// <summary>A failed call as a diagnostic: cleaned, redacted, with causes, log tail and hint.</summary>
    public Diagnostic Describe(ConnectorException exception, ResourceKey? resource = null)
        => exception is UnreadableOutputException unreadable ? unreadable.Diagnostic : errors.CallFailed(exception, resource);

    /// <summary>Wraps started connectors, so that nothing reaches one but through a guard.</summary>
    internal static ConnectorSession Wrap(
        Workspace workspace,
        IReadOnlyList<StartedConnector> started,
        Func<IConnector, DeclaredKinds, string?, Func<string, string>, IConnectorReader> guard)
    {
        var errors = new ForeignErrors(workspace.Redactor);
        return new(workspace, [.. started.Select(item => new SessionConnector(
            item.Prefix, item.Configured, item.State, item.Connector is null ? null : Guard(item, item.Connector)))]);

        IConnectorReader Guard(StartedConnector item, IConnector connector)
        {
            var kinds = new DeclaredKinds(connector.Capabilities.Kinds, (address, key) => ReadOutput(workspace, item, address, key));
            var refusal = item.State switch
            {
                ConnectorState.InitFailed failed => SessionDiagnostics.NotReady(failed.Diagnostic.Message),
                ConnectorState.NotInitialised => SessionDiagnostics.NotReady(null),
                _ => null,
            };
            return guard(connector, kinds, refusal, errors.Clean);
        }
    }

    // Only without an output nothing is mapped yet: one that cannot be read may well be the id of something that exists.
    private static string? ReadOutput(Workspace workspace, StartedConnector item, Address address, string key)
    {
        var problems = new DiagnosticBag();
        return new SealedOutputs(workspace).ReadValue(item.Prefix.Prefix, address, key, problems) is { } value ? value
            : problems.FirstOrDefault(problem => problem.Severity == DiagnosticSeverity.Error) is { } error
                ? throw new UnreadableOutputException(item.Configured.Shortname, error)
                : null;
    }

    private async Task<(FilterBits Bits, Diagnostic? Failure)> AskFilterAsync(
        SessionConnector connector, Address address, CancellationToken cancellationToken)
    {
        if (connector.Reader is null)
        {
            return (FilterBits.None, connector.Failure);
        }

        try
        {
            return (await connector.Reader.FilterAsync(address, cancellationToken), null);
        }
        catch (ConnectorException exception)
        {
            return (FilterBits.None, Describe(exception, new(connector.Prefix, address)));
        }
    }

    private Address Demand(SessionConnector connector, string method, string text)
    {
        var (address, problem) = Check(connector, text);
        return address ?? throw new ConnectorException(
            ConnectorFailure.Answered, connector.Name, method, SessionDiagnostics.BadAddressReason(CleanLine(text), problem));
    }

    private (Address? Address, string Problem) Check(SessionConnector connector, string text)
    {
        var address = Address.TryParseForeign(text, out var problem);
        var reserved = address is null ? null : Workspace.Reserved.Check(connector.Prefix.FileOf(address));
        return reserved is null ? (address, problem ?? "") : (null, reserved);
    }

    private string CleanLine(string text) => Workspace.Redactor.Redact(ForeignText.CleanLine(text));

    private static IConnectorReader ReaderOf(SessionConnector connector, string method)
        => connector.Reader
            ?? throw new ConnectorException(ConnectorFailure.NotStarted, connector.Name, method, connector.Failure?.Message ?? "it does not run");
}
