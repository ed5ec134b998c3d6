using System.Security.Cryptography;
using System.Text;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>Carries out one step as apply would, and looks at what came of it.</summary>
/// <param name="session">Where the connector runs.</param>
/// <param name="connector">The connector in it, behind the probe.</param>
/// <param name="probe">The connector with everything it can do.</param>
/// <param name="recorder">Stores outputs, which connectors read from disk.</param>
/// <param name="run">Makes idempotency keys that no other run has.</param>
internal sealed class LiveExecutor(ConnectorSession session, SessionConnector connector, LiveProbe probe, OutputRecorder recorder, string run)
{
    private int sent;

    /// <summary>Physical addresses that appeared when ops were sent again.</summary>
    public List<Address> Strays { get; } = [];

    /// <summary>Whether an op was sent after which nobody could say where the resource is.</summary>
    public bool HasLost { get; private set; }

    public async Task<LiveStep> RunAsync(LiveStep step, Address? physical, CancellationToken cancellationToken)
    {
        step.Physical = physical;
        var keys = new List<string>();
        try
        {
            var target = await PhysicalAsync(step.Address, cancellationToken) ?? physical ?? step.Address;
            var ops = await probe.PlanAsync(target, step.Before, step.Wanted, cancellationToken);
            foreach (var op in ops)
            {
                cancellationToken.ThrowIfCancellationRequested();
                keys.Add(KeyOf(op));
                await ExecuteAsync(step, op, keys[^1], cancellationToken);
            }

            if (step.Action != LiveAction.Delete)
            {
                step.Physical = await PhysicalAsync(step.Address, cancellationToken) ?? step.Address;
            }

            await LookAsync(step, cancellationToken);
            if (probe.Capabilities.IdempotentOps && step.Ops.Count > 0)
            {
                await RepeatAsync(step, keys, cancellationToken);
            }
        }
        catch (ConnectorException exception)
        {
            step.Excuse = session.Describe(exception).Message;
        }
        finally
        {
            HasLost |= step.Action != LiveAction.Delete && keys.Count > 0
                && await Attempt.OfAsync(PhysicalAsync(step.Address, CancellationToken.None)) is { Answer: null };
        }

        return step;
    }

    public async Task<Address?> PhysicalAsync(Address address, CancellationToken cancellationToken)
        => (await session.MapAsync(connector, address, cancellationToken) as MappedAddress.At)?.Physical;

    /// <summary>Removes the outputs of what is gone.</summary>
    public void Forget(Address address, Address? physical) => recorder.Forget(new(connector.Prefix, address), physical);

    /// <summary>Every physical address that List names now.</summary>
    public async Task<IReadOnlySet<Address>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new HashSet<Address>();
        foreach (var subpath in await probe.SubpathsAsync(cancellationToken))
        {
            found.UnionWith((await probe.ListAsync(subpath, cancellationToken)).Select(text => Address.TryParseForeign(text, out _)).OfType<Address>());
        }

        return found;
    }

    private async Task ExecuteAsync(LiveStep step, ConnectorOp op, string key, CancellationToken cancellationToken)
    {
        var before = await PhysicalAsync(step.Address, cancellationToken);

        // What an op before has deleted is no longer where it was.
        var target = before ?? (step.Ops.Count == 0 ? step.Physical : null) ?? step.Address;

        // Never cancelled: an op that was sent is waited for, so that what it made can be removed.
        var result = await probe.ExecuteAsync(target, op, key, CancellationToken.None);
        session.Workspace.Redactor.AddRange(result.Outputs
            .Where(output => output.Value is not null && result.SensitiveOutputs.Contains(output.Key))
            .Select(output => output.Value!));
        step.Ops.Add(new(target, op, result));
        var resource = new ResourceKey(connector.Prefix, step.Address);
        var problem = recorder.Store(resource, before, Storable(result));
        if (problem is null && step.Action != LiveAction.Delete && await PhysicalAsync(step.Address, cancellationToken) is { } after)
        {
            problem = recorder.Point(resource, before, after);
        }

        if (problem is not null)
        {
            throw new ConnectorException(ConnectorFailure.NotSent, connector.Name, "OpExec", problem.Message);
        }
    }

    // A sensitive value that cannot be sealed would be kept aside in clear, where no trial comes by to remove it.
    private OpResult Storable(OpResult result)
        => result.SensitiveOutputs.Count == 0 || new SealedOutputs(session.Workspace).FindObstacle() is null
            ? result
            : result with { Outputs = result.Outputs.Where(output => !result.SensitiveOutputs.Contains(output.Key)).ToDictionary() };

    private async Task LookAsync(LiveStep step, CancellationToken cancellationToken)
    {
        var remote = await probe.GetAsync(step.Physical ?? step.Address, cancellationToken);
        step.After = remote?.Body;
        step.WasRead = true;
        if (step.Wanted is { } wanted && remote is not null)
        {
            step.IsEqual = await probe.EqAsync(step.Address, wanted, remote.Body, cancellationToken);
            step.Rest = await probe.PlanAsync(step.Physical ?? step.Address, remote.Body, wanted, cancellationToken);
        }
        else if (step.Wanted is null)
        {
            step.IsListed = (await ListAsync(cancellationToken)).Contains(step.Physical ?? step.Address);
        }
    }

    private async Task RepeatAsync(LiveStep step, List<string> keys, CancellationToken cancellationToken)
    {
        var listed = await ListAsync(cancellationToken);
        foreach (var (executed, key) in step.Ops.Zip(keys))
        {
            // Saying no is a way of changing nothing.
            await Attempt.OfAsync(probe.ExecuteAsync(executed.Address, executed.Op, key, CancellationToken.None));
        }

        var again = await probe.GetAsync(step.Physical ?? step.Address, cancellationToken);
        var appeared = (await ListAsync(cancellationToken)).Except(listed).Order().ToList();
        Strays.AddRange(appeared);
        step.RepeatChanged = appeared.Count > 0 ? $"new resources: {string.Join(", ", appeared.Select(address => $"`{address}`"))}"
            : IsSame(step.Address, step.After, again?.Body) ? ""
            : $"{LawText.Of(again?.Body)} instead of {LawText.Of(step.After)}";
    }

    private static bool IsSame(Address address, ReadOnlyMemory<byte>? left, ReadOnlyMemory<byte>? right)
        => (left, right) switch
        {
            (null, null) => true,
            ({ } one, { } other) => CanonicalValue.AreEqual(BodyFormats.Of(address), one.Span, other.Span),
            _ => false,
        };

    private string KeyOf(ConnectorOp op)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{run}\n{sent++}\n{op.Definition}"))));
}
