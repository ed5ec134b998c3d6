using System.Text;
using Autoschematic.Model.Redaction;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Redaction;

public sealed class RedactorTests
{
    private static Redactor With(params string[] secrets)
    {
        var redactor = new Redactor();
        redactor.AddRange(secrets);
        return redactor;
    }

    [Theory]
    [InlineData("token=hunter2-secret;", "token=***;")]
    [InlineData("Authorization: Basic aHVudGVyMi1zZWNyZXQ=", "Authorization: Basic ***")]
    [InlineData("nothing here", "nothing here")]
    [InlineData("hunter2-secrethunter2-secret", "******")]
    public void Secrets_are_masked(string text, string expected)
        => Assert.Equal(expected, With("hunter2-secret").Redact(text));

    [Fact]
    public void Json_url_and_base64_forms_are_masked()
    {
        const string secret = "p\"a\\ss/w?rd>>~~é";
        var redactor = With(secret);

        Assert.Equal("***", redactor.Redact("p\\\"a\\\\ss/w?rd>>~~é"));
        Assert.Equal("***", redactor.Redact("p\\u0022a\\\\ss/w?rd\\u003E\\u003E~~\\u00E9"));
        Assert.Equal("***", redactor.Redact(Uri.EscapeDataString(secret)));
        Assert.Equal("***", redactor.Redact(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))));
        Assert.Equal("***", redactor.Redact(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).Replace('+', '-').Replace('/', '_').TrimEnd('=')));
    }

    [Theory]
    [InlineData("me:hunter2-\"é-secret")]
    [InlineData("user:hunter2-\"é-secret!")]
    [InlineData("x:hunter2-\"é-secret, and more")]
    public void A_secret_inside_other_base64_is_masked(string text)
    {
        const string secret = "hunter2-\"é-secret";
        var redacted = With(secret).Redact(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        Assert.Contains("***", redacted, StringComparison.Ordinal);
        Assert.True(redacted.Length < 16 + (text.Length - secret.Length) * 2, redacted);
    }

    [Fact]
    public void Forms_of_other_json_writers_and_json_inside_json_are_masked()
    {
        const string secret = "p\"a\\ss-é";
        var redactor = With(secret);
        Assert.Equal("***", redactor.Redact("p\\\"a\\\\ss-\\u00e9"));
        Assert.Equal("\\\"***\\\"", redactor.Redact("\\\"p\\\\\\\"a\\\\\\\\ss-é\\\""));
    }

    [Fact]
    public void Five_bytes_are_no_secret_and_six_are()
    {
        Assert.Equal("12345", With("12345").Redact("12345"));
        Assert.Equal("***", With("123456").Redact("123456"));
        Assert.Equal("***", With("äöü").Redact("äöü"));
        Assert.Equal("  a  ", With("  a     ").Redact("  a  "));
    }

    [Fact]
    public void The_longest_secret_wins_and_overlaps_leave_nothing_behind()
    {
        Assert.Equal("<***>", With("secret", "secret-long").Redact("<secret-long>"));
        Assert.Equal("<***>", With("abcdef", "defghi").Redact("<abcdefghi>"));
    }

    [Fact]
    public void Each_line_of_a_key_file_is_a_secret()
        => Assert.Equal("log: ***", With("-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\n-----END KEY-----\n").Redact("log: MIIEpAIBAAKCAQEA"));

    [Fact]
    public void No_secret_survives_in_any_text()
    {
        var secret = Gen.String[Gen.Char["abc"], 6, 8];
        Gen.Select(secret.List[1, 4], Gen.String[Gen.Char["abcd"], 0, 60]).Sample((secrets, text) =>
        {
            var redactor = With([.. secrets]);
            var redacted = redactor.Redact(text);
            return !secrets.Exists(redacted.Contains) && !redactor.ContainsSecret(redacted)
                && (redactor.ContainsSecret(text) || redacted == text);
        });
    }
}
