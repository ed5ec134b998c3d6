using System.Text;
using Autoschematic.Sdk;
using Autoschematic.TestConnector.Bodies;
using Autoschematic.TestConnector.Kinds;
using Autoschematic.TestConnector.Settings;

namespace Autoschematic.TestConnector;

/// <summary>Finds the ops between two bodies.</summary>
internal static class CloudPlanner
{
    private const string Escape = "\u001b[31mred\u001b[0m\u202e ";

    public static IReadOnlyList<ConnectorOp> Plan(PlanRequest request, CloudSettings settings)
    {
        if (request.Desired is { } desired && CloudBody.Check(request.Address, desired) is [var problem, ..])
        {
            throw new ConnectorServiceException(ConnectorErrorCode.InvalidBody, problem.Message) { Span = problem.Span };
        }

        var ops = (request.Current, request.Desired) switch
        {
            (null, null) => (IReadOnlyList<ConnectorOp>)[],
            (null, { } wanted) => [Op("create", wanted, OpKind.Create, request.Address, Written(request.Address, settings))],
            ({ }, null) => [Op("delete", null, OpKind.Delete, request.Address, []) with { DestroysData = true, Irreversible = true }],
            ({ } current, { } wanted) when CloudBody.Same(request.Address, current, wanted) => [],
            ({ } current, { } wanted) => [Change(request.Address, current, wanted)],
        };
        return settings.Escapes ? [.. ops.Select(op => op with { Message = Escape + op.Message })] : ops;
    }

    private static IReadOnlyList<string> Written(string address, CloudSettings settings)
        => CloudAddress.TryParse(address) is { } parsed ? [.. CloudOutputs.Of(parsed, settings).All.Keys] : [];

    private static ConnectorOp Change(string address, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte> wanted)
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

    private static ConnectorOp Op(
        string verb, ReadOnlyMemory<byte>? body, OpKind kind, string address, IReadOnlyList<string> written)
        => new(new CloudOp(verb, body is { } present ? Encoding.UTF8.GetString(present.Span) : null).Print())
        {
            Kind = kind,
            Message = $"{verb} {address}",
            WritesOutputs = written,
        };
}
