using Autoschematic.LanguageServer.Features;

namespace Autoschematic.LanguageServer.Hosting;

/// <summary>Makes every feature of the server, and ends what they keep running.</summary>
internal sealed class FeatureList : IAsyncDisposable
{
    public FeatureList(ServerContext context)
    {
        All = [];
    }

    public IReadOnlyList<IFeature> All { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var feature in All.OfType<IAsyncDisposable>())
        {
            await feature.DisposeAsync();
        }
    }
}
