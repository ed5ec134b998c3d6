using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Secrets;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Secrets;

public sealed class SecretCipherTests
{
    [Theory]
    [InlineData(SealVersion.One, SealVectors.VersionOne)]
    [InlineData(SealVersion.Two, SealVectors.VersionTwo)]
    public void Sealing_with_fixed_keys_gives_the_fixed_file(SealVersion version, string expected)
    {
        var made = SecretCipher.Seal(
            Encoding.UTF8.GetBytes(SealVectors.Value), SealVectors.Path, SealVectors.For(version), SealVectors.Randomness);

        Assert.Equal(expected, Encoding.UTF8.GetString(new SealedFile([made]).ToBytes().Span), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData(SealVectors.VersionOne, SealVectors.Value)]
    [InlineData(SealVectors.VersionOneUncompressed, SealVectors.Value)]
    [InlineData(SealVectors.VersionTwo, SealVectors.Value)]
    [InlineData(SealVectors.VersionTwoUncompressed, SealVectors.Value)]
    [InlineData(SealVectors.LeadingZero, "leading zero")]
    public void Files_of_another_implementation_are_opened(string text, string value)
        => Assert.Equal(value, Open(text));

    [Fact]
    public void Version_two_is_bound_to_its_path_and_version_one_is_not()
    {
        var elsewhere = RepoPath.Parse("secrets/other.sealed");
        Assert.Null(Open(SealVectors.VersionTwo, elsewhere));
        Assert.Equal(SealVectors.Value, Open(SealVectors.VersionOne, elsewhere));
    }

    [Theory]
    [InlineData("\"version\": \"2\",", "")]
    [InlineData("\"server_domain\": \"local\"", "\"server_domain\": \"example.org\"")]
    [InlineData("\"server_pubkey_id\": \"ops\"", "\"server_pubkey_id\": \"dev\"")]
    [InlineData("\"ephemeral_pubkey\": \"Av", "\"ephemeral_pubkey\": \"A/")]
    [InlineData("\"salt\": \"AAE", "\"salt\": \"AAI")]
    [InlineData("\"nonce\": \"ZGV", "\"nonce\": \"ZGW")]
    [InlineData("77vU9QfB", "77vU9QfA")]
    [InlineData("QNrqKBc=", "QNrqKBY=")]
    public void A_changed_field_of_version_two_does_not_open(string old, string now)
    {
        Assert.Contains(old, SealVectors.VersionTwo, StringComparison.Ordinal);
        Assert.Null(Open(SealVectors.VersionTwo.Replace(old, now, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"salt\": \"AAE", "\"salt\": \"AAI")]
    [InlineData("\"nonce\": \"ZGV", "\"nonce\": \"ZGW")]
    [InlineData("77vU9QfB", "77vU9QfA")]
    [InlineData("\"server_domain\"", "\"version\": \"2\", \"server_domain\"")]
    public void A_changed_field_of_version_one_does_not_open(string old, string now)
    {
        Assert.Contains(old, SealVectors.VersionOne, StringComparison.Ordinal);
        Assert.Null(Open(SealVectors.VersionOne.Replace(old, now, StringComparison.Ordinal)));
    }

    [Fact]
    public void Another_key_does_not_open()
        => Assert.Null(SecretCipher.Open(SealVectors.Read(SealVectors.VersionTwo).Secrets[0], SealVectors.Path, SealingKey.Generate()));

    [Fact]
    public void Any_value_comes_back_and_no_two_seals_are_alike()
        => Gen.Select(Gen.Byte.Array[0, 300], Gen.Enum<SealVersion>()).Sample(
            (value, version) =>
            {
                var key = SealingKey.Generate();
                var recipient = new SealRecipient(version, "local", "default", key.PublicKey);
                var first = SecretCipher.Seal(value, SealVectors.Path, recipient, SealRandomness.New());
                var second = SecretCipher.Seal(value, SealVectors.Path, recipient, SealRandomness.New());
                return SecretCipher.Open(first, SealVectors.Path, key)!.SequenceEqual(value)
                    && SecretCipher.Open(second, SealVectors.Path, key)!.SequenceEqual(value)
                    && !first.Ciphertext.Span.SequenceEqual(second.Ciphertext.Span)
                    && !first.Salt.Span.SequenceEqual(second.Salt.Span)
                    && !first.EphemeralKey.Span.SequenceEqual(second.EphemeralKey.Span);
            },
            iter: 40);

    [Fact]
    public void Points_are_the_same_compressed_or_not()
    {
        Assert.Equal(SealVectors.PublicKey, SealingPublicKey.TryParse(SealVectors.PublicKey)!.ToString());
        Assert.Equal(SealVectors.PublicKey, SealingPublicKey.TryParse(SealVectors.UncompressedPublicKey)!.ToString());
        Assert.Equal(SealVectors.PublicKey, SealVectors.Key.PublicKey.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AA==")]
    [InlineData("AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAF")]
    [InlineData("BfAoiSutftV9L7V78zCB1c/Pb57T09fxWcLi//V53DQa")]
    [InlineData("Av////////////////////////////////////7///wv")]
    [InlineData("BPAoiSutftV9L7V78zCB1c/Pb57T09fxWcLi//V53DQaB88z2hi9c0xgC5anK7xHSdUUHJDsisMorlLd/i5QW9w=")]
    public void What_is_no_point_of_the_curve_is_no_key(string text) => Assert.Null(SealingPublicKey.TryParse(text));

    [Fact]
    public void Compressed_points_come_back_for_any_key()
        => Gen.Byte.Array[32].Where(scalar => scalar[0] is > 0 and < 255).Sample(
            scalar =>
            {
                var key = SealingKey.FromScalar(scalar);
                var again = SealingKey.TryParsePem(key.ToPem())!;
                return SealingPublicKey.TryParse(key.PublicKey.ToBytes())!.ToString() == again.PublicKey.ToString();
            },
            iter: 60);

    [Theory]
    [InlineData(SealVectors.Pem)]
    [InlineData(SealVectors.Pkcs8Pem)]
    public void Keys_are_read_from_pem(string pem)
    {
        var key = SealingKey.TryParsePem(pem)!;
        Assert.Equal(SealVectors.PublicKey, key.PublicKey.ToString());
        Assert.Equal(SealVectors.Pem, key.ToPem(), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData(SealVectors.OtherCurvePem)]
    public void What_is_no_key_of_the_curve_is_refused(string pem) => Assert.Null(SealingKey.TryParsePem(pem));

    private static string? Open(string text, RepoPath? path = null)
        => SecretCipher.Open(Assert.Single(SealVectors.Read(text).Secrets), path ?? SealVectors.Path, SealVectors.Key) is { } value
            ? Encoding.UTF8.GetString(value)
            : null;
}
