using System.Text.Json.Serialization;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm;

/// <summary>What a command and the warm host say to each other, one JSON object a line.</summary>
/// <remarks>A lease has the number that the command gave it; whatever is about it carries that number.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Lease), "lease")]
[JsonDerivedType(typeof(Initialise), "initialise")]
[JsonDerivedType(typeof(Initialised), "initialised")]
[JsonDerivedType(typeof(Narrowed), "narrowed")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(Status), "status")]
[JsonDerivedType(typeof(Retire), "retire")]
[JsonDerivedType(typeof(Stop), "stop")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(Leased), "leased")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Declined), "declined")]
[JsonDerivedType(typeof(InitTurn), "init")]
[JsonDerivedType(typeof(Share), "share")]
[JsonDerivedType(typeof(Line), "line")]
[JsonDerivedType(typeof(Exited), "exited")]
[JsonDerivedType(typeof(Drained), "drained")]
[JsonDerivedType(typeof(State), "state")]
internal abstract record WarmMessage
{
    /// <summary>Rises whenever messages change their meaning.</summary>
    public const int CurrentRevision = 2;

    private WarmMessage()
    {
    }

    /// <summary>Command: who it is; the first message.</summary>
    /// <param name="RootId">Which folder the root is, so that one made anew at the same path is another repository.</param>
    public sealed record Hello(int Revision, string Build, string? RootId, WarmUser User) : WarmMessage;

    /// <summary>Command: wants a connector.</summary>
    public sealed record Lease(int Id, WarmLaunch Launch, WarmUse Use) : WarmMessage;

    /// <summary>Command: wants Init to have run.</summary>
    public sealed record Initialise(int Id) : WarmMessage;

    /// <summary>Command: ran Init; neither done nor failed when it was given up.</summary>
    public sealed record Initialised(int Id, bool Done, WarmFailure? Failure) : WarmMessage;

    /// <summary>Command: no more calls are under way than a share allows.</summary>
    public sealed record Narrowed(int Id, int Turn) : WarmMessage;

    /// <summary>Command: has no more use for it.</summary>
    /// <param name="Keep">Whether others may use it after this.</param>
    /// <param name="AtWork">Whether it may still execute an op that was given up: then it ends, whoever else uses it.</param>
    public sealed record Release(int Id, bool Keep, bool AtWork) : WarmMessage;

    /// <summary>Command: how are you.</summary>
    public sealed record Status : WarmMessage;

    /// <summary>Command: make room for a newer build, and end when nobody uses you any more.</summary>
    public sealed record Retire : WarmMessage;

    /// <summary>Command: end now; how it was is the answer.</summary>
    /// <param name="Anyway">Whether that holds while somebody may be executing ops, too.</param>
    public sealed record Stop(bool Anyway) : WarmMessage;

    /// <summary>Host: who it is, and whether it serves the one who said hello.</summary>
    public sealed record Welcome(int Revision, bool Serves, int ProcessId) : WarmMessage;

    /// <summary>Host: here is a process.</summary>
    /// <param name="Identity">What names the whole program, when something does.</param>
    /// <param name="IsInitialised">Whether Init was run in it already.</param>
    /// <param name="Calls">How many calls may be sent at once, unless a <see cref="Share"/> came first; null when the connector does not say how many it takes.</param>
    public sealed record Leased(
        int Id,
        int ProcessId,
        string Executable,
        IReadOnlyList<string> Arguments,
        string? Identity,
        string Display,
        string Socket,
        string Version,
        ConnectorCapabilities Capabilities,
        bool IsInitialised,
        int? Calls) : WarmMessage;

    /// <summary>Host: the connector does not get ready.</summary>
    public sealed record Failed(int Id, WarmFailure Failure) : WarmMessage;

    /// <summary>Host: start it yourself, for a reason that has nothing to do with the connector.</summary>
    public sealed record Declined(int Id) : WarmMessage;

    /// <summary>Host: whether the command is to run Init now, or it was run already, well or not.</summary>
    public sealed record InitTurn(int Id, bool Run, WarmFailure? Failure) : WarmMessage;

    /// <summary>Host: how many calls may be sent at once from now on.</summary>
    /// <param name="Turn">Which word about that it is.</param>
    public sealed record Share(int Id, int Turn, int Calls) : WarmMessage;

    /// <summary>Host: a line that the process printed, as it is.</summary>
    public sealed record Line(int Id, string Text) : WarmMessage;

    /// <summary>Host: the process ended.</summary>
    public sealed record Exited(int Id, int Code, int? Signal, bool SupervisorLost) : WarmMessage;

    /// <summary>Host: every line of a process that ended was sent.</summary>
    public sealed record Drained(int Id) : WarmMessage;

    /// <summary>Host: how it is.</summary>
    public sealed record State(WarmState Now) : WarmMessage;
}
