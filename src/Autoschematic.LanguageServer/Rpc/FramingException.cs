namespace Autoschematic.LanguageServer.Rpc;

/// <summary>The stream does not hold messages any more; nobody knows where the next one would begin.</summary>
internal sealed class FramingException(string message) : Exception(message);
