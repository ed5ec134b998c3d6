using System.Runtime.CompilerServices;
using System.Text;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Text;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.EasyConnector.Networks;

/// <summary>Subnets, each inside of a network.</summary>
internal sealed class SubnetHandler(Store store) : ResourceHandler<Subnet>(BodyFormat.Record<Subnet>())
{
    private const string Kind = "subnets";

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in store.Names(Kind))
        {
            await Task.Yield();
            yield return Key(name.Split('.', 2));
        }
    }

    public override Task<Subnet?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => Task.FromResult(store.Read(Kind, PlaceOf(key, key.Name)) is { } content
            ? RonSerializer.Deserialize<Subnet>(new SourceText(Encoding.UTF8.GetString(content)), [])
            : null);

    public override Task<Outputs> CreateAsync(ResourceKey key, Subnet body, CancellationToken cancellationToken)
    {
        var id = store.NewId("subnet");
        store.Write(Kind, PlaceOf(key, id), Encoding.UTF8.GetBytes(RonSerializer.Serialize(body)));
        return Task.FromResult(new Outputs { ["subnet_id"] = id });
    }

    public override Task DeleteAsync(ResourceKey key, Subnet before, CancellationToken cancellationToken)
    {
        store.Delete(Kind, PlaceOf(key, key.Name));
        return Task.CompletedTask;
    }

    private static string PlaceOf(ResourceKey key, string id) => $"{key["network"]}.{id}";
}
