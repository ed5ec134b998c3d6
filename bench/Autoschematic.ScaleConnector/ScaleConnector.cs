using System.Globalization;
using System.Text;
using Autoschematic.Sdk;

namespace Autoschematic.ScaleConnector;

/// <summary>A remote side of any size that needs no memory: every body follows from its address.</summary>
/// <remarks>
/// The first half of the resources are networks, whose ids the remote side picks; each of the others is a machine that names one of
/// them. `bench/sections/scale.py` writes the repository that this is like.
/// </remarks>
internal sealed class ScaleConnector : IConnectorService
{
    private const int GroupSize = 1000;
    private static readonly string Note = new('y', 1400);
    private static readonly string Notes = string.Concat(
        Enumerable.Range(0, 20).Select(line => FormattableString.Invariant($"    \"note{line}\": \"{new string('x', 56)}\",\n")));

    private readonly int resources = Setting("SCALE_RESOURCES", 0);

    // Machines whose number this divides are of another size than the repository says; 0 for none.
    private readonly int changed = Setting("SCALE_CHANGED", 0);

    public ConnectorCapabilities Capabilities { get; } = new()
    {
        MaxConcurrency = 64,
        IdempotentOps = true,
        Kinds =
        [
            new("nets/[group]/[name].ron", FilterBits.Resource)
            {
                Mapping = AddressMapping.ByOutput,
                MappingOutput = "net_id",
                Equality = BodyEquality.Structural,
            },
            new("vms/[group]/[name].json", FilterBits.Resource) { Mapping = AddressMapping.None, Equality = BodyEquality.Structural },
        ],
    };

    private int Networks => resources - (resources / 2);

    public Task InitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult(NumberOf(address) is null ? FilterBits.None : FilterBits.Resource);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>>(
        [
            .. Enumerable.Range(0, Networks).Select(number => Address("nets", "n", number, "ron")),
            .. Enumerable.Range(0, resources / 2).Select(number => Address("vms", "vm", number, "json")),
        ]);

    public Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult(NumberOf(address) is not { } number ? null
            : IsNetwork(address) && number < Networks ? Network(number)
            : !IsNetwork(address) && number < resources / 2 ? Machine(number)
            : null);

    public Task<string?> PhysicalToVirtualAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult<string?>(IsNetwork(address) ? null : address);

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<ConnectorOp>>(
            request is { Current: { } current, Desired: { } desired } && current.Span.SequenceEqual(desired.Span)
                ? []
                : [new("{}") { Message = "Change it", Kind = request.Current is null ? OpKind.Create : request.Desired is null ? OpKind.Delete : OpKind.Update }]);

    public Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
        => Task.FromResult(new ExecuteResult
        {
            Outputs = IsNetwork(request.Address) && NumberOf(request.Address) is { } number
                ? new Dictionary<string, string?> { ["net_id"] = Id(number) }
                : [],
        });

    private static RemoteResource Network(int number) => new(Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"Net(cidr: \"10.{number >> 8 & 255}.{number & 255}.0/24\", note: \"{Note}\")\n")))
    {
        VirtualAddress = Address("nets", "blue", number, "ron"),
        Outputs = new Dictionary<string, string> { ["net_id"] = Id(number) },
    };

    private RemoteResource Machine(int number) => new(Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"{{\n{Notes}    \"size\": {(changed > 0 && number % changed == 0 ? 2 : 1)},\n    \"network\": \"{Id(number)}\"\n}}\n")));

    private static string Id(int number) => FormattableString.Invariant($"n-{number:0000000}");

    private static string Address(string folder, string word, int number, string extension)
        => FormattableString.Invariant($"{folder}/{number / GroupSize:0000}/{word}-{number:0000000}.{extension}");

    private static bool IsNetwork(string address) => address.StartsWith("nets/", StringComparison.Ordinal);

    private static int? NumberOf(string address)
    {
        var start = address.LastIndexOf('-') + 1;
        var end = address.LastIndexOf('.');
        return end > start && int.TryParse(address.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
