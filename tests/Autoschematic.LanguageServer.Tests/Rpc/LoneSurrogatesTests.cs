using System.Text;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Tests.Rpc;

public sealed class LoneSurrogatesTests
{
    [Theory]
    [InlineData("""{"a":"\ud83d\ude00"}""", """{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\ud83d"}""", """{"a":"\uFFFD"}""")]
    [InlineData("""{"a":"\ude00\ud83dx\u00e9"}""", """{"a":"\uFFFD\uFFFDx\u00e9"}""")]
    [InlineData("""{"a":"\\ud83d \" \\\ud83d"}""", """{"a":"\\ud83d \" \\\uFFFD"}""")]
    [InlineData("""{"a":"\u12","b":"\""", """{"a":"\u12","b":"\""")]
    public void Halves_of_pairs_are_replaced_and_nothing_else(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        LoneSurrogates.Mend(bytes);

        Assert.Equal(expected, Encoding.UTF8.GetString(bytes));
    }
}
