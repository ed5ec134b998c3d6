using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>What became of one remote resource.</summary>
public abstract record ImportStatus
{
    private ImportStatus(string word) => Word = word;

    /// <summary>The word of people and of JSON, such as `imported`.</summary>
    public string Word { get; }

    /// <summary>A new file was written.</summary>
    public sealed record Imported() : ImportStatus("imported");

    /// <summary>A file that existed was replaced.</summary>
    /// <param name="PreImage">Object id of the bytes that are in no file any more; null when the file stayed as it was.</param>
    public sealed record Replaced(string? PreImage) : ImportStatus("replaced");

    /// <summary>The repository has it already, here or in another prefix of the same resource group.</summary>
    public sealed record Skipped(string Reason) : ImportStatus("skipped");

    /// <summary>It could not be read or written.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : ImportStatus("failed");
}
