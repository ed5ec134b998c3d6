using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.Secrets;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Secrets;

public sealed class SealedFileTests
{
    [Theory]
    [InlineData(SealVectors.VersionOne)]
    [InlineData(SealVectors.VersionTwo)]
    public void What_is_read_is_written_again(string text)
    {
        var (secrets, problems) = SealVectors.Read(text);
        Assert.Equal("", problems);
        Assert.Equal(text, Encoding.UTF8.GetString(new SealedFile(secrets).ToBytes().Span), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("", "1:1: SEC101: The sealed file is not valid JSON")]
    [InlineData("[", "1:2: SEC101: The sealed file is not valid JSON")]
    [InlineData("[] x", "1:1: SEC102: A sealed file must be an array of one object or more\nsecrets/api.sealed:1:4: SEC101: The sealed file is not valid JSON")]
    [InlineData("[]", "1:1: SEC102: A sealed file must be an array of one object or more")]
    [InlineData("{\"a\": [1]}", "1:1: SEC102: A sealed file must be an array of one object or more")]
    [InlineData("[7]", "1:2: SEC102: A sealed file must be an array of one object or more")]
    [InlineData("\"hello\"", "1:1: SEC102: A sealed file must be an array of one object or more")]
    public void The_shape_is_checked(string text, string expected)
        => Assert.Equal("secrets/api.sealed:" + expected, SealVectors.Read(text).Problems);

    [Theory]
    [InlineData("\"server_domain\": \"local\",", "", "2:3: SEC103: The sealed secret has no field `server_domain`")]
    [InlineData("\"local\"", "null", "4:22: SEC104: The value of `server_domain` must be a string")]
    [InlineData("\"nonce\": \"ZGVmZ2hpamtsbW5v\"", "\"nonce\": {\"a\": 1}", "8:14: SEC104: The value of `nonce` must be a string")]
    [InlineData("ZGVmZ2hpamtsbW5v", "ZGVm Z2hpamtsbW5v", "8:14: SEC105: The value of `nonce` is not standard base64")]
    [InlineData("Hh8=", "Hh9=", "7:13: SEC105: The value of `salt` is not standard base64")]
    [InlineData("ZGVmZ2hpamtsbW5v", "ZGVmZ2hpamts", "8:14: SEC106: The value of `nonce` has 9 bytes instead of 12")]
    [InlineData("AvNerJNbSIwMbml5WKmJEUhZk4aWxqZlStdDzX0TDPtl", "AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAF", "6:25: SEC107: The value of `ephemeral_pubkey` is no point of the curve secp256k1")]
    [InlineData("\"version\": \"2\"", "\"version\": \"3\"", "3:16: SEC108: The secret is sealed with version `3`, which this program does not know")]
    [InlineData("\"version\"", "\"versoin\"", "3:5: SEC109: A sealed secret has no field `versoin`")]
    [InlineData("\"version\"", "\"versi\\n\"", "3:5: SEC109: A sealed secret has no field `versi`")]
    [InlineData("\"version\": \"2\"", "\"version\": \"2\\n3\"", "3:16: SEC108: The secret is sealed with version `2 3`, which this program does not know")]
    [InlineData("\"salt\"", "\"server_domain\": \"x\", \"salt\"", "7:5: SEC110: The field `server_domain` is there twice")]
    public void Every_field_is_checked(string old, string now, string expected)
    {
        Assert.Contains(old, SealVectors.VersionTwo, StringComparison.Ordinal);
        var (secrets, problems) = SealVectors.Read(SealVectors.VersionTwo.Replace(old, now, StringComparison.Ordinal));
        Assert.Empty(secrets);
        Assert.Equal("secrets/api.sealed:" + expected, problems);
    }

    [Fact]
    public void Version_one_may_say_so()
        => Assert.Equal(SealVersion.One, Assert.Single(SealVectors.Read(
            SealVectors.VersionOne.Replace("\"salt\"", "\"version\": \"1\", \"salt\"", StringComparison.Ordinal)).Secrets).Version);

    [Fact]
    public void Any_damage_is_a_problem_or_does_not_open_or_changes_nothing()
    {
        var original = SealVectors.VersionTwo;
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Char[' ', '~']).Sample(
            (index, character) =>
            {
                var damaged = string.Concat(original.AsSpan(0, index), [character], original.AsSpan(index + 1));
                var (secrets, problems) = SealVectors.Read(damaged);
                if (problems.Length > 0)
                {
                    return secrets.Count == 0 && problems.Split('\n').All(line => line.StartsWith("secrets/api.sealed:", StringComparison.Ordinal));
                }

                var value = SecretCipher.Open(secrets[0], SealVectors.Path, SealVectors.Key);
                var isLayout = char.IsWhiteSpace(original[index]) && char.IsWhiteSpace(character);
                return value is null || damaged == original || isLayout;
            },
            iter: 400);
    }

    [Theory]
    [InlineData("main", "db.ron", "password", ".autoschematic/main/db.ron.password.sealed")]
    [InlineData("/", "a/b.txt", "k", ".autoschematic/a/b.txt.k.sealed")]
    [InlineData("main", "a", "b.c/d", ".autoschematic/main/a.b%2Ec%2Fd.sealed")]
    public void Sealed_outputs_have_one_file_each(string prefix, string address, string key, string expected)
    {
        var owner = Prefix.TryParse(prefix)!;
        var file = SealedOutputPaths.FileOf(owner, Address.TryParse(address, out _)!, key);
        Assert.Equal(expected, file.Text);
        Assert.Equal(file, SealedOutputPaths.FileBehind(owner, SealedOutputPaths.ReferenceTo(file)));
    }

    [Theory]
    [InlineData("secret://x.sealed")]
    [InlineData("secret://.autoschematic/other/a.k.sealed")]
    [InlineData("secret://.autoschematic/main/../x.sealed")]
    [InlineData("secret://.autoschematic/main/a.out.json")]
    [InlineData("plain")]
    public void Other_values_stand_for_themselves(string value)
        => Assert.Null(SealedOutputPaths.FileBehind(Prefix.TryParse("main")!, value));
}
