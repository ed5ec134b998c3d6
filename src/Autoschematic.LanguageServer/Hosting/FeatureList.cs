using Autoschematic.LanguageServer.Features;
using Autoschematic.LanguageServer.Features.Acting;
using Autoschematic.LanguageServer.Features.Commanding;
using Autoschematic.LanguageServer.Features.Comparing;
using Autoschematic.LanguageServer.Features.Completing;
using Autoschematic.LanguageServer.Features.Connecting;
using Autoschematic.LanguageServer.Features.Diagnosing;
using Autoschematic.LanguageServer.Features.Formatting;
using Autoschematic.LanguageServer.Features.Hovering;
using Autoschematic.LanguageServer.Features.Navigating;
using Autoschematic.LanguageServer.Features.Renaming;
using Autoschematic.LanguageServer.Features.Symbols;

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
                new RenameCommand(context),
            ]),
            new NavigationFeature(context),
            new SymbolFeature(context),
            new FormattingFeature(context),
            new RenameFeature(context),
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
