using System.Runtime.CompilerServices;
using System.Text;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.EasyConnector.Roles;

/// <summary>Views as SQL text: a view loses its old text before it gets a new one, in two operations.</summary>
[Resource("db/[schema]/views/[name].sql")]
internal sealed partial class ViewHandler(Store store) : ResourceHandler<string>(BodyFormat.Text)
{
    private const string Kind = "views";

    public override string Example => "SELECT 1\n";

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in store.Names(Kind))
        {
            await Task.Yield();
            yield return Key(name.Split('.', 2));
        }
    }

    public override Task<string?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => Task.FromResult(store.Read(Kind, $"{key["schema"]}.{key["name"]}") is { } content ? Encoding.UTF8.GetString(content) : null);

    public override ValueTask<bool> EqualAsync(ResourceKey key, string left, string right, CancellationToken cancellationToken)
        => new(left.TrimEnd() == right.TrimEnd());

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, string body)
        => body.IndexOf("FORM", StringComparison.Ordinal) is var at and >= 0
            ? [new BodyProblem("", "Syntax error at `FORM`") { Span = SpanOf(body, at, 4) }]
            : [];

    public override Task<IReadOnlyList<ResourceOp>> PlanAsync(
        ResourceKey key, string? before, string? after, CancellationToken cancellationToken)
    {
        var ops = new List<ResourceOp>();
        if (before is not null)
        {
            ops.Add(ResourceOp.Of("drop", new Statement($"DROP VIEW {key["name"]}")) with
            {
                Message = $"Drop the view {key["name"]}",
                Kind = OpKind.Delete,
                DestroysData = true,
            });
        }

        if (after is not null)
        {
            ops.Add(ResourceOp.Of("define", new Statement(after)) with { Message = $"Define the view {key["name"]}", Kind = OpKind.Create });
        }

        return Task.FromResult<IReadOnlyList<ResourceOp>>(ops);
    }

    public override Task<Outputs> ExecuteAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken)
    {
        var name = $"{key["schema"]}.{key["name"]}";
        switch (op.Name)
        {
            case "drop":
                store.Delete(Kind, name);
                break;
            case "define":
                store.Write(Kind, name, Encoding.UTF8.GetBytes(op.Arguments<Statement>().Sql));
                break;
            default:
                return base.ExecuteAsync(key, op, cancellationToken);
        }

        return Task.FromResult(Outputs.None);
    }

    [GenerateShape]
    internal sealed partial record Statement(string Sql);
}
