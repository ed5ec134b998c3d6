using Autoschematic.Model.Addresses;
using Autoschematic.Model.Secrets;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Tests.Model.Secrets;

/// <summary>Fixed keys, salts and nonces, and what another implementation made of them.</summary>
internal static class SealVectors
{
    public const string Value = "correct horse battery staple";

    public const string PublicKey = "A/AoiSutftV9L7V78zCB1c/Pb57T09fxWcLi//V53DQa";

    public const string UncompressedPublicKey =
        "BPAoiSutftV9L7V78zCB1c/Pb57T09fxWcLi//V53DQaB88z2hi9c0xgC5anK7xHSdUUHJDsisMorlLd/i5QW9s=";

    public const string Pem = """
        -----BEGIN EC PRIVATE KEY-----
        MHQCAQEEIB6ZQjpO0nYIoVomFqKw6eUs7TMKxTDtzDLI/8alJq7doAcGBSuBBAAK
        oUQDQgAE8CiJK61+1X0vtXvzMIHVz89vntPT1/FZwuL/9XncNBoHzzPaGL1zTGAL
        lqcrvEdJ1RQckOyKwyiuUt3+LlBb2w==
        -----END EC PRIVATE KEY-----

        """;

    public const string Pkcs8Pem = """
        -----BEGIN PRIVATE KEY-----
        MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgHplCOk7SdgihWiYWorDp
        5SztMwrFMO3MMsj/xqUmrt2hRANCAATwKIkrrX7VfS+1e/MwgdXPz2+e09PX8VnC
        4v/1edw0GgfPM9oYvXNMYAuWpyu8R0nVFByQ7IrDKK5S3f4uUFvb
        -----END PRIVATE KEY-----

        """;

    public const string OtherCurvePem = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIB6ZQjpO0nYIoVomFqKw6eUs7TMKxTDtzDLI/8alJq7doAoGCCqGSM49
        AwEHoUQDQgAEFReGOnSQf17TslqQctDTTouGnqegIbtArSndiqEOSc5XBDzrgTpR
        zZoA10YMJd1PNDNG1FZmxWBb99sjlnAdvg==
        -----END EC PRIVATE KEY-----

        """;

    /// <summary>Version 1, for key `ops` of a server.</summary>
    public const string VersionOne = """
        [
          {
            "server_domain": "example.org",
            "server_pubkey_id": "ops",
            "ephemeral_pubkey": "AvNerJNbSIwMbml5WKmJEUhZk4aWxqZlStdDzX0TDPtl",
            "salt": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "nonce": "ZGVmZ2hpamtsbW5v",
            "ciphertext": "77vU9QfBLIHr+27gb0UfStFrvtG1P5WOBzisf2h+ozdkrb0lE4ZbxpNJURg="
          }
        ]

        """;

    /// <summary>Version 2, for the local key `ops` and the file `secrets/api.sealed`.</summary>
    public const string VersionTwo = """
        [
          {
            "version": "2",
            "server_domain": "local",
            "server_pubkey_id": "ops",
            "ephemeral_pubkey": "AvNerJNbSIwMbml5WKmJEUhZk4aWxqZlStdDzX0TDPtl",
            "salt": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "nonce": "ZGVmZ2hpamtsbW5v",
            "ciphertext": "77vU9QfBLIHr+27gb0UfStFrvtG1P5WOBzisf3GiJmIudpE7BLp8QNrqKBc="
          }
        ]

        """;

    /// <summary>As other writers may put it: an uncompressed ephemeral key, on one line.</summary>
    public const string VersionOneUncompressed =
        """[{"server_domain":"example.org","server_pubkey_id":"ops","ephemeral_pubkey":"BPNerJNbSIwMbml5WKmJEUhZk4aWxqZlStdDzX0TDPtllzReuwmilDHnHvgY6nH4UTHVaBJhEjaJGMHkQAYlcnI=","salt":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","nonce":"ZGVmZ2hpamtsbW5v","ciphertext":"77vU9QfBLIHr+27gb0UfStFrvtG1P5WOBzisf2h+ozdkrb0lE4ZbxpNJURg="}]""";

    public const string VersionTwoUncompressed =
        """[{"version":"2","server_domain":"local","server_pubkey_id":"ops","ephemeral_pubkey":"BPNerJNbSIwMbml5WKmJEUhZk4aWxqZlStdDzX0TDPtllzReuwmilDHnHvgY6nH4UTHVaBJhEjaJGMHkQAYlcnI=","salt":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","nonce":"ZGVmZ2hpamtsbW5v","ciphertext":"77vU9QfBLIHr+27gb0UfStFrvtG1P5WOBzisf4JD54Y2aMBaVK30l+TZpSY="}]""";

    /// <summary>The shared X coordinate begins with a zero byte, which must not be dropped; the value is `leading zero`.</summary>
    public const string LeadingZero =
        """[{"server_domain":"example.org","server_pubkey_id":"ops","ephemeral_pubkey":"AgjlvahMcLb/7BtbPQ0zbQ3LjiJ7uAoJHDO3dpjqlSAK","salt":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","nonce":"ZGVmZ2hpamtsbW5v","ciphertext":"XS/bipOZPsqJrmq23SXB+32czmzFLh+lrml+pw=="}]""";

    public static RepoPath Path { get; } = RepoPath.Parse("secrets/api.sealed");

    public static SealingKey Key { get; } = SealingKey.FromScalar(
        Convert.FromHexString("1e99423a4ed27608a15a2616a2b0e9e52ced330ac530edcc32c8ffc6a526aedd"));

    public static SealRandomness Randomness { get; } = new(
        SealingKey.FromScalar(Convert.FromHexString("c0ffee254729296a45a3885639ac7e10f9d54979c0ffee254729296a45a38856")),
        Enumerable.Range(0, 32).Select(number => (byte)number).ToArray(),
        Enumerable.Range(100, 12).Select(number => (byte)number).ToArray());

    public static SealRecipient For(SealVersion version)
        => new(version, version == SealVersion.One ? "example.org" : SealedSecret.LocalDomain, "ops", Key.PublicKey);

    /// <summary>The secrets of a file, or what is wrong in it, one problem a line.</summary>
    public static (IReadOnlyList<SealedSecret> Secrets, string Problems) Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var file = SealedFile.Parse(new SourceText(text, "secrets/api.sealed"), diagnostics);
        return (file?.Secrets ?? [], string.Join('\n', diagnostics));
    }
}
