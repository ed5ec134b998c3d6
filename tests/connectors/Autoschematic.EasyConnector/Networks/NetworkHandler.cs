using System.Runtime.CompilerServices;
using System.Text;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Text;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.EasyConnector.Networks;

/// <summary>Networks, whose ids the store picks.</summary>
internal sealed class NetworkHandler(Store store) : ResourceHandler<Network>(BodyFormat.Record<Network>())
{
    private const string Kind = "networks";

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in store.Names(Kind))
        {
            await Task.Yield();
            yield return Key(id);
        }
    }

    public override Task<Network?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => Task.FromResult(store.Read(Kind, key.Name) is { } content
            ? RonSerializer.Deserialize<Network>(new SourceText(Encoding.UTF8.GetString(content)), [])
            : null);

    public override string? NameOf(ResourceKey key, Network body) => body.Name;

    public override Task<Outputs> CreateAsync(ResourceKey key, Network body, CancellationToken cancellationToken)
    {
        var id = store.NewId("net");
        store.Write(Kind, id, Encoding.UTF8.GetBytes(RonSerializer.Serialize(body)));
        return Task.FromResult(new Outputs { ["network_id"] = id });
    }

    public override Task<Outputs> UpdateAsync(ResourceKey key, Network before, Network after, CancellationToken cancellationToken)
    {
        store.Write(Kind, key.Name, Encoding.UTF8.GetBytes(RonSerializer.Serialize(after)));
        return Task.FromResult(Outputs.None);
    }

    public override Task DeleteAsync(ResourceKey key, Network before, CancellationToken cancellationToken)
    {
        store.Delete(Kind, key.Name);
        return Task.CompletedTask;
    }
}
