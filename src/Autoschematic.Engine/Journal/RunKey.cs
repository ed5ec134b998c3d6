using System.Security.Cryptography;
using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Workflows;

namespace Autoschematic.Engine.Journal;

/// <summary>Encrypts what a journal may not say in clear, with a key that is made when first needed and erased with the run.</summary>
/// <remarks>ChaCha20-Poly1305; a sealed text is base64 of nonce, ciphertext and tag, bound to the run's id.</remarks>
internal sealed class RunKey(GitRepository git, RunId run)
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly Lock gate = new();
    private readonly byte[] associated = Encoding.UTF8.GetBytes(run.Text);
    private byte[]? key;

    /// <summary>Absolute path of the key.</summary>
    public string File { get; } = Path.Join(git.StateDirectory, "secrets", "runs", $"{run}.key");

    /// <summary>Encrypts a text; throws when the key cannot be kept.</summary>
    public string Seal(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceBytes));
        using var cipher = new ChaCha20Poly1305(Load() ?? Make());
        cipher.Encrypt(
            result.AsSpan(0, NonceBytes),
            plain,
            result.AsSpan(NonceBytes, plain.Length),
            result.AsSpan(NonceBytes + plain.Length),
            associated);
        return Convert.ToBase64String(result);
    }

    /// <summary>The text again; null when the key is gone or is another one.</summary>
    public string? Open(string sealedText)
    {
        try
        {
            var bytes = Convert.FromBase64String(sealedText);
            if (Load() is not { } found || bytes.Length < NonceBytes + TagBytes)
            {
                return null;
            }

            var plain = new byte[bytes.Length - NonceBytes - TagBytes];
            using var cipher = new ChaCha20Poly1305(found);
            cipher.Decrypt(
                bytes.AsSpan(0, NonceBytes),
                bytes.AsSpan(NonceBytes, plain.Length),
                bytes.AsSpan(NonceBytes + plain.Length),
                plain,
                associated);
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Erase()
    {
        lock (gate)
        {
            key = null;
            if (System.IO.File.Exists(File))
            {
                System.IO.File.Delete(File);
                PrivateFiles.SyncFolder(Path.GetDirectoryName(File)!);
            }
        }
    }

    private byte[]? Load()
    {
        lock (gate)
        {
            if (key is null && System.IO.File.Exists(File))
            {
                var bytes = System.IO.File.ReadAllBytes(File);
                key = bytes.Length == KeyBytes ? bytes : throw new IOException($"`{File}` is not the key of a run");
            }

            return key;
        }
    }

    private byte[] Make()
    {
        lock (gate)
        {
            if (key is null)
            {
                var made = RandomNumberGenerator.GetBytes(KeyBytes);
                var folder = Path.GetDirectoryName(File)!;
                PrivateFiles.MakeFolder(Path.GetDirectoryName(folder)!);
                PrivateFiles.MakeFolder(folder);
                PrivateFiles.WriteAtomic(File, made);
                key = made;
            }

            return key;
        }
    }
}
