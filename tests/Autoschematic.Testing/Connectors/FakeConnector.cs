using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Testing.Connectors;

/// <summary>A connector in the test's own process over a <see cref="FakeCloud"/>; it reads output files from disk as real ones do.</summary>
/// <remarks>
/// Addresses below `mapped/` get an id when they are created and live at `mapped/ID.EXT`; all others need no mapping.
/// Ops read `create BODY`, `update BODY` and `delete`.
/// </remarks>
public sealed class FakeConnector(string name, FakeCloud cloud) : IConnector
{
    private readonly ConcurrentQueue<FakeCall> calls = new();
    private readonly ConcurrentQueue<string> keys = new();
    private string root = "";
    private Prefix? prefix;
    private bool isRetired;

    public string Name => name;

    public FakeCloud Cloud => cloud;

    public string ProtocolVersion { get; set; } = "0.14.0";

    public ConnectorCapabilities Capabilities { get; set; } = ConnectorCapabilities.Plain with { Revision = 1, MaxConcurrency = 64 };

    public ConnectorIdentity Identity { get; set; } = new("0.14.0", $"fake {name}", new string('f', 64));

    public ConnectorStatus Status { get; } = new(true, null, null, $"fake {name}", 0);

    /// <summary>Bits of an address; by default by its first folder and its extension.</summary>
    public Func<Address, FilterBits> Filter { get; set; } = DefaultFilter;

    /// <summary>Runs before every call; may wait, or throw a <see cref="ConnectorException"/>.</summary>
    public Func<FakeCall, CancellationToken, Task>? Before { get; set; }

    /// <summary>Runs after an op changed the cloud and before its answer; throwing loses the answer.</summary>
    public Func<FakeCall, CancellationToken, Task>? After { get; set; }

    /// <summary>Ops instead of the usual ones, or null for the usual ones.</summary>
    public Func<Address, string?, string?, IReadOnlyList<ConnectorOp>?>? Planner { get; set; }

    /// <summary>Mapping instead of the usual one, or null for the usual one.</summary>
    public Func<Address, PhysicalMapping?>? Mapper { get; set; }

    /// <summary>Equality instead of that of bytes.</summary>
    public Func<string, string, bool>? Equality { get; set; }

    /// <summary>What an op answers instead of the outputs of its object.</summary>
    public Func<Address, string, OpResult?>? Answer { get; set; }

    public Func<Address, string, IReadOnlyList<ConnectorDiagnostic>>? Linter { get; set; }

    /// <summary>Documentation; none by default.</summary>
    public Func<Address, DocIdent, Docstring?>? Documenter { get; set; }

    public Func<Address, string, IReadOnlyList<BundleChild>>? Expander { get; set; }

    public Func<Address, string?, TaskStep>? TaskRunner { get; set; }

    public Func<IReadOnlyList<string>>? Lister { get; set; }

    /// <summary>Virtual address of a physical one instead of the usual one; null says that there is none yet.</summary>
    public Func<Address, string?>? BackMapper { get; set; }

    /// <summary>The virtual address that Get suggests for a first import.</summary>
    public Func<Address, string?>? Suggester { get; set; }

    public IReadOnlyList<string> Subpaths { get; set; } = ["./"];

    public IReadOnlyList<Skeleton> Skeletons { get; set; } = [];

    /// <summary>Outputs that a virtual address waits for before it can be mapped.</summary>
    public Dictionary<string, OutputRead> WaitsFor { get; } = [];

    /// <summary>Every call so far, in the order they arrived.</summary>
    public IReadOnlyList<FakeCall> Calls => [.. calls];

    /// <summary>Calls that change something remote, one a line.</summary>
    public string Mutations => string.Join('\n', calls.Where(call => call.Method is "OpExec" or "TaskExec"));

    /// <summary>Idempotency keys of executed ops, in the order they arrived.</summary>
    public IReadOnlyList<string> Keys => [.. keys];

    public int CountOf(string method) => calls.Count(call => call.Method == method);

    /// <summary>Makes calls of a method at an address fail; <c>*</c> stands for any address.</summary>
    public FakeConnector Failing(
        string method, string address, string message, ConnectorFailure failure = ConnectorFailure.Answered)
    {
        var before = Before;
        Before = async (call, cancellationToken) =>
        {
            await (before?.Invoke(call, cancellationToken) ?? Task.CompletedTask);
            if (call.Method == method && (address == "*" || call.Address == address))
            {
                throw new ConnectorException(failure, name, method, message);
            }
        };
        return this;
    }

    public async Task InitAsync(CancellationToken cancellationToken) => await CallAsync("Init", "", "", cancellationToken);

    public async ValueTask<FilterBits> FilterAsync(Address address, CancellationToken cancellationToken)
    {
        await CallAsync("Filter", address.Text, "", cancellationToken);
        return Filter(address);
    }

    public void ForgetFilters() => calls.Enqueue(new("ForgetFilters", ""));

    public async Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken)
    {
        await CallAsync("Subpaths", "", "", cancellationToken);
        return Subpaths;
    }

    public async Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
    {
        await CallAsync("List", subpath, "", cancellationToken);
        return Lister?.Invoke() ?? [.. cloud.Objects.Select(item => item.Key)];
    }

    public async Task<RemoteResource?> GetAsync(Address physical, CancellationToken cancellationToken)
    {
        await CallAsync("Get", physical.Text, "", cancellationToken);
        return cloud[physical.Text] is { } found
            ? new(Encoding.UTF8.GetBytes(found.Body), Suggester?.Invoke(physical), found.Outputs, found.Sensitive)
            : null;
    }

    public async Task<IReadOnlyList<ConnectorOp>> PlanAsync(
        Address address, ReadOnlyMemory<byte>? current, ReadOnlyMemory<byte>? desired, CancellationToken cancellationToken)
    {
        await CallAsync("Plan", address.Text, "", cancellationToken);
        var (before, after) = (TextOf(current), TextOf(desired));
        if (Planner?.Invoke(address, before, after) is { } planned)
        {
            return planned;
        }

        var writes = after is null ? [] : IsMapped(address) ? ["id", .. FakeCloud.OutputKeys(after)] : FakeCloud.OutputKeys(after);
        return (before, after) switch
        {
            (null, null) => [],
            (null, { } body) => [new($"create {body}", writes, $"create {address.Path.Name}", OpKind.Create)],
            (_, null) => [new("delete", [], $"delete {address.Path.Name}", OpKind.Delete, Irreversible: true)],
            var (old, body) => old == body ? [] : [new($"update {body}", writes, $"update {address.Path.Name}", OpKind.Update)],
        };
    }

    public async ValueTask<PhysicalMapping> VirtualToPhysicalAsync(Address virtualAddress, CancellationToken cancellationToken)
    {
        await CallAsync("AddrVirtToPhy", virtualAddress.Text, "", cancellationToken);
        if (Mapper?.Invoke(virtualAddress) is { } mapping)
        {
            return mapping;
        }

        if (WaitsFor.TryGetValue(virtualAddress.Text, out var read) && ReadOutput(read.Address, read.Key) is null)
        {
            return new PhysicalMapping.Deferred([read]);
        }

        return !IsMapped(virtualAddress) ? new PhysicalMapping.Unmapped(virtualAddress.Text)
            : ReadOutput(virtualAddress.Text, "id") is { } id ? new PhysicalMapping.Present(PhysicalOf(virtualAddress, id))
            : new PhysicalMapping.NotPresent();
    }

    public async ValueTask<string?> PhysicalToVirtualAsync(Address physical, CancellationToken cancellationToken)
    {
        await CallAsync("AddrPhyToVirt", physical.Text, "", cancellationToken);
        if (BackMapper is not null)
        {
            return BackMapper(physical);
        }

        var pointer = Path.Combine(OutputFolder, $"{physical}.out.json");
        if (!IsMapped(physical) || !File.Exists(pointer))
        {
            return physical.Text;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(pointer));
        return document.RootElement.TryGetProperty("PointerToVirtual", out var address) ? address.GetString() : physical.Text;
    }

    public async Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken)
    {
        await CallAsync("GetSkeletons", "", "", cancellationToken);
        return Skeletons;
    }

    public async Task<Docstring?> DocstringAsync(Address address, DocIdent ident, CancellationToken cancellationToken)
    {
        await CallAsync("GetDocstring", address.Text, ident.ToString(), cancellationToken);
        return Documenter?.Invoke(address, ident);
    }

    public async ValueTask<bool> EqAsync(
        Address address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
    {
        await CallAsync("Eq", address.Text, "", cancellationToken);
        return Equality is null ? left.Span.SequenceEqual(right.Span) : Equality(TextOf(left)!, TextOf(right)!);
    }

    public async Task<IReadOnlyList<ConnectorDiagnostic>> DiagAsync(
        Address address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await CallAsync("Diag", address.Text, "", cancellationToken);
        return Linter?.Invoke(address, TextOf(body)!) ?? [];
    }

    public async Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        Address address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
    {
        await CallAsync("Unbundle", address.Text, TextOf(bundle)!, cancellationToken);
        return Expander?.Invoke(address, TextOf(bundle)!) ?? [];
    }

    public async Task<OpResult> ExecuteAsync(
        Address address, ConnectorOp op, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = await CallAsync("OpExec", address.Text, op.Definition, cancellationToken);
        keys.Enqueue(idempotencyKey);
        var verb = op.Definition.Split(' ', 2);
        OpResult result;
        if (verb[0] == "delete")
        {
            var outputs = cloud[address.Text]?.Outputs.Keys.ToDictionary(key => key, _ => (string?)null) ?? [];
            cloud.Remove(address.Text);
            result = new(outputs, new HashSet<string>(), "deleted");
        }
        else
        {
            result = Store(address, verb[0], verb.Length > 1 ? verb[1] : "");
        }

        await (After?.Invoke(call, cancellationToken) ?? Task.CompletedTask);
        return Answer?.Invoke(address, op.Definition) ?? result;
    }

    public async Task<TaskStep> RunTaskAsync(
        Address address,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte>? argument,
        ReadOnlyMemory<byte>? state,
        CancellationToken cancellationToken)
    {
        await CallAsync("TaskExec", address.Text, string.Join(' ', new[] { TextOf(argument), TextOf(state) }.OfType<string>()), cancellationToken);
        return TaskRunner?.Invoke(address, TextOf(state))
            ?? new(null, [], new Dictionary<string, string?>(), new HashSet<string>(), new Dictionary<string, string?>(), null, null);
    }

    /// <summary>Where the pool says that it runs.</summary>
    internal void Attach(ConnectorLaunch launch)
    {
        root = launch.RepositoryRoot;
        prefix = launch.Prefix;
        isRetired = false;
    }

    /// <summary>From now on a call is a mistake of whoever makes it.</summary>
    internal void Retire() => isRetired = true;

    private string OutputFolder => Path.Combine(root, ".autoschematic", prefix?.Folder?.Text ?? "");

    private OpResult Store(Address address, string verb, string body)
    {
        var isNew = verb == "create" && IsMapped(address);
        var id = isNew ? cloud.NextId() : null;
        var physical = id is null ? address.Text : PhysicalOf(address, id);
        var known = id is null ? cloud[physical]?.Outputs.GetValueOrDefault("id") : id;
        var stored = known is null ? cloud.Put(physical, body) : cloud.Put(physical, body, ("id", known));
        return new(stored.Outputs.ToDictionary(pair => pair.Key, pair => (string?)pair.Value), stored.Sensitive, $"{verb}d");
    }

    private async Task<FakeCall> CallAsync(string method, string address, string detail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isRetired, this);
        var call = new FakeCall(method, address, detail);
        calls.Enqueue(call);
        await (Before?.Invoke(call, cancellationToken) ?? Task.CompletedTask);
        return call;
    }

    private string? ReadOutput(string address, string key)
    {
        var file = Path.Combine(OutputFolder, $"{address}.out.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.TryGetProperty("OutputMap", out var map) && map.TryGetProperty(key, out var value)
            ? value.GetString()
            : null;
    }

    private static bool IsMapped(Address address) => address.Text.StartsWith("mapped/", StringComparison.Ordinal);

    private static string PhysicalOf(Address address, string id) => $"mapped/{id}{Path.GetExtension(address.Text)}";

    private static string? TextOf(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Encoding.UTF8.GetString(some.Span) : null;

    private static FilterBits DefaultFilter(Address address)
        => Path.GetExtension(address.Text) switch
        {
            ".bundle" => FilterBits.Bundle,
            ".task" => FilterBits.Task,
            ".conf" => FilterBits.Config,
            ".txt" or ".ron" or ".json" => FilterBits.Resource,
            _ => FilterBits.None,
        };
}
