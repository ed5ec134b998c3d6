using System.Text;
using System.Text.Json;
using Autoschematic.Sdk;
using Autoschematic.TestConnector.Bodies;
using Autoschematic.TestConnector.Cloud;
using Autoschematic.TestConnector.Faults;

namespace Autoschematic.TestConnector;

/// <summary>The connector in front of the cloud; README.md says what it can be told to do.</summary>
internal sealed class TestCloudConnector : IConnectorService
{
    private static readonly string[] Lies = ["../x", ".git/hooks/x"];

    private readonly CloudSettings settings;
    private readonly CloudStore store;
    private readonly FaultPlan faults;
    private readonly CloudMapping mapping;
    private readonly CloudPlanner planner;
    private readonly CloudExecutor executor;
    private readonly CloudTasks tasks;

    public TestCloudConnector(ConnectorContext context, CloudSettings settings, CloudStore store, FaultPlan faults)
    {
        this.settings = settings;
        this.store = store;
        this.faults = faults;
        mapping = new(store, new OutputFiles(Environment.CurrentDirectory, context.Prefix));
        planner = new(settings);
        executor = new(store, mapping, settings);
        tasks = new(store, context, Environment.CurrentDirectory);

        // The constructor of a connector runs before its socket is there, so that even hanging has its test here.
        faults.BeforeAsync("start", "", CancellationToken.None).GetAwaiter().GetResult();
    }

    public ConnectorCapabilities Capabilities => new()
    {
        MaxConcurrency = 64,
        IdempotentOps = settings.Idempotent,
        Kinds = settings.Declares ? CloudDocs.Kinds : [],
    };

    public Task InitAsync(CancellationToken cancellationToken)
        => AnswerAsync("init", "", () => true, cancellationToken);

    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
        => AnswerAsync(
            "filter",
            address,
            () => CloudAddress.TryParse(address) switch
            {
                CloudAddress.Config => FilterBits.Config,
                CloudAddress.Stack => FilterBits.Bundle,
                CloudAddress.Job => FilterBits.Task,
                null => FilterBits.None,
                _ => FilterBits.Resource,
            },
            cancellationToken);

    public Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>>(["net", "vm"]);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
    {
        var part = subpath.StartsWith("./", StringComparison.Ordinal) ? subpath[2..] : subpath;
        return AnswerAsync<IReadOnlyList<string>>(
            "list",
            subpath,
            () => [.. store.List().Where(address => address.StartsWith(part, StringComparison.Ordinal)), .. settings.Lies ? Lies : []],
            cancellationToken);
    }

    public async Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
    {
        await Task.Delay(settings.GetDelay, cancellationToken);
        return await AnswerAsync("get", address, () => Read(address), cancellationToken);
    }

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        => AnswerAsync("plan", request.Address, () => planner.Plan(request), cancellationToken);

    public Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
        => AnswerAsync("op_exec", request.Address, () => executor.Execute(request), cancellationToken);

    public Task<PhysicalMapping> VirtualToPhysicalAsync(string address, CancellationToken cancellationToken)
        => AnswerAsync("addr_virt_to_phy", address, () => mapping.ToPhysical(address), cancellationToken);

    public Task<string?> PhysicalToVirtualAsync(string address, CancellationToken cancellationToken)
        => AnswerAsync("addr_phy_to_virt", address, () => mapping.ToVirtual(address), cancellationToken);

    public Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken)
        => Task.FromResult(CloudDocs.Skeletons);

    public Task<Docstring?> DocstringAsync(string address, DocIdent ident, CancellationToken cancellationToken)
        => Task.FromResult(CloudDocs.Of(ident));

    public Task<bool> EqAsync(
        string address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => AnswerAsync("eq", address, () => CloudBody.Same(address, left, right), cancellationToken);

    public Task<IReadOnlyList<BodyDiagnostic>> DiagAsync(
        string address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        => AnswerAsync("diag", address, () => CloudBody.Check(address, body), cancellationToken);

    public Task<TaskStep> RunTaskAsync(TaskRequest request, CancellationToken cancellationToken)
        => AnswerAsync("task_exec", request.Address, () => tasks.Run(request), cancellationToken);

    public Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        string address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
        => AnswerAsync<IReadOnlyList<BundleChild>>("unbundle", address, () => [.. Children(bundle)], cancellationToken);

    private RemoteResource? Read(string address)
    {
        if (store.Read(address) is not { } body)
        {
            return null;
        }

        var id = CloudAddress.TryParse(address);
        var outputs = new Dictionary<string, string>();
        switch (id)
        {
            case CloudAddress.Net net:
                outputs["net_id"] = $"net-{net.Name}";
                break;
            case CloudAddress.Vm vm:
                outputs[CloudMapping.VmId] = vm.Name;
                if (settings.Sensitive)
                {
                    outputs["password"] = $"password-of-{vm.Name}";
                }

                break;
            default:
                break;
        }

        return new RemoteResource(settings.Reorders && CloudBody.IsJson(address) ? CloudBody.Shuffled(body) : body)
        {
            VirtualAddress = settings.Lies ? Lies[0] : settings.SuggestsNames ? mapping.Suggest(address) : null,
            Outputs = outputs,
            SensitiveOutputs = outputs.ContainsKey("password") ? ["password"] : [],
        };
    }

    private IEnumerable<BundleChild> Children(ReadOnlyMemory<byte> bundle)
    {
        foreach (var child in CloudBody.Json(bundle).GetProperty("children").EnumerateObject())
        {
            var text = child.Value.ValueKind == JsonValueKind.String ? child.Value.GetString()! : child.Value.GetRawText();
            yield return new BundleChild(child.Name, Encoding.UTF8.GetBytes(text));
        }

        foreach (var lie in settings.Lies ? Lies : [])
        {
            yield return new BundleChild(lie, "gotcha"u8.ToArray());
        }
    }

    private async Task<T> AnswerAsync<T>(string method, string address, Func<T> answer, CancellationToken cancellationToken)
    {
        await faults.BeforeAsync(method, address, cancellationToken);
        var result = answer();
        await faults.AfterAsync(method, address, cancellationToken);
        if (!settings.IsQuiet && method is not ("op_exec" or "task_exec"))
        {
            store.LogRead($"{method} {address}");
        }

        return result;
    }
}
