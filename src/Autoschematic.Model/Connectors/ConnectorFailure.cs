namespace Autoschematic.Model.Connectors;

/// <summary>Why a call gave no result.</summary>
public enum ConnectorFailure
{
    /// <summary>The connector answered with an error.</summary>
    Answered,

    /// <summary>The connector does not have the method.</summary>
    Unimplemented,

    /// <summary>Refused by the host before anything was sent (too large, wrong version, Init failed).</summary>
    NotSent,

    /// <summary>The process could not be started or did not get ready.</summary>
    NotStarted,

    /// <summary>The process died before the answer came: what happened is unknown.</summary>
    Died,

    /// <summary>The host's deadline passed: what happened is unknown.</summary>
    Deadline,

    /// <summary>The connection broke: what happened is unknown.</summary>
    Transport,
}
