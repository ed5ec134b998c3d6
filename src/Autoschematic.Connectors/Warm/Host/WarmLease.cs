using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Host;

/// <summary>One command's use of one connector, and the command's ear for what happens to it.</summary>
internal sealed class WarmLease(int id, WarmLaunch launch, bool mayExecute, Action<WarmMessage> say) : IDisposable
{
    private readonly CancellationTokenSource ending = new();

    public WarmLaunch Launch => launch;

    public bool MayExecute => mayExecute;

    /// <summary>What it has; null until it got something.</summary>
    public WarmProcess? Process { get; set; }

    /// <summary>Cancelled when the command wants it no more.</summary>
    public CancellationToken Ending => ending.Token;

    public void Say(Func<int, WarmMessage> message) => say(message(id));

    public void HearLine(string line) => say(new WarmMessage.Line(id, line));

    public void HearExit(ChildExit exit) => say(new WarmMessage.Exited(id, exit.Code, exit.Signal, exit.SupervisorLost));

    public void HearDrained() => say(new WarmMessage.Drained(id));

    /// <summary>The command wants it no more; what it still waits for is given up.</summary>
    public void End() => ending.Cancel();

    public void Dispose() => ending.Dispose();
}
