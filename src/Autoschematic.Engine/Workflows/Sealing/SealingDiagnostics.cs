using Autoschematic.Model.Addresses;
using Autoschematic.Model.Secrets;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>Messages of `seal`, `unseal` and `keygen`.</summary>
internal static class SealingDiagnostics
{
    public static Diagnostic WhichKeystore() => Diagnostic.Error(
        "SEC201",
        "No keystore is configured",
        hint: "name its folder with `--keystore ondisk:///home/mona/keys` or `AUTOSCHEMATIC_KEYSTORE`");

    public static Diagnostic Reserved(RepoPath file, string problem) => Diagnostic.Error(
        "SEC202", $"`{file}` cannot be a sealed file: it {problem}", hint: "choose another path");

    public static Diagnostic NotSealed(RepoPath file) => Diagnostic.Error(
        "SEC203",
        $"`{file}` exists and is no sealed file, so it was left as it is",
        SourceLocation.OfFile(file.Text),
        "choose another path, or move it away");

    public static Diagnostic Exists(RepoPath file) => Diagnostic.Error(
        "SEC204", $"`{file}` exists already", SourceLocation.OfFile(file.Text), "choose another path, or move it away");

    public static Diagnostic NoValue() => Diagnostic.Error(
        "SEC205", "There is no value to seal", hint: "give it on standard input, or in a file with `--in-path`");

    public static Diagnostic InputUnreadable(string path, string reason) => Diagnostic.Error(
        "SEC206", $"`{path}` cannot be read: {reason.TrimEnd('.')}", hint: "give a file that holds nothing but the value");

    public static Diagnostic BadPublicKey() => Diagnostic.Error(
        "SEC207",
        "The public key is no point of the curve secp256k1 in base64",
        hint: "give it as the server or `autoschematic keygen` prints it");

    public static Diagnostic OneKeyId() => Diagnostic.Error(
        "SEC208", "`--public-key` needs exactly one `--key-id`, the name the server knows the key by");

    public static Diagnostic ServerKeyUnknown(string domain) => Diagnostic.Error(
        "SEC209",
        $"The public key of `{domain}` is not known",
        hint: "give it with `--public-key` and `--key-id`, or name a keystore that has it");

    public static Diagnostic StillNamed(RepoPath old, RepoPath now, SourceLocation location) => Diagnostic.Warning(
        "SEC210", $"`{old}` is still named here", location, $"write `secret://{now}`");

    public static Diagnostic OutputInRepository(string path) => Diagnostic.Error(
        "SEC211", $"`{path}` lies in the repository, where the value could be committed in clear", hint: "choose a file outside of it");

    public static Diagnostic OutputNotWritten(string path, string reason) => Diagnostic.Error(
        "SEC212", $"`{path}` cannot be written: {reason.TrimEnd('.')}", hint: "choose a new file");

    public static Diagnostic ReadableByServersOnly(string domain, SealVersion version) => Diagnostic.Warning(
        "SEC213",
        $"Version {(int)version} is read by this program, and by a server only when it says so",
        hint: $"leave `--scheme` out unless `{domain}` reads it");

    public static Diagnostic NotReplaced(RepoPath file) => Diagnostic.Error(
        "SEC215", $"`{file}` holds a sealed value already, and keeps it", SourceLocation.OfFile(file.Text), "`--yes` replaces it");
}
