namespace Autoschematic.Connectors.Processes;

/// <summary>How a process ended.</summary>
/// <param name="Code">Exit code, or 128 + signal as a shell counts.</param>
/// <param name="Signal">The signal that ended it, if one did.</param>
/// <param name="SupervisorLost">Whether it was ended because its supervisor had ended.</param>
internal sealed record ChildExit(int Code, int? Signal = null, bool SupervisorLost = false)
{
    public static ChildExit Lost { get; } = new(128 + LibC.SigKill, LibC.SigKill, SupervisorLost: true);

    /// <summary>Takes the status word of `waitpid` apart.</summary>
    public static ChildExit FromStatus(int status)
        => (status & 0x7f) is > 0 and var signal ? new(128 + signal, signal) : new((status >> 8) & 0xff);

    public override string ToString()
        => SupervisorLost ? "was ended because its supervisor had ended"
            : Signal is { } signal ? $"was ended by {NameOf(signal)}"
            : $"exited with code {Code}";

    private static string NameOf(int signal) => signal switch
    {
        2 => "SIGINT",
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL (killed by a user or for lack of memory)",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        _ => $"signal {signal}",
    };
}
