namespace Autoschematic.LanguageServer.Rpc;

/// <summary>Error codes of JSON-RPC 2.0 and of LSP 3.17.</summary>
internal enum RpcErrorCode
{
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    ServerNotInitialized = -32002,
    RequestFailed = -32803,
    RequestCancelled = -32800,
}
