using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>A key that was made; never its private half.</summary>
/// <param name="PublicKey">The compressed SEC1 point in base64, or null when none was made.</param>
public sealed record KeygenResult(
    string Keystore, string KeyId, string? PublicKey, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome);
