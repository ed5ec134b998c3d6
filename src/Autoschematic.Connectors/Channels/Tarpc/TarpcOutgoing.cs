namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>A frame on its way out; until its writing begins it can be withdrawn and then was never sent.</summary>
internal sealed class TarpcOutgoing(byte[] frame)
{
    private const int Queued = 0;
    private const int Writing = 1;
    private const int Withdrawn = 2;

    private int state = Queued;

    public byte[] Frame { get; } = frame;

    /// <summary>Claims the frame for writing; false when it was withdrawn.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref state, Writing, Queued) == Queued;

    /// <summary>Withdraws the frame; false when its writing has begun.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref state, Withdrawn, Queued) == Queued;
}
