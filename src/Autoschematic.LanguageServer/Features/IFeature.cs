using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Features;

/// <summary>Something the server does for the editor: what it tells of itself, and the methods it answers.</summary>
internal interface IFeature
{
    void Declare(ServerCapabilities capabilities);

    void Register(RpcMethods methods);
}
