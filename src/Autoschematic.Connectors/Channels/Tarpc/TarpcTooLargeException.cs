namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>A request that no tarpc server takes; nothing was sent.</summary>
internal sealed class TarpcTooLargeException(int length) : InvalidOperationException($"a request of {length} bytes")
{
    public int Length { get; } = length;
}
