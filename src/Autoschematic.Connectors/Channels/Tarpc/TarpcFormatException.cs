namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>Bytes that are not what the protocol says.</summary>
internal sealed class TarpcFormatException(string problem, int offset) : FormatException($"{problem} at byte {offset}");
