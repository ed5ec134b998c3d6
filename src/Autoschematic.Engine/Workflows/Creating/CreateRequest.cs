namespace Autoschematic.Engine.Workflows.Creating;

/// <summary>A file to make from a skeleton.</summary>
/// <param name="Prefix">The prefix; needed when there are several.</param>
/// <param name="Connector">The connector; needed when several offer the skeleton.</param>
/// <param name="Template">The skeleton's address template, or an address that it matches.</param>
/// <param name="Values">Values of the placeholders.</param>
/// <param name="Stage">Whether the new file is staged.</param>
public sealed record CreateRequest(
    string? Prefix,
    string? Connector,
    string Template,
    IReadOnlyDictionary<string, string> Values,
    bool Stage = true)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }
}
