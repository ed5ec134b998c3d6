using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Server;

/// <summary>Serves something with a name in the server; its output `name` is what other files refer to.</summary>
internal abstract class ServerHandler<TBody>(Cluster cluster, BodyFormat<TBody> format) : ResourceHandler<TBody>(format)
    where TBody : class
{
    protected Cluster Cluster => cluster;

    public override Outputs OutputsOf(ResourceKey key, TBody body) => Named(key);

    protected static Outputs Named(ResourceKey key) => new() { ["name"] = key.Name };
}
