namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>One call: what to write after the method's number, and how to read what it returns.</summary>
internal sealed record TarpcCall<T>(TarpcMethod Method, Action<BincodeWriter> WriteArguments, BincodeRead<T> ReadResult);
