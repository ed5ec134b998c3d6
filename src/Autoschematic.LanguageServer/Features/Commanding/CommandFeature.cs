using System.Text.Json;
using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Features.Commanding;

/// <summary>`workspace/executeCommand`.</summary>
internal sealed class CommandFeature(IReadOnlyList<ICommand> commands) : IFeature
{
    public void Declare(ServerCapabilities capabilities)
        => capabilities.ExecuteCommandProvider = new([.. commands.Select(command => command.Name)]);

    public void Register(RpcMethods methods)
        => methods.OnRequest("workspace/executeCommand", LspJson.Default.ExecuteCommandParams, LspJson.Default.JsonNode!, Prepare);

    private Func<CancellationToken, Task<JsonNode?>> Prepare(ExecuteCommandParams parameters)
    {
        var command = commands.FirstOrDefault(command => command.Name == parameters.Command)
            ?? throw new RpcException(RpcErrorCode.InvalidParams, $"There is no command `{parameters.Command}`");
        var arguments = (parameters.Arguments ?? []).Where(argument => argument.ValueKind != JsonValueKind.Null).ToList();
        return arguments.Count == command.Arguments && arguments.TrueForAll(argument => argument.ValueKind == JsonValueKind.String)
            ? Guard(command.Prepare([.. arguments.Select(argument => argument.GetString()!)]))
            : throw new RpcException(
                RpcErrorCode.InvalidParams,
                command.Arguments switch
                {
                    0 => $"`{command.Name}` takes no arguments",
                    1 => $"`{command.Name}` takes one text",
                    var count => $"`{command.Name}` takes {count} texts",
                });
    }

    // What a connector cannot do is an answer to whoever asked, and no bug.
    private static Func<CancellationToken, Task<JsonNode?>> Guard(Func<CancellationToken, Task<JsonNode?>> work) => async cancellationToken =>
    {
        try
        {
            return await work(cancellationToken);
        }
        catch (ConnectorException exception)
        {
            throw new RpcException(RpcErrorCode.RequestFailed, exception.Message);
        }
    };
}
