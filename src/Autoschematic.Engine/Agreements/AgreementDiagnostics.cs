using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Agreements;

/// <summary>Messages about the records of what was agreed on.</summary>
internal static class AgreementDiagnostics
{
    public static Diagnostic NotSaved(Diagnostic problem) => Diagnostic.Warning(
        "AGR001",
        $"What the files have in common with the remote side was not noted: {problem.Message}",
        hint: "nothing is lost; `pull` will ask more questions");

    public static Diagnostic Busy(string folder) => Diagnostic.Error("AGR002", $"Another command keeps `{folder}` locked");

    public static Diagnostic Unwritable(string folder, string reason) => Diagnostic.Error("AGR003", $"`{folder}` cannot be written: {reason}");
}
