using Autoschematic.LanguageServer.Features;
using Autoschematic.LanguageServer.Features.Acting;
using Autoschematic.LanguageServer.Features.Commanding;
using Autoschematic.LanguageServer.Features.Comparing;
using Autoschematic.LanguageServer.Features.Completing;
using Autoschematic.LanguageServer.Features.Connecting;
using Autoschematic.LanguageServer.Features.Diagnosing;
using Autoschematic.LanguageServer.Features.Hovering;

namespace Autoschematic.LanguageServer.Hosting;

/// <summary>Makes every feature of the server, and ends what they keep running.</summary>
internal sealed class FeatureList : IAsyncDisposable
{
    public FeatureList(ServerContext context)
    {
        var states = new StateKeeper(context);
        var bodies = new RemoteBodies(context);
        var knowledge = new DocumentKnowledge(context);
        All =
        [
            new DiagnosingFeature(context, knowledge),
            new CompletingFeature(context, knowledge),
            new HoveringFeature(context, knowledge),
            new ActingFeature(context, knowledge),
            new ConnectorFeature(context),
            new StateFeature(context, states),
            new RemoteDocumentFeature(context, bodies),
            new ResourcesFeature(context, states),
            new CommandFeature(
            [
                new RelaunchCommand(context),
                new GetCommand(context, bodies, isUntemplated: false),
                new GetCommand(context, bodies, isUntemplated: true),
                new FilterCommand(context),
                new TopCommand(context),
                new PlanCommand(context),
                new PullCommand(context, states),
                new DriftCommand(context, states),
            ]),
        ];
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
