using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>What a pool needs from its surroundings.</summary>
public sealed record ConnectorHostOptions
{
    /// <summary>Program and arguments that run <see cref="Processes.Supervisor.Run"/> in a process of its own.</summary>
    public required IReadOnlyList<string> SupervisorCommand { get; init; }

    /// <summary>The host's own variables: run directory, interpreters and tools are found with them.</summary>
    public required IReadOnlyDictionary<string, string> HostEnvironment { get; init; }

    /// <summary>Where a private run directory is made when there is no `XDG_RUNTIME_DIR`.</summary>
    public string TemporaryDirectory { get; init; } = "/tmp";

    /// <summary>The wheel of the Python SDK that was built with this program, for the hint to install it; null when there is none.</summary>
    public string? PythonSdk { get; init; }

    /// <summary>Receives what connectors print, cleaned and redacted.</summary>
    public IConnectorLog? Log { get; init; }

    /// <summary>Replaces secrets in every log line, tail and message.</summary>
    public Func<string, string> Redact { get; init; } = static text => text;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a process may take to answer Version.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a process may take to end after SIGTERM.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long `cargo build` or `dotnet build` of a connector may take.</summary>
    public TimeSpan BuildTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>First wait before a dead connector is started again; it doubles each time.</summary>
    public TimeSpan RestartBackOff { get; init; } = TimeSpan.FromMilliseconds(200);

    public ConnectorDeadlines Deadlines { get; init; } = new();
}
