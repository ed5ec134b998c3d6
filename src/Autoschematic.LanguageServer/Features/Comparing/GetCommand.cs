using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Features.Commanding;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>`get` and `get_untemplate`: the remote body of a file, plain or with the file's own references in it.</summary>
internal sealed class GetCommand(ServerContext context, RemoteBodies bodies, bool isUntemplated) : ICommand
{
    public string Name => isUntemplated ? "get_untemplate" : "get";

    public int Arguments => 1;

    public Func<CancellationToken, Task<JsonNode?>> Prepare(IReadOnlyList<string> arguments)
    {
        var read = bodies.Prepare(CommandTarget.Of(context, arguments[0]), isUntemplated);
        return async cancellationToken => await read(cancellationToken) is { } body ? JsonValue.Create(body) : null;
    }
}
