using System.Text.Json;
using Autoschematic.Engine.Workflows;
using Autoschematic.LanguageServer.Protocol;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>Tells a client that gave a token how far long work is, once for each per cent; without a token nobody is told.</summary>
internal sealed class WorkProgress(ServerContext context, JsonElement? token)
{
    private readonly Lock gate = new();
    private int told = -1;

    /// <summary>Takes the events of a workflow, from whichever task they come.</summary>
    public void OnEvent(WorkflowEvent happened)
    {
        if (token is not { ValueKind: JsonValueKind.String or JsonValueKind.Number } known
            || happened is not WorkflowEvent.Progress { Total: > 0 and var total, Done: var done })
        {
            return;
        }

        lock (gate)
        {
            var percentage = (int)(100L * done / total);
            if (percentage <= told)
            {
                return;
            }

            told = percentage;
            context.Connection.Notify(
                "$/progress", new ProgressParams(known, new("report", $"{done} of {total} files", percentage)), LspJson.Default.ProgressParams);
        }
    }
}
