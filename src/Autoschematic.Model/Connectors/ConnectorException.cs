using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Connectors;

/// <summary>A call to a connector did not give a result; <see cref="Failure"/> says whether it is known what happened.</summary>
public class ConnectorException(ConnectorFailure failure, string connector, string method, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public ConnectorFailure Failure { get; } = failure;

    /// <summary>Shortname of the connector.</summary>
    public string Connector { get; } = connector;

    /// <summary>Protocol method, such as `Get`.</summary>
    public string Method { get; } = method;

    /// <summary>Causes behind the message, outermost first.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>What to do next, when the host knows.</summary>
    public string? Hint { get; init; }

    /// <summary>Last log lines of the connector, when the failure is its death or a failed start.</summary>
    public IReadOnlyList<string> LogTail { get; init; } = [];

    /// <summary>Code of an error detail, when the connector sent one.</summary>
    public ConnectorErrorCode Code { get; init; }

    /// <summary>Where in the body the error is, when the connector said so.</summary>
    public TextPosition? Position { get; init; }

    /// <summary>How long the connector asked to wait before the call is tried again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Variables of the connector whose values `***` stands for in the message, causes, hint and log lines.</summary>
    public IReadOnlyList<string> Masked { get; init; } = [];

    /// <summary>Whether what the configuration names for the connector does not exist.</summary>
    public bool IsMisconfigured { get; init; }

    /// <summary>Whether the connector answered, so that nothing about the call is unknown.</summary>
    public bool IsAnswer => Failure is ConnectorFailure.Answered or ConnectorFailure.Unimplemented or ConnectorFailure.NotSent;
}
