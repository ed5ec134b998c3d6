using Autoschematic.LanguageServer.Features;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Hosting;

/// <summary>The language server: one client, from its first message to its last.</summary>
public sealed class LspServer(LspWorld world)
{
    /// <summary>Serves a client; the result is the exit code that the protocol asks for: 0 after `shutdown`, else 1.</summary>
    /// <param name="onBroken">Told why the client can no longer be understood.</param>
    public async Task<int> RunAsync(Stream input, Stream output, Action<string> onBroken, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connection = new RpcConnection(input, output);
        await using var context = new ServerContext(world, connection);
        await using var features = new FeatureList(context);
        var life = new LifeCycle(context, features.All, ending);
        life.Register();
        connection.Admit = life.Admit;
        connection.OnBug = (method, exception) => context.Client.Log(
            MessageType.Error,
            exception is RpcException refusal ? $"`{method}` was not understood: {refusal.Message}" : $"A bug in the language server, in `{method}`: {exception}");
        try
        {
            await connection.RunAsync(ending.Token);
        }
        catch (OperationCanceledException) when (life.HasExited || cancellationToken.IsCancellationRequested)
        {
            // `exit` ends the loop, whatever else the client may still send.
        }
        catch (FramingException exception)
        {
            onBroken(exception.Message);
        }

        return life.WasShutDown ? 0 : 1;
    }
}
