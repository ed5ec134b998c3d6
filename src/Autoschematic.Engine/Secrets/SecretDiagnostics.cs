using Autoschematic.Model.Addresses;
using Autoschematic.Model.Secrets;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Secrets;

internal static class SecretDiagnostics
{
    private const string ConfigureHint =
        "make a key with `autoschematic keygen` and name its keystore with `--keystore` or `AUTOSCHEMATIC_KEYSTORE`";

    public static Diagnostic Kept(string subject, string file) => Diagnostic.Error(
        "SEC001",
        $"{subject} is sensitive and there is no key to seal it with, so it was left out of the repository",
        hint: $"its value is in `{file}`, readable by you alone");

    public static Diagnostic NotKept(string subject, string file, string reason) => Diagnostic.Error(
        "SEC002", $"{subject} is sensitive and could not be written to `{file}`: {reason}");

    public static Diagnostic BadKeystore(string location) => Diagnostic.Error(
        "SEC003",
        $"`{location}` is no keystore",
        hint: "a keystore is a folder named by its absolute path, as in `ondisk:///home/mona/keys`");

    public static Diagnostic NoKeystore(string folder) => Diagnostic.Error(
        "SEC004", $"There is no keystore `{folder}`", hint: "`autoschematic keygen` makes it with a first key");

    public static Diagnostic BadKeyId(string keyId) => Diagnostic.Error(
        "SEC005", $"`{keyId}` cannot be the name of a key", hint: "a key's name is a file name that does not begin with a dot");

    public static Diagnostic NoSuchKey(string folder, string keyId, IReadOnlyList<string> known) => Diagnostic.Error(
        "SEC006", $"There is no key `{keyId}` in keystore `{folder}`", hint: KnownKeys(known));

    public static Diagnostic NoDefaultKey(string folder, IReadOnlyList<string> known) => Diagnostic.Error(
        "SEC007",
        known.Count == 0
            ? $"There is no key in keystore `{folder}`"
            : $"Keystore `{folder}` has {known.Count} keys and none is named `{Keystore.DefaultKeyId}`",
        hint: known.Count == 0
            ? "`autoschematic keygen` makes one"
            : $"name one with `--key-id`, or make `{Keystore.DefaultKeyId}`, which sensitive outputs are sealed with");

    public static Diagnostic KeyRefused(string folder, string keyId, Diagnostic reason) => Diagnostic.Error(
        "SEC008", $"Key `{keyId}` of keystore `{folder}` is not used: {reason.Message}", hint: reason.Hint);

    public static Diagnostic NotAKey(string file) => Diagnostic.Error(
        "SEC009", $"`{file}` holds no private key of the curve secp256k1 in PEM form", hint: "move other files out of the keystore");

    public static Diagnostic KeyExists(string file, string keyId) => Diagnostic.Error(
        "SEC010",
        $"Key `{keyId}` exists already in `{file}`",
        hint: "choose another name with `--key-id`; a key that is replaced makes everything sealed for it unreadable");

    public static Diagnostic KeyNotWritten(string file, string reason) => Diagnostic.Error(
        "SEC011", $"The key could not be written to `{file}`: {reason}");

    public static Diagnostic KeystoreInRepository(string folder, string repository) => Diagnostic.Error(
        "SEC012",
        $"Keystore `{folder}` would lie inside the git repository `{repository}`, where keys are easily committed",
        hint: "choose a folder outside of it");

    public static Diagnostic NoCurve(string reason) => Diagnostic.Error(
        "SEC013", $"The cryptographic library of this system cannot use the curve secp256k1: {reason.TrimEnd('.')}", hint: "on Linux it is OpenSSL that must have it");

    public static Diagnostic NoSealedFile(RepoPath file) => Diagnostic.Error(
        "SEC014", $"There is no sealed file `{file}`", SourceLocation.OfFile(file.Text), $"make it with `autoschematic seal -p {file}`");

    public static Diagnostic NotConfigured(RepoPath file, SealedFile content) => Diagnostic.Error(
        "SEC015",
        $"`{file}` is sealed for {KeysOf(content)}, and no keystore is configured",
        SourceLocation.OfFile(file.Text),
        "name the keystore that has the key with `--keystore` or `AUTOSCHEMATIC_KEYSTORE`");

    public static Diagnostic NoKeyFor(RepoPath file, SealedFile content, Keystore keystore) => Diagnostic.Error(
        "SEC016",
        $"`{file}` is sealed for {KeysOf(content)}, and keystore `{keystore.Folder}` has no such key",
        SourceLocation.OfFile(file.Text),
        KnownKeys(keystore.KeyIds()));

    public static Diagnostic NotOpened(RepoPath file, SealedSecret secret) => Diagnostic.Error(
        "SEC017",
        $"`{file}` cannot be unsealed with key `{secret.KeyId}`",
        secret.Location,
        secret.Version == SealVersion.Two
            ? "it was changed, sealed for another key of that name, or moved by something else than `autoschematic seal --move`: move it back, then use that"
            : "it was changed, or sealed for another key of that name");

    public static Diagnostic NotText(RepoPath file) => Diagnostic.Error(
        "SEC018", $"The value sealed in `{file}` is not UTF-8 text", SourceLocation.OfFile(file.Text));

    public static Diagnostic SealedFileNotUtf8(RepoPath file) => Diagnostic.Error(
        "SEC019", $"`{file}` is not UTF-8, so it is no sealed secret", SourceLocation.OfFile(file.Text), "restore the file with git");

    public static Diagnostic NoKey() => Diagnostic.Error("SEC020", "No keystore is configured", hint: ConfigureHint);

    public static Diagnostic CannotMove(RepoPath file, SealedSecret secret) => Diagnostic.Error(
        "SEC021",
        $"`{file}` is sealed for key `{secret.KeyId}` of `{secret.ServerDomain}` too, and cannot be sealed again for another path without that key",
        secret.Location,
        "seal the value anew at its new path");

    private static string KeysOf(SealedFile content)
        => string.Join(" and ", content.Secrets.Select(secret => secret.KeyId).Distinct().Select(key => $"`{key}`"));

    private static string KnownKeys(IReadOnlyList<string> known)
        => known.Count == 0 ? "the keystore is empty" : $"it has {string.Join(", ", known.Select(key => $"`{key}`"))}";
}
