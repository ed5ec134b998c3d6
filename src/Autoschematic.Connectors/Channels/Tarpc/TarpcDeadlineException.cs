namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>No reply came in time.</summary>
internal sealed class TarpcDeadlineException(TimeSpan deadline)
    : TimeoutException($"no answer within {deadline.TotalSeconds:0.###} s");
