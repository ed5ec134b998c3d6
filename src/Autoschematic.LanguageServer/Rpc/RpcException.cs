namespace Autoschematic.LanguageServer.Rpc;

/// <summary>A request that cannot be done, with the sentence for whoever asked.</summary>
internal sealed class RpcException(RpcErrorCode code, string message) : Exception(message)
{
    public RpcErrorCode Code { get; } = code;
}
