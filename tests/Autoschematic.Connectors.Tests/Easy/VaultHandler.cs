using System.Text;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Connectors.Tests.Easy;

/// <summary>Vaults that exist nowhere: only their plans are looked at.</summary>
internal sealed class VaultHandler() : ResourceHandler<Vault>(BodyFormat.Record<Vault>())
{
    public override IAsyncEnumerable<ResourceKey> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<ResourceKey>();

    public override Task<Vault?> ReadAsync(ResourceKey key, CancellationToken cancellationToken) => Task.FromResult<Vault?>(null);

    /// <summary>The messages of a plan from one body to another, as the host gets them.</summary>
    public async Task<IReadOnlyList<string>> PlanAsync(string? before, string? after)
        => [.. (await ((IResourceHandler)this).PlanAsync(Key("main"), Bytes(before), Bytes(after), TestContext.Current.CancellationToken))
            .Select(op => op.Message)];

    private static ReadOnlyMemory<byte>? Bytes(string? body) => body is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(body);
}
