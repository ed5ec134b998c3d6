using System.Collections.Concurrent;
using System.Security.Cryptography;
using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Secrets;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Secrets;

/// <summary>A folder of private keys, one PEM file each, whose name is the key's id; safe to share between tasks.</summary>
public sealed class Keystore
{
    /// <summary>The key that is taken when none is named.</summary>
    public const string DefaultKeyId = "default";

    private const string Scheme = "ondisk://";
    private readonly ConcurrentDictionary<string, SealingKey> loaded = new(StringComparer.Ordinal);
    private readonly RepositoryFiles files;

    private Keystore(string folder) => files = new(folder);

    /// <summary>Absolute path of the folder.</summary>
    public string Folder => files.Root;

    /// <summary>Takes a location such as `ondisk:///home/mona/keys`; null with a diagnostic when there is no such folder.</summary>
    public static Keystore? TryOpen(string location, DiagnosticBag diagnostics)
    {
        if (FolderOf(location, diagnostics) is not { } folder)
        {
            return null;
        }

        if (!Directory.Exists(folder))
        {
            diagnostics.Add(SecretDiagnostics.NoKeystore(folder));
            return null;
        }

        return new(folder);
    }

    /// <summary>Makes a key, and the folder when it is missing; null with a diagnostic, above all when the key exists.</summary>
    public static SealingPublicKey? Generate(string location, string keyId, DiagnosticBag diagnostics)
    {
        if (FolderOf(location, diagnostics) is not { } folder)
        {
            return null;
        }

        if (FileOf(keyId) is not { } file)
        {
            diagnostics.Add(SecretDiagnostics.BadKeyId(keyId));
            return null;
        }

        if ((EnclosingRepository(RealFolders.Resolve(folder)) ?? EnclosingRepository(folder)) is { } repository)
        {
            diagnostics.Add(SecretDiagnostics.KeystoreInRepository(folder, repository));
            return null;
        }

        var path = Path.Join(folder, file.Text);
        try
        {
            var key = SealingKey.Generate();
            PrivateFiles.MakeFolder(folder);
            PrivateFiles.WriteAtomic(path, System.Text.Encoding.ASCII.GetBytes(key.ToPem()), overwrite: false);
            return key.PublicKey;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Path.Exists(path)
                ? SecretDiagnostics.KeyExists(path, keyId)
                : SecretDiagnostics.KeyNotWritten(path, exception.Message));
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException)
        {
            diagnostics.Add(SecretDiagnostics.NoCurve(exception.Message));
        }

        return null;
    }

    /// <summary>Whether there is a key of that name; it may still be unusable.</summary>
    public bool Has(string keyId) => FileOf(keyId) is { } file && files.KindOf(file) != FileKind.Missing;

    /// <summary>The names of all keys, in ordinal order.</summary>
    public IReadOnlyList<string> KeyIds()
        => [.. files.List(null).Where(file => file.Parent is null && !file.Text.StartsWith('.')).Select(file => file.Text)];

    /// <summary>The key, or null with a diagnostic: it is missing, no key, or others may read it.</summary>
    public SealingKey? Load(string keyId, DiagnosticBag diagnostics)
    {
        if (loaded.TryGetValue(keyId, out var known))
        {
            return known;
        }

        if (FileOf(keyId) is not { } file)
        {
            diagnostics.Add(SecretDiagnostics.BadKeyId(keyId));
            return null;
        }

        switch (files.ReadPrivate(file))
        {
            case FileRead.Found found:
                if (Parse(found.Bytes) is { } key)
                {
                    return loaded.GetOrAdd(keyId, key);
                }

                diagnostics.Add(SecretDiagnostics.NotAKey(Path.Join(Folder, file.Text)));
                return null;
            case FileRead.Refused refused:
                diagnostics.Add(SecretDiagnostics.KeyRefused(Folder, keyId, refused.Problem));
                return null;
            default:
                diagnostics.Add(SecretDiagnostics.NoSuchKey(Folder, keyId, KeyIds()));
                return null;
        }
    }

    /// <summary>The name of the key to seal with: `default`, or the only one there is; null with a diagnostic.</summary>
    public string? FindDefault(DiagnosticBag diagnostics)
    {
        var keys = KeyIds();
        if (keys.Contains(DefaultKeyId))
        {
            return DefaultKeyId;
        }

        if (keys.Count == 1)
        {
            return keys[0];
        }

        diagnostics.Add(SecretDiagnostics.NoDefaultKey(Folder, keys));
        return null;
    }

    private static string? FolderOf(string location, DiagnosticBag diagnostics)
    {
        var path = location.StartsWith(Scheme, StringComparison.Ordinal) ? location[Scheme.Length..] : "";
        if (OperatingSystem.IsWindows() && path.StartsWith('/'))
        {
            path = path[1..];
        }

        if (Path.IsPathFullyQualified(path))
        {
            return Path.TrimEndingDirectorySeparator(path);
        }

        diagnostics.Add(SecretDiagnostics.BadKeystore(location));
        return null;
    }

    // A key that is committed is no secret any more.
    private static string? EnclosingRepository(string folder)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Path.Exists(Path.Join(above, ".git")))
            {
                return above;
            }
        }

        return null;
    }

    private static RepoPath? FileOf(string keyId)
        => RepoPath.TryParse(keyId) is { Parent: null } file && !keyId.StartsWith('.') ? file : null;

    private static SealingKey? Parse(ReadOnlyMemory<byte> content)
        => SealingKey.TryParsePem(System.Text.Encoding.Latin1.GetString(content.Span));
}
