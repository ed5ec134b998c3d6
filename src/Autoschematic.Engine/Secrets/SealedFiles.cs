using System.Security.Cryptography;
using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Redaction;
using Autoschematic.Model.Secrets;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Secrets;

/// <summary>The sealed files of one repository and the keystore that opens them; safe to share between tasks.</summary>
/// <param name="files">The working tree.</param>
/// <param name="keystoreLocation">Such as `ondisk:///home/mona/keys`, or null when no keystore is configured.</param>
public sealed class SealedFiles(RepositoryFiles files, string? keystoreLocation)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Redactor revealed = new();
    private readonly Lock gate = new();
    private Keystore? opened;

    /// <summary>Hides every value that was unsealed, and whatever else the run learns, in all that is printed.</summary>
    public Redactor Redactor { get; } = new();

    /// <summary>Whether any text could hold a value that is sealed, or is to be.</summary>
    public bool IsAnythingRevealed => !revealed.IsEmpty;

    /// <summary>Whether a text holds a value that is sealed, or is to be, and so must not be written in clear.</summary>
    public bool IsRevealedIn(string text) => revealed.ContainsSecret(text);

    /// <summary>Whether a body holds one.</summary>
    public bool IsRevealedIn(ReadOnlyMemory<byte> body) => IsRevealedIn(Encoding.UTF8.GetString(body.Span));

    /// <summary>From now on the values are hidden in all that is printed, and no body that holds one is written.</summary>
    public void Learn(IReadOnlyCollection<string> values)
    {
        Redactor.AddRange(values);
        revealed.AddRange(values);
    }

    /// <summary>Whether a keystore is named; it may still be unusable.</summary>
    public bool IsConfigured => keystoreLocation is not null;

    /// <summary>The keystore; null without a diagnostic when none is configured, and with one when it cannot be used.</summary>
    public Keystore? FindKeystore(DiagnosticBag diagnostics)
    {
        lock (gate)
        {
            return opened ??= keystoreLocation is null ? null : Keystore.TryOpen(keystoreLocation, diagnostics);
        }
    }

    /// <summary>The key that sensitive values are sealed with; null without a diagnostic when no keystore is configured.</summary>
    public SealRecipient? FindOwnRecipient(DiagnosticBag diagnostics)
        => FindKeystore(diagnostics) is { } keystore
            && keystore.FindDefault(diagnostics) is { } id
            && keystore.Load(id, diagnostics) is { } key
                ? new(SealVersion.Two, SealedSecret.LocalDomain, id, key.PublicKey)
                : null;

    /// <summary>The text sealed in a file, hidden from now on in all that is printed; null with a diagnostic.</summary>
    public string? UnsealText(RepoPath file, DiagnosticBag diagnostics)
    {
        if (Open(file, diagnostics) is not { } found)
        {
            return null;
        }

        try
        {
            var text = StrictUtf8.GetString(found.Value);
            Redactor.Add(text);
            return text;
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(SecretDiagnostics.NotText(file));
            return null;
        }
    }

    /// <summary>Like <see cref="UnsealText"/>, for a value that bodies may refer to but not hold.</summary>
    public string? Reveal(RepoPath file, DiagnosticBag diagnostics)
    {
        var text = UnsealText(file, diagnostics);
        if (text is not null)
        {
            revealed.Add(text);
        }

        return text;
    }

    /// <summary>Whether there is a key here that a file is sealed for, so that not to open it means that something is wrong.</summary>
    public bool HasKeyFor(SealedFile content)
        => FindKeystore([]) is { } keystore && content.Secrets.Any(secret => keystore.Has(secret.KeyId));

    /// <summary>Opens a file with whichever of its keys there is; null with a diagnostic.</summary>
    public OpenedSecret? Open(RepoPath file, DiagnosticBag diagnostics)
    {
        if (Read(file, diagnostics) is not { } content)
        {
            return null;
        }

        var problems = new DiagnosticBag();
        if (FindKeystore(problems) is not { } keystore)
        {
            diagnostics.AddRange(problems.Append(SecretDiagnostics.NotConfigured(file, content)).Take(1));
            return null;
        }

        // Another owner's key may have the same name as ours, so one that does not fit is not the end.
        var mine = content.Secrets.Where(secret => keystore.Has(secret.KeyId)).ToList();
        foreach (var secret in mine)
        {
            if (keystore.Load(secret.KeyId, problems) is { } key)
            {
                if (SecretCipher.Open(secret, file, key) is { } value)
                {
                    return new(content, secret, value);
                }

                problems.Add(SecretDiagnostics.NotOpened(file, secret));
            }
        }

        diagnostics.AddRange(mine.Count == 0
            ? [SecretDiagnostics.NoKeyFor(file, content, keystore)]
            : problems);
        return null;
    }

    /// <summary>The file as it is written; null with a diagnostic.</summary>
    public SealedFile? Read(RepoPath file, DiagnosticBag diagnostics)
    {
        var reported = diagnostics.Count;
        if (files.TryRead(file, diagnostics) is not { } bytes)
        {
            if (diagnostics.Count == reported)
            {
                diagnostics.Add(SecretDiagnostics.NoSealedFile(file));
            }

            return null;
        }

        try
        {
            return SealedFile.Parse(new SourceText(StrictUtf8.GetString(bytes.Span), file.Text), diagnostics);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(SecretDiagnostics.SealedFileNotUtf8(file));
            return null;
        }
    }

    /// <summary>The bytes of a sealed file for a path; null with a diagnostic when the system lacks the curve.</summary>
    public static ReadOnlyMemory<byte>? Seal(
        RepoPath file, ReadOnlySpan<byte> value, IReadOnlyList<SealRecipient> recipients, DiagnosticBag diagnostics)
    {
        try
        {
            var secrets = new List<SealedSecret>();
            foreach (var recipient in recipients)
            {
                secrets.Add(SecretCipher.Seal(value, file, recipient, SealRandomness.New()));
            }

            return new SealedFile(secrets).ToBytes();
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException)
        {
            diagnostics.Add(SecretDiagnostics.NoCurve(exception.Message));
            return null;
        }
    }

    /// <summary>The bytes that a sealed file has at another path; null with a diagnostic when a key for that is missing.</summary>
    public ReadOnlyMemory<byte>? Reseal(RepoPath from, RepoPath to, DiagnosticBag diagnostics)
    {
        if (Read(from, diagnostics) is not { } content)
        {
            return null;
        }

        var moved = new List<SealedSecret>();
        foreach (var secret in content.Secrets)
        {
            // Version 1 knows nothing of paths, so that no key is needed.
            var again = secret.Version == SealVersion.One ? secret : Reseal(content, secret, from, to, diagnostics);
            if (again is null)
            {
                return null;
            }

            moved.Add(again);
        }

        return new SealedFile(moved).ToBytes();
    }

    private SealedSecret? Reseal(SealedFile content, SealedSecret secret, RepoPath from, RepoPath to, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        if (FindKeystore(problems) is not { } keystore)
        {
            diagnostics.AddRange(problems.Append(SecretDiagnostics.NotConfigured(from, content)).Take(1));
            return null;
        }

        if (!keystore.Has(secret.KeyId))
        {
            diagnostics.Add(SecretDiagnostics.CannotMove(from, secret));
            return null;
        }

        if (keystore.Load(secret.KeyId, diagnostics) is not { } key)
        {
            return null;
        }

        if (SecretCipher.Open(secret, from, key) is not { } value)
        {
            diagnostics.Add(SecretDiagnostics.NotOpened(from, secret));
            return null;
        }

        var recipient = new SealRecipient(secret.Version, secret.ServerDomain, secret.KeyId, key.PublicKey);
        return SecretCipher.Seal(value, to, recipient, SealRandomness.New());
    }

    /// <summary>Seals a text for one's own key and writes it; a file that holds the same value already is left as it is.</summary>
    public bool WriteText(RepoPath file, string value, SealRecipient recipient, DiagnosticBag diagnostics)
        => WriteText(files, file, value, recipient, diagnostics);

    /// <inheritdoc cref="WriteText(RepoPath, string, SealRecipient, DiagnosticBag)"/>
    /// <param name="target">Where it is written.</param>
    public bool WriteText(ITreeFiles target, RepoPath file, string value, SealRecipient recipient, DiagnosticBag diagnostics)
    {
        Redactor.Add(value);
        var bytes = Encoding.UTF8.GetBytes(value);
        return IsSealedAlready(file, bytes, recipient)
            || (Seal(file, bytes, [recipient], diagnostics) is { } sealedBytes && target.WriteAtomic(file, sealedBytes, diagnostics));
    }

    // Sealing is different each time, and a file that changes without cause would be committed for nothing.
    private bool IsSealedAlready(RepoPath file, byte[] value, SealRecipient recipient)
        => files.Exists(file)
            && Open(file, new DiagnosticBag()) is { } found
            && found.Secret.KeyId == recipient.KeyId
            && found.Secret.Version == recipient.Version
            && CryptographicOperations.FixedTimeEquals(found.Value, value);
}
