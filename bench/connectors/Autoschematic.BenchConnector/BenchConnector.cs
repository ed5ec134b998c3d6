using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Autoschematic.Sdk;

namespace Autoschematic.BenchConnector;

/// <summary>Items in memory, `item/[name].json`, read and written in a time that was asked for.</summary>
internal sealed class BenchConnector : IConnectorService
{
    private readonly ConcurrentDictionary<string, byte[]> remote = new();
    private readonly ExactDelay delay = new();
    private readonly BenchSettings settings;
    private readonly CallMarks marks;

    public BenchConnector(BenchSettings settings, CallMarks marks)
    {
        this.settings = settings;
        this.marks = marks;
        for (var index = 0; index < settings.Existing; index++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"item/item-{index:D6}.json");
            remote[address] = Encoding.UTF8.GetBytes($"{{\n    \"name\": \"{address}\",\n    \"note\": \"{new string('x', 100)}\"\n}}\n");
        }
    }

    public ConnectorCapabilities Capabilities => new()
    {
        MaxConcurrency = settings.AtOnce,
        Kinds =
        [
            new("item/[name].json", FilterBits.Resource) { Mapping = AddressMapping.None, Equality = BodyEquality.Structural },
        ],
    };

    public Task InitAsync(CancellationToken cancellationToken)
    {
        marks.Enter("Init").Dispose();
        return Task.CompletedTask;
    }

    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
    {
        using var mark = marks.Enter("Filter");
        return Task.FromResult(address.StartsWith("item/", StringComparison.Ordinal) ? FilterBits.Resource : FilterBits.None);
    }

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
    {
        using var mark = marks.Enter("List");
        return Task.FromResult<IReadOnlyList<string>>([.. remote.Keys]);
    }

    public async Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
    {
        using var mark = marks.Enter("Get");
        await delay.WaitAsync(settings.GetTime, cancellationToken);
        return remote.TryGetValue(address, out var body)
            ? new(body) { Outputs = new Dictionary<string, string> { ["id"] = $"id of {address}" } }
            : null;
    }

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        using var mark = marks.Enter("Plan");
        return Task.FromResult<IReadOnlyList<ConnectorOp>>(
            request.Desired is not { } desired ? [new("delete") { Kind = OpKind.Delete }]
            : request.Current is { } current && current.Span.SequenceEqual(desired.Span) ? []
            : [new(Encoding.UTF8.GetString(desired.Span)) { Kind = OpKind.Create, WritesOutputs = ["id"] }]);
    }

    public async Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        using var mark = marks.Enter("OpExec");
        await delay.WaitAsync(settings.OpTime, cancellationToken);
        remote[request.Address] = Encoding.UTF8.GetBytes(request.Definition);
        return new() { Outputs = new Dictionary<string, string?> { ["id"] = $"id of {request.Address}" } };
    }
}
