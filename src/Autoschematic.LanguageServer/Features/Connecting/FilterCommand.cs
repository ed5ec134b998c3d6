using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Features.Commanding;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Features.Connecting;

/// <summary>`filter`: what the connectors take a file for.</summary>
internal sealed class FilterCommand(ServerContext context) : ICommand
{
    private static readonly FilterBits[] Bits = [FilterBits.Config, FilterBits.Resource, FilterBits.Bundle, FilterBits.Task, FilterBits.Metric];

    public string Name => "filter";

    public int Arguments => 1;

    public Func<CancellationToken, Task<JsonNode?>> Prepare(IReadOnlyList<string> arguments)
    {
        var target = CommandTarget.Of(context, arguments[0]);
        var live = target.Live(context);
        return async cancellationToken =>
        {
            var found = FilterBits.None;
            if (await live.ReadyAsync(cancellationToken) is { } workspace && workspace.Config.Locate(target.Path) is { } place)
            {
                foreach (var connector in live.ConnectorsOf(place.Prefix.Prefix))
                {
                    found |= await connector.FilterAsync(place.Address, cancellationToken);
                }
            }

            return new JsonArray([.. Bits.Where(bit => found.HasFlag(bit)).Select(bit => (JsonNode)bit.ToString())]);
        };
    }
}
