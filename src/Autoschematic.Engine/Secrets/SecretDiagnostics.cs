using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Secrets;

internal static class SecretDiagnostics
{
    public static Diagnostic Kept(string subject, string file) => Diagnostic.Error(
        "SEC001",
        $"{subject} is sensitive and there is no key to seal it with, so it was left out of the repository",
        hint: $"its value is in `{file}`, readable by you alone");

    public static Diagnostic NotKept(string subject, string file, string reason) => Diagnostic.Error(
        "SEC002", $"{subject} is sensitive and could not be written to `{file}`: {reason}");
}
