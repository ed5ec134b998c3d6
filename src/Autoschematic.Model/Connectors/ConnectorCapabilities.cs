namespace Autoschematic.Model.Connectors;

/// <summary>What a connector says of itself; a plain connector (no Capabilities method) has <see cref="Plain"/>.</summary>
/// <param name="Revision">Revision of the extensions; 0 for a plain connector.</param>
/// <param name="Extensions">Names of supported extensions.</param>
/// <param name="MaxConcurrency">Useful number of concurrent calls; 0 when not said.</param>
/// <param name="IdempotentOps">Whether an op may be sent again.</param>
/// <param name="MaxMessageBytes">Largest request it takes; 0 when not said.</param>
/// <param name="Kinds">Declared kinds of resources, answered by the host itself.</param>
public sealed record ConnectorCapabilities(
    int Revision,
    IReadOnlyList<string> Extensions,
    int MaxConcurrency,
    bool IdempotentOps,
    int MaxMessageBytes,
    IReadOnlyList<DeclaredKind> Kinds)
{
    public static ConnectorCapabilities Plain { get; } = new(0, [], 0, false, 0, []);

    /// <summary>Whether presence flags of Plan are understood, so that an empty body is not a deletion.</summary>
    public bool IsPlain => Revision == 0;
}
