namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>What to take from the remote side into files.</summary>
/// <param name="Prefix">`-p`, or null for every prefix.</param>
/// <param name="Connector">`-c`, or null for every connector.</param>
/// <param name="Subpath">`-s`, a glob over addresses, or null.</param>
/// <param name="Overwrite">Whether files that exist are replaced.</param>
/// <param name="Stage">Whether what was written is staged.</param>
/// <param name="Commit">Whether what was imported is committed.</param>
/// <param name="CommitMessage">Its message, or null for one that counts the resources.</param>
public sealed record ImportRequest(
    string? Prefix = null,
    string? Connector = null,
    string? Subpath = null,
    bool Overwrite = false,
    bool Stage = true,
    bool Commit = false,
    string? CommitMessage = null)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }

    /// <summary>`--link`: values that equal exactly one known output become references.</summary>
    public bool Link { get; init; }

    /// <summary>`--verify`: everything imported is planned, and reported when that plan is not empty.</summary>
    public bool Verify { get; init; }
}
