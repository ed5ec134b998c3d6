using System.Threading.Channels;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Features.Connecting;

/// <summary>Notices connectors whose process has ended, says so, and brings them back; tells the client how all of them are.</summary>
internal sealed class ProcessWatch(ServerContext context)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private (string State, string Message) told;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        context.Facts.Learned += _ => news.Writer.TryWrite(true);
        if (context.Live.All.Any(live => live.Problem is not null || live.Connectors.Count > 0))
        {
            // Trust comes before the client listens, and connectors can be quicker than it.
            news.Writer.TryWrite(true);
        }

        var waiting = news.Reader.WaitToReadAsync(cancellationToken).AsTask();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(waiting, Task.Delay(Interval, context.World.Clock, cancellationToken));
            var ended = context.Live.All.SelectMany(live => live.Connectors).Where(HasEnded).ToList();
            foreach (var connector in ended)
            {
                Revive(connector, cancellationToken);
            }

            if (news.Reader.TryPeek(out _))
            {
                // News come in bursts, and one word about all of them is enough.
                await Task.Delay(Pause, context.World.Clock, cancellationToken);
                news.Reader.TryRead(out var _);
                waiting = news.Reader.WaitToReadAsync(cancellationToken).AsTask();
                Tell();
            }
        }
    }

    private static bool HasEnded(LiveConnector connector) => connector is { State: LiveState.Running, Process: { Alive: false } };

    private static void Revive(LiveConnector connector, CancellationToken cancellationToken)
    {
        connector.NoteEnd(new(ConnectingDiagnostics.Stopped(connector.Prefix.Prefix.Name, connector.Configured.Shortname)));
        _ = Task.Run(() => ReviveAsync(connector, cancellationToken), cancellationToken);
    }

    private static async Task ReviveAsync(LiveConnector connector, CancellationToken cancellationToken)
    {
        try
        {
            // Any call starts the next process; this one every connector answers.
            if (connector.Session is { } session && (await session).Reader is { } reader)
            {
                await reader.SkeletonsAsync(cancellationToken);
                connector.NoteReturn();
            }
        }
        catch (ConnectorException exception)
        {
            if (connector.Explainer?.Describe(exception) is { } reason)
            {
                connector.NoteEnd(new(reason));
            }
        }
    }

    private void Tell()
    {
        var connectors = context.Live.All.SelectMany(live => live.Connectors).ToList();
        var problem = context.Live.All.Select(live => live.Problem).FirstOrDefault(found => found is not null)
            ?? connectors.Select(connector => connector.State).OfType<LiveState.Failed>().FirstOrDefault()?.Diagnostic;
        var isStarting = connectors.Any(connector => connector.State is LiveState.Spawning or LiveState.Initializing);
        var now = problem is not null ? ("error", Sentence(problem))
            : isStarting ? ("starting", "Connectors are starting")
            : ("ready", connectors.Count == 1 ? "1 connector runs" : $"{connectors.Count} connectors run");
        if (now != told)
        {
            told = now;
            context.Client.Status(now.Item1, now.Item2);
        }

        context.Client.StateChanged();
    }

    private string Sentence(Diagnostic problem) => context.Live.All.Aggregate(problem.Message, (text, live) => live.Redact(text));
}
