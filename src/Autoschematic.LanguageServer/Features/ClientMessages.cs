using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Features;

/// <summary>What the server tells the client, or asks it to do.</summary>
internal sealed class ClientMessages(RpcConnection connection)
{
    /// <summary>Writes a line to the client's log.</summary>
    public void Log(MessageType type, string message)
        => connection.Notify("window/logMessage", new MessageParams(type, message), LspJson.Default.MessageParams);

    /// <summary>Shows the user a message.</summary>
    public void Show(MessageType type, string message)
        => connection.Notify("window/showMessage", new MessageParams(type, message), LspJson.Default.MessageParams);

    /// <summary>Tells what a status bar shows: `starting`, `ready`, `untrusted` or `error`.</summary>
    public void Status(string state, string message)
        => connection.Notify("autoschematic/status", new StatusParams(state, message), LspJson.Default.StatusParams);

    /// <summary>Tells that what is known of resources and connectors has changed.</summary>
    public void StateChanged() => connection.Notify("autoschematic/stateChanged", new NoParams(), LspJson.Default.NoParams);

    /// <summary>Asks the user to choose; null when no choice was made.</summary>
    public async Task<string?> AskAsync(string message, IReadOnlyList<string> choices, CancellationToken cancellationToken)
    {
        var question = new QuestionParams(MessageType.Warning, message, [.. choices.Select(choice => new Choice(choice))]);
        try
        {
            var choice = await connection.AskAsync(
                "window/showMessageRequest", question, LspJson.Default.QuestionParams, LspJson.Default.Choice, cancellationToken);
            return choice?.Title;
        }
        catch (RpcException)
        {
            // A client that cannot ask has not been answered.
            return null;
        }
    }

    /// <summary>Has the client make changes that the user can undo as one; throws when it does not.</summary>
    public async Task ApplyAsync(string label, WorkspaceEdit edit, CancellationToken cancellationToken)
    {
        var result = await connection.AskAsync(
            "workspace/applyEdit",
            new ApplyEditParams(label, edit),
            LspJson.Default.ApplyEditParams,
            LspJson.Default.ApplyEditResult,
            cancellationToken);
        if (result is not { Applied: true })
        {
            throw new RpcException(RpcErrorCode.RequestFailed, result?.FailureReason ?? "The editor did not make the changes");
        }
    }
}
