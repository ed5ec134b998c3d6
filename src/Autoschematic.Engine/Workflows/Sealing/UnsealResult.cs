using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>An opened secret.</summary>
/// <param name="File">The sealed file.</param>
/// <param name="Key">The key that opened it.</param>
/// <param name="WrittenTo">Absolute path of the file that has the value, or null when it is returned.</param>
/// <param name="Value">The value; null when it was written to a file or could not be opened.</param>
public sealed record UnsealResult(
    RepoPath? File,
    SealedFor? Key,
    string? WrittenTo,
    ReadOnlyMemory<byte>? Value,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    internal static UnsealResult Ended(RepoPath? file, DiagnosticBag diagnostics, RunOutcome outcome)
        => new(file, null, null, null, [.. diagnostics], outcome);
}
