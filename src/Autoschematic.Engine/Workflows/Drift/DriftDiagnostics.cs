using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>Messages of `drift`.</summary>
internal static class DriftDiagnostics
{
    public static Diagnostic NotCompared(IReadOnlyList<RepoPath> files) => Diagnostic.Warning(
        "DRF006",
        files.Count == 1
            ? $"A sealed output was not compared, since the key for `{files[0]}` is not here"
            : $"{files.Count} sealed outputs were not compared, since the keys for files such as `{files[0]}` are not here",
        hint: "name the keystore that has it with `--keystore` or `AUTOSCHEMATIC_KEYSTORE`");
}
