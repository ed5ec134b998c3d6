using System.Text.Json.Nodes;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.LanguageServer.Features.Commanding;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>`plan`: what applying a saved file would do.</summary>
internal sealed class PlanCommand(ServerContext context) : ICommand
{
    public string Name => "plan";

    public int Arguments => 1;

    public Func<CancellationToken, Task<JsonNode?>> Prepare(IReadOnlyList<string> arguments)
    {
        var target = CommandTarget.Of(context, arguments[0]);
        var live = target.Live(context);
        return async cancellationToken =>
        {
            var result = await live.WorkAsync(
                workspace => new PlanWorkflow(live.Pool).RunAsync(
                    workspace,
                    new(new SelectionRequest(new SelectionMode.Paths([target.Path.Text], workspace.Root))),
                    _ => { },
                    cancellationToken),
                cancellationToken);
            var planned = result.Resources.FirstOrDefault(resource => resource.Resource.File == target.Path);
            return new JsonObject
            {
                ["path"] = target.Path.Text,
                ["action"] = planned?.Action.Word ?? (result.Unmanaged.Contains(target.Path) ? "unmanaged" : "error"),
                ["lines"] = Lines.Of(DiffLines.Of(planned?.Diff).Select(live.Redact)),
                ["ops"] = new JsonArray([.. (planned?.Ops ?? []).Select(op => (JsonNode)new JsonObject
                {
                    ["message"] = live.Redact(op.Message ?? planned!.Action.Word),
                    ["destroys"] = op.DestroysData || op.Irreversible,
                })]),
                ["problems"] = Lines.Of(CommandProblems.Of(live, result.Diagnostics)),
            };
        };
    }
}
