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
    public sealed record Replaced() : ImportStatus("replaced");

    /// <summary>The repository has it already, here or in another prefix of the same resource group.</summary>
    public sealed record Skipped(string Reason) : ImportStatus("skipped");

    /// <summary>It could not be read or written.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : ImportStatus("failed");
}
