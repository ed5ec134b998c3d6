using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Features.Commanding;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>`drift`: compares a saved file with the remote side.</summary>
internal sealed class DriftCommand(ServerContext context, StateKeeper states) : ICommand
{
    public string Name => "drift";

    public int Arguments => 1;

    public Func<CancellationToken, Task<JsonNode?>> Prepare(IReadOnlyList<string> arguments)
    {
        var target = CommandTarget.Of(context, arguments[0]);
        var live = target.Live(context);
        return async cancellationToken =>
        {
            var result = await states.CompareAsync(live, target.Path, cancellationToken);
            var state = states.Find(target.File);
            if (state is null)
            {
                CommandProblems.Demand(live, result.Diagnostics);
            }

            return new JsonObject
            {
                ["path"] = target.Path.Text,
                ["state"] = state?.Word ?? "unknown",
                ["lines"] = Lines.Of(state?.Lines ?? []),
            };
        };
    }
}
