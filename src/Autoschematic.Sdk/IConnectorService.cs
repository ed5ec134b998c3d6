namespace Autoschematic.Sdk;

/// <summary>A connector: the methods of the protocol, called concurrently by the host.</summary>
/// <remarks>
/// Addresses never include the prefix and use `/`. Every method may throw; a <see cref="ConnectorServiceException"/>
/// tells the host what kind of error it is, any other exception reaches the user with its chain of causes.
/// The constructor only keeps what it is given (a <see cref="ConnectorContext"/>, an `ILogger`, services of your own);
/// reading configuration and checking credentials belong into <see cref="InitAsync"/>.
/// </remarks>
public interface IConnectorService
{
    /// <summary>Second-stage set-up: reads configuration, checks credentials, makes clients.</summary>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>A task that ends when the connector is ready; its error is shown whole to the user.</returns>
    Task InitAsync(CancellationToken cancellationToken);

    /// <summary>Says what the connector takes an address for. Pure: the host remembers the answer.</summary>
    /// <param name="address">Any address under the prefix.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>All that the address is, or <see cref="FilterBits.None"/> when it is not the connector's.</returns>
    Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken);

    /// <summary>Divides the address space into parts that are listed separately.</summary>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>Subpaths; by default one part that holds everything.</returns>
    Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>>(["./"]);

    /// <summary>Lists the physical addresses that exist under one part; listing more is allowed.</summary>
    /// <param name="subpath">One of <see cref="SubpathsAsync"/>, or a part the user asked for.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>Physical addresses.</returns>
    Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken);

    /// <summary>Reads the remote truth.</summary>
    /// <param name="address">A physical address.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>The resource, or null when there is none.</returns>
    Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken);

    /// <summary>Finds the operations that take the current body to the desired one.</summary>
    /// <param name="request">Address and both sides.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>Operations in the order in which they must run; none when nothing is to be done.</returns>
    Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken);

    /// <summary>Executes one operation of a plan.</summary>
    /// <param name="request">Address, operation and idempotency key.</param>
    /// <param name="cancellationToken">Ends when the connector has to stop; a host that gives the call up does not end it.</param>
    /// <returns>Outputs to store and a message.</returns>
    Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken);

    /// <summary>Maps a virtual address to where the resource lives remotely.</summary>
    /// <param name="address">A virtual address.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>The mapping; by default this kind of address needs none.</returns>
    Task<PhysicalMapping> VirtualToPhysicalAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult<PhysicalMapping>(new PhysicalMapping.Unmapped(address));

    /// <summary>Maps a physical address back to its virtual one.</summary>
    /// <param name="address">A physical address.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>The virtual address, or null when there is none yet; by default the address itself.</returns>
    Task<string?> PhysicalToVirtualAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult<string?>(address);

    /// <summary>Gives example bodies, from which users begin.</summary>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>Skeletons at addresses with `[placeholders]`; by default none.</returns>
    Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<Skeleton>>([]);

    /// <summary>Documents a struct, field or variant of a body.</summary>
    /// <param name="address">The file being read.</param>
    /// <param name="ident">What documentation is asked for.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>Documentation, or null, as by default.</returns>
    Task<Docstring?> DocstringAsync(string address, DocIdent ident, CancellationToken cancellationToken)
        => Task.FromResult<Docstring?>(null);

    /// <summary>Says whether two bodies mean the same.</summary>
    /// <param name="address">The address of both.</param>
    /// <param name="left">One body.</param>
    /// <param name="right">The other body.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>Whether they mean the same; by default, whether their bytes are equal.</returns>
    Task<bool> EqAsync(
        string address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => Task.FromResult(left.Span.SequenceEqual(right.Span));

    /// <summary>Finds errors inside a body.</summary>
    /// <param name="address">The address of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>Findings with positions; by default none.</returns>
    Task<IReadOnlyList<BodyDiagnostic>> DiagAsync(
        string address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<BodyDiagnostic>>([]);

    /// <summary>Runs one step of a task; it is called again with the state it returned until that is absent.</summary>
    /// <param name="request">Address, body, argument and state.</param>
    /// <param name="cancellationToken">Ends when the connector has to stop; a host that gives the call up does not end it.</param>
    /// <returns>What the step did. By default the connector has no tasks, and the host says so.</returns>
    Task<TaskStep> RunTaskAsync(TaskRequest request, CancellationToken cancellationToken)
        => throw new UnimplementedMethodException("TaskExec");

    /// <summary>Expands a bundle into the files it stands for.</summary>
    /// <param name="address">The bundle's address.</param>
    /// <param name="bundle">The bundle's body.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>The bundle's children. By default the connector has no bundles, and the host says so.</returns>
    Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        string address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
        => throw new UnimplementedMethodException("Unbundle");

    /// <summary>What the connector declares of itself; asked once, before <see cref="InitAsync"/>.</summary>
    ConnectorCapabilities Capabilities => ConnectorCapabilities.None;
}
