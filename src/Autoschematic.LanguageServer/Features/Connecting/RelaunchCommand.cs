using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Features.Commanding;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Features.Connecting;

/// <summary>`relaunch`: stops every connector and starts them all again.</summary>
internal sealed class RelaunchCommand(ServerContext context) : ICommand
{
    public string Name => "relaunch";

    public int Arguments => 0;

    public Func<CancellationToken, Task<JsonNode?>> Prepare(IReadOnlyList<string> arguments) => async cancellationToken =>
    {
        if (!context.Trust.IsGranted)
        {
            throw new RpcException(RpcErrorCode.RequestFailed, "The workspace is not trusted, so no connector is started");
        }

        foreach (var live in context.Live.All)
        {
            await live.RestartAsync([.. live.Connectors], cancellationToken);

            // Answered when they run, or cannot.
            await Task.WhenAll(live.Connectors.Select(connector => connector.Session ?? Task.CompletedTask)).WaitAsync(cancellationToken);
        }

        return null;
    };
}
