namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>The connection ended before the reply came.</summary>
internal sealed class TarpcBrokenException(string message, Exception? inner) : IOException(message, inner)
{
    /// <summary>Whether the call certainly never left.</summary>
    public bool BeforeSending { get; init; }
}
