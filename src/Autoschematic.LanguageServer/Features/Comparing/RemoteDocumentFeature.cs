using Autoschematic.LanguageServer.Features.Commanding;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>`autoschematic/remoteDocument`: the text of the virtual document `autoschematic-remote:`, for differences in the editor.</summary>
internal sealed class RemoteDocumentFeature(ServerContext context, RemoteBodies bodies) : IFeature
{
    private const string Scheme = "autoschematic-remote:";

    public void Declare(ServerCapabilities capabilities)
    {
        // LSP has no word for it.
    }

    public void Register(RpcMethods methods)
        => methods.OnRequest("autoschematic/remoteDocument", LspJson.Default.UriParams, LspJson.Default.RemoteDocument!, Prepare);

    private Func<CancellationToken, Task<RemoteDocument?>> Prepare(UriParams parameters)
    {
        var file = parameters.Uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? "file:" + parameters.Uri[Scheme.Length..] : parameters.Uri;

        // A scheme without `//` before the path means the same.
        file = file.StartsWith("file:/", StringComparison.Ordinal) && !file.StartsWith("file://", StringComparison.Ordinal) ? "file://" + file["file:".Length..] : file;
        var read = bodies.Prepare(CommandTarget.Of(context, file), isLaid: true);
        return async cancellationToken => await read(cancellationToken) is { } text ? new RemoteDocument(text) : null;
    }
}
