using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Features.Commanding;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Features.Connecting;

/// <summary>`top`: how every connector is and what it uses; names and shapes are those that existing clients know.</summary>
internal sealed class TopCommand(ServerContext context) : ICommand
{
    private readonly ConcurrentDictionary<int, (TimeSpan Processor, long At)> last = new();

    public string Name => "top";

    public int Arguments => 0;

    public Func<CancellationToken, Task<JsonNode?>> Prepare(IReadOnlyList<string> arguments) => _ =>
    {
        var prefixes = new JsonObject();
        foreach (var connector in context.Live.All.SelectMany(live => live.Connectors.Select(connector => (live, connector))))
        {
            var name = connector.connector.Prefix.Prefix.Name;
            if (prefixes[name] is not JsonObject inPrefix)
            {
                prefixes[name] = inPrefix = [];
            }

            inPrefix[connector.connector.Configured.Shortname] = new JsonObject
            {
                ["handle_status"] = HandleStatus(connector.connector.Process),
                ["init_status"] = InitStatus(connector.live, connector.connector.State),
            };
        }

        return Task.FromResult<JsonNode?>(prefixes);
    };

    private JsonNode HandleStatus(ConnectorStatus? process)
        => process is { Alive: true }
            ? new JsonObject
            {
                ["Alive"] = new JsonObject { ["memory"] = process.MemoryBytes ?? 0, ["cpu_usage"] = Usage(process) },
            }
            : JsonValue.Create("Dead");

    private static JsonNode InitStatus(LiveRepository live, LiveState state) => state switch
    {
        LiveState.Offline => JsonValue.Create("Offline"),
        LiveState.Spawning => JsonValue.Create("Spawning"),
        LiveState.Initializing => JsonValue.Create("Initializing"),
        LiveState.Running => JsonValue.Create("Running"),
        LiveState.Failed failed => new JsonObject { ["Error"] = live.Redact(failed.Diagnostic.Message) },
        _ => throw new System.Diagnostics.UnreachableException(state.GetType().Name),
    };

    /// <summary>Per cent of one processor since the last question; 0 at the first.</summary>
    private double Usage(ConnectorStatus process)
    {
        if (process is not { ProcessId: { } id, ProcessorTime: { } spent })
        {
            return 0;
        }

        var now = context.World.Clock.GetTimestamp();
        var usage = 0.0;
        last.AddOrUpdate(id, (spent, now), (_, before) =>
        {
            var elapsed = context.World.Clock.GetElapsedTime(before.At, now);
            usage = elapsed > TimeSpan.Zero ? Math.Max(0, (spent - before.Processor) / elapsed * 100) : 0;
            return (spent, now);
        });
        return Math.Round(usage, 1);
    }
}
