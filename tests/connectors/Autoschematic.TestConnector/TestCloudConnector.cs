using System.Text;
using System.Text.Json;
using Autoschematic.Sdk;
using Autoschematic.TestClouds;
using Autoschematic.TestConnector.Bodies;
using Autoschematic.TestConnector.Cloud;
using Autoschematic.TestConnector.Faults;
using Autoschematic.TestConnector.Kinds;
using Autoschematic.TestConnector.Settings;

namespace Autoschematic.TestConnector;

/// <summary>The connector in front of the cloud; README.md says what it can be told to do.</summary>
internal sealed class TestCloudConnector : IConnectorService
{
    private static readonly string[] Lies = ["../x", ".git/hooks/x"];

    private readonly CloudDatabase database;
    private readonly SettingsReader settings;
    private readonly FaultInjector faults;
    private readonly CloudMapping mapping;
    private readonly CloudExecutor executor;
    private readonly CloudTasks tasks;

    public TestCloudConnector(ConnectorContext context, CloudDatabase database, SettingsReader settings, FaultInjector faults)
    {
        this.database = database;
        this.settings = settings;
        this.faults = faults;
        mapping = new(database, new OutputFiles(Environment.CurrentDirectory, context.Prefix));
        executor = new(database, mapping);
        tasks = new(database, context, Environment.CurrentDirectory);

        // The constructor of a connector runs before its socket is there, so that even hanging has its test here.
        faults.BeforeAsync(settings.Current().Faults, "start", "", CancellationToken.None).GetAwaiter().GetResult();
    }

    public ConnectorCapabilities Capabilities
    {
        get
        {
            var current = settings.Current();
            return new() { MaxConcurrency = 64, IdempotentOps = current.Idempotent, Kinds = current.Declares ? CloudDocs.Kinds : [] };
        }
    }

    public Task InitAsync(CancellationToken cancellationToken)
        => AnswerAsync("init", "", _ => true, cancellationToken);

    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
        => AnswerAsync(
            "filter",
            address,
            _ => address == CloudAddress.Config ? FilterBits.Config : CloudAddress.TryParse(address)?.Kind.Bits ?? FilterBits.None,
            cancellationToken);

    public Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>>(
            [.. CloudKind.All.Where(kind => kind is { Parent: null, Bits: FilterBits.Resource }).Select(kind => kind.Collection)]);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => AnswerAsync<IReadOnlyList<string>>(
            "list",
            subpath,
            current => [.. database.Read(session => session.Addresses(subpath is "." or "./" ? "" : subpath)), .. current.Lies ? Lies : []],
            cancellationToken);

    public Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
        => AnswerAsync("get", address, current => Read(address, current), cancellationToken);

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        => AnswerAsync("plan", request.Address, current => CloudPlanner.Plan(request, current), cancellationToken);

    public Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        var op = CloudOp.Parse(request.Definition);
        return ChangeAsync(
            "op_exec",
            op.Verb,
            request.Address,
            request.IdempotencyKey,
            (current, call) => executor.Execute(request, op, call, current),
            cancellationToken);
    }

    public Task<PhysicalMapping> VirtualToPhysicalAsync(string address, CancellationToken cancellationToken)
        => AnswerAsync("addr_virt_to_phy", address, _ => mapping.ToPhysical(address), cancellationToken);

    public Task<string?> PhysicalToVirtualAsync(string address, CancellationToken cancellationToken)
        => AnswerAsync("addr_phy_to_virt", address, _ => mapping.ToVirtual(address), cancellationToken);

    public Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken)
        => Task.FromResult(CloudDocs.Skeletons);

    public Task<Docstring?> DocstringAsync(string address, DocIdent ident, CancellationToken cancellationToken)
        => Task.FromResult(CloudDocs.Of(ident));

    public Task<bool> EqAsync(
        string address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => AnswerAsync("eq", address, _ => CloudBody.Same(address, left, right), cancellationToken);

    public Task<IReadOnlyList<BodyDiagnostic>> DiagAsync(
        string address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        => AnswerAsync("diag", address, _ => CloudBody.Check(address, body), cancellationToken);

    public Task<TaskStep> RunTaskAsync(TaskRequest request, CancellationToken cancellationToken)
        => ChangeAsync(
            "task_exec",
            "task",
            request.Address,
            request.Argument.Length == 0 ? null : Encoding.UTF8.GetString(request.Argument.Span),
            (_, call) => tasks.Run(request, call),
            cancellationToken);

    public Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        string address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
        => AnswerAsync<IReadOnlyList<BundleChild>>("unbundle", address, current => [.. Children(bundle, current)], cancellationToken);

    private RemoteResource? Read(string address, CloudSettings current)
    {
        var found = database.Read(session => session.Find(address));
        if (found is null && database.Read(session => session.FadingOf(address)) > 0)
        {
            found = database.Write(session => session.ReadFading(address));
        }

        if (found is null)
        {
            return null;
        }

        var outputs = CloudAddress.TryParse(address) is { } parsed ? CloudOutputs.Of(parsed, current) : CloudOutputs.None;
        return new RemoteResource(current.Reorders ? CloudBody.Shuffled(address, found.Body) : found.Body)
        {
            VirtualAddress = current.Lies ? Lies[0] : current.SuggestsNames ? mapping.Suggest(address) : null,
            Outputs = outputs.All,
            SensitiveOutputs = outputs.Sensitive,
        };
    }

    private static IEnumerable<BundleChild> Children(ReadOnlyMemory<byte> bundle, CloudSettings current)
    {
        foreach (var child in CloudBody.Json(bundle).GetProperty("children").EnumerateObject())
        {
            var text = child.Value.ValueKind == JsonValueKind.String ? child.Value.GetString()! : child.Value.GetRawText();
            yield return new BundleChild(child.Name, Encoding.UTF8.GetBytes(text));
        }

        foreach (var lie in current.Lies ? Lies : [])
        {
            yield return new BundleChild(lie, "gotcha"u8.ToArray());
        }
    }

    private async Task<T> AnswerAsync<T>(
        string method, string address, Func<CloudSettings, T> answer, CancellationToken cancellationToken)
    {
        var result = await WithFaultsAsync(method, address, answer, cancellationToken);
        if (!settings.Current().IsQuiet)
        {
            database.Write(session => session.AddRead(method, address));
        }

        return result;
    }

    /// <summary>A call that changes something: it is counted when it comes, and again how it ends.</summary>
    private async Task<T> ChangeAsync<T>(
        string method, string op, string address, string? key, Func<CloudSettings, long, T> change, CancellationToken cancellationToken)
    {
        var call = database.Write(session => session.AddCall(op, address, key, Environment.ProcessId));
        try
        {
            return await WithFaultsAsync(method, address, current => change(current, call), cancellationToken);
        }
        catch
        {
            // One that was done before its answer was spoilt stays done.
            database.Write(session => session.EndCall(call, CallOutcome.Refused, null));
            throw;
        }
    }

    private async Task<T> WithFaultsAsync<T>(
        string method, string address, Func<CloudSettings, T> answer, CancellationToken cancellationToken)
    {
        var current = settings.Current();
        await faults.BeforeAsync(current.Faults, method, address, cancellationToken);
        var result = answer(current);
        await faults.AfterAsync(current.Faults, method, address, cancellationToken);
        return result;
    }
}
