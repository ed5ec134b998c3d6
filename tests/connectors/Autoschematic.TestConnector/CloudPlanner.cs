using System.Text;
using Autoschematic.Sdk;
using Autoschematic.TestConnector.Bodies;
using Autoschematic.TestConnector.Cloud;

namespace Autoschematic.TestConnector;

/// <summary>Finds the ops between two bodies.</summary>
internal sealed class CloudPlanner(CloudSettings settings)
{
    private const string Escape = "\u001b[31mred\u001b[0m\u202e ";

    public IReadOnlyList<ConnectorOp> Plan(PlanRequest request)
    {
        if (request.Desired is { } desired && CloudBody.Check(request.Address, desired) is [var problem, ..])
        {
            throw new ConnectorServiceException(ConnectorErrorCode.InvalidBody, problem.Message) { Span = problem.Span };
        }

        return (request.Current, request.Desired) switch
        {
            (null, null) => [],
            (null, { } wanted) => [Op("create", wanted, OpKind.Create, request.Address, Written(request.Address))],
            ({ }, null) => [Op("delete", null, OpKind.Delete, request.Address, []) with { DestroysData = true, Irreversible = true }],
            ({ } current, { } wanted) when CloudBody.Same(request.Address, current, wanted) => [],
            ({ } current, { } wanted) => [Change(request.Address, current, wanted)],
        };
    }

    private static IReadOnlyList<string> Written(string address)
        => CloudAddress.TryParse(address) switch
        {
            CloudAddress.Net => ["net_id"],
            CloudAddress.Vm => [CloudMapping.VmId],
            _ => [],
        };

    private ConnectorOp Change(string address, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte> wanted)
    {
        if (!CloudBody.IsJson(address))
        {
            return Op("update", wanted, OpKind.Update, address, []);
        }

        var changes = FieldChanges.Between(current, wanted);
        var replaces = changes.Any(change => change.StartsWith("zone: ", StringComparison.Ordinal));
        var op = Op(replaces ? "replace" : "update", wanted, replaces ? OpKind.Replace : OpKind.Update, address, []);
        return op with { Message = $"{op.Message} ({string.Join(", ", changes)})", DestroysData = replaces };
    }

    private ConnectorOp Op(
        string verb, ReadOnlyMemory<byte>? body, OpKind kind, string address, IReadOnlyList<string> written)
        => new(new CloudOp(verb, body is { } present ? Encoding.UTF8.GetString(present.Span) : null).Print())
        {
            Kind = kind,
            Message = $"{(settings.Escapes ? Escape : "")}{verb} {address}",
            WritesOutputs = written,
        };
}
