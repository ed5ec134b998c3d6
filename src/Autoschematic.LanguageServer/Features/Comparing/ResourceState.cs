namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>How a file compared with the remote side when it was last looked at.</summary>
/// <param name="Word">`in_sync`, `drifted`, `not_created`, `deferred`, `gone`, `unknown` or `error`.</param>
/// <param name="Connector">Shortname of its owner.</param>
/// <param name="Lines">What differs, a line each.</param>
internal sealed record ResourceState(string Word, string Connector, IReadOnlyList<string> Lines)
{
    /// <summary>The state as a person reads it.</summary>
    public string Text => Word switch
    {
        "in_sync" => $"in sync with {Connector}",
        "drifted" => Lines.Count == 1 ? "drifted: 1 difference" : $"drifted: {Lines.Count} differences",
        "not_created" => $"not created in {Connector} yet",
        "deferred" => "deferred: waits for outputs",
        "gone" => "orphaned: outputs without a file",
        "error" => Lines.Count > 0 ? $"not compared: {Lines[0]}" : "not compared",
        _ => Word,
    };
}
