using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Environments;

/// <summary>What the environment of one connector or task is made from.</summary>
/// <param name="HostVariables">Every variable of the host.</param>
/// <param name="Strict">Whether only the configured map and the allow-list are passed.</param>
/// <param name="Subject">Whom messages name, such as `connector `grafana` of prefix `main``.</param>
/// <param name="Spec">Decides which variables of a language runtime are allowed; null for a task.</param>
/// <param name="Layers">Layers to merge, later wins: the prefix's, then the connector's or task's.</param>
/// <param name="ReadFile">Bytes of an env file, or null when it does not exist (or after reporting why it cannot be read).</param>
public sealed record EnvironmentRequest(
    IReadOnlyDictionary<string, string> HostVariables,
    bool Strict,
    string Subject,
    ConnectorSpec? Spec,
    IReadOnlyList<EnvironmentLayer> Layers,
    Func<RepoPath, DiagnosticBag, ReadOnlyMemory<byte>?> ReadFile)
{
    /// <summary>The connector's shortname: host variables that begin like it count as its credentials.</summary>
    public string? Shortname { get; init; }

    /// <summary>The value sealed in a file, or null after reporting why not; null itself when no keystore is configured.</summary>
    public Func<RepoPath, DiagnosticBag, string?>? Unseal { get; init; }
}
