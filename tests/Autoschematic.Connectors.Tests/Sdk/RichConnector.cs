using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;
using Autoschematic.Sdk;
using Microsoft.Extensions.Logging;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>A connector that uses everything the contract has.</summary>
internal sealed class RichConnector(ConnectorContext context, ILogger<RichConnector> logger, RichConnector.Gate gate) : IConnectorService
{
    public ConnectorCapabilities Capabilities { get; } = new()
    {
        MaxConcurrency = 64,
        IdempotentOps = true,
        Kinds =
        [
            new ResourceKind("vm/[name].json", FilterBits.Resource)
            {
                Mapping = AddressMapping.ByOutput,
                MappingOutput = "vm_id",
                Equality = BodyEquality.Structural,
            },
        ],
    };

    public Task InitAsync(CancellationToken cancellationToken)
        => throw new InvalidOperationException("outer", new IOException("middle", new TimeoutException("inner")));

    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
        => throw ConnectorServiceException.InvalidAddress(address);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => throw new ConnectorServiceException(ConnectorErrorCode.RateLimited, "slow down")
        {
            RetryAfter = TimeSpan.FromSeconds(2.5),
            RetrySafe = true,
        };

    public async Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
    {
        logger.LogInformation("get {Address} for {Prefix}", address, context.Prefix);
        if (address.StartsWith("gate/", StringComparison.Ordinal))
        {
            await gate.PassAsync(cancellationToken);
        }

        if (address == "bad.json")
        {
            throw new ConnectorServiceException("cannot read it");
        }

        return new RemoteResource(new byte[] { 1, 2 })
        {
            VirtualAddress = $"virtual/{address}",
            Outputs = new Dictionary<string, string> { ["id"] = "7", ["token"] = "t" },
            SensitiveOutputs = ["token"],
        };
    }

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<ConnectorOp>>(
        [
            new ConnectorOp("op")
            {
                Kind = OpKind.Replace,
                WritesOutputs = ["id"],
                Message = "replace it",
                Irreversible = true,
                DestroysData = true,
                Needs = ["first.json"],
            },
        ]);

    public async Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        if (request.Definition == "gate")
        {
            await gate.PassAsync(cancellationToken);
            gate.Finish();
        }

        return new ExecuteResult
        {
            Outputs = new Dictionary<string, string?> { ["id"] = "7", ["old"] = null, ["token"] = "t" },
            SensitiveOutputs = ["token"],
            Message = "done",
        };
    }

    public Task<PhysicalMapping> VirtualToPhysicalAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult<PhysicalMapping>(address switch
        {
            "present" => new PhysicalMapping.Present("p"),
            "not" => new PhysicalMapping.NotPresent(),
            "deferred" => new PhysicalMapping.Deferred([new OutputRead("parent", "id")]),
            _ => new PhysicalMapping.Unmapped(address),
        });

    public Task<string?> PhysicalToVirtualAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult<string?>(null);

    public Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<Skeleton>>([new Skeleton("vm/[name].json", "{}"u8.ToArray())]);

    public Task<Docstring?> DocstringAsync(string address, DocIdent ident, CancellationToken cancellationToken)
        => Task.FromResult<Docstring?>(new Docstring(ident.ToString(), "# md", ["a", "b"]));

    public Task<bool> EqAsync(
        string address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => Task.FromResult(true);

    public Task<IReadOnlyList<BodyDiagnostic>> DiagAsync(
        string address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<BodyDiagnostic>>(
            [new BodyDiagnostic(DiagnosticSeverity.Warning, new BodySpan(new TextPosition(1, 2), new TextPosition(3, 4)), "odd")]);

    public Task<TaskStep> RunTaskAsync(TaskRequest request, CancellationToken cancellationToken)
        => Task.FromResult(new TaskStep
        {
            NextState = "next"u8.ToArray(),
            ModifiedFiles = ["f.txt"],
            Outputs = new Dictionary<string, string?> { ["o"] = "1", ["gone"] = null },
            SensitiveOutputs = ["o"],
            Secrets = new Dictionary<string, string> { ["s.sealed"] = "secret" },
            Message = request.State is null ? "first" : "later",
            DelayUntil = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
        });

    public Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        string address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
        => throw new ConnectorServiceException(ConnectorErrorCode.InvalidBody, "no such field")
        {
            Span = new BodySpan(new TextPosition(2, 3), new TextPosition(2, 9)),
        };

    /// <summary>Holds calls until so many have come as are waited for, and notes those that were given up.</summary>
    internal sealed class Gate(int wanted)
    {
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int inside;

        public Task Cancelled => cancelled.Task;

        public Task Entered => entered.Task;

        public Task Finished => finished.Task;

        public void Finish() => finished.TrySetResult();

        public async Task PassAsync(CancellationToken cancellationToken)
        {
            entered.TrySetResult();
            if (Interlocked.Increment(ref inside) == wanted)
            {
                open.SetResult();
            }

            try
            {
                await open.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                cancelled.TrySetResult();
                throw;
            }
        }
    }
}
