using Autoschematic.Model.Redaction;

namespace Autoschematic.Engine.Tests.Model.Redaction;

public sealed class ForeignTextTests
{
    [Theory]
    [InlineData("plain text, ünïcode 👍\tand\nlines", "plain text, ünïcode 👍\tand\nlines")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b[38;5;196mred\u001b[K", "red")]
    [InlineData("\u009b31mred", "red")]
    [InlineData("\u001b]0;a title\u0007text", "text")]
    [InlineData("\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001bPdevice string\u001b\\text", "text")]
    [InlineData("\u001b(Btext\u001bc", "text")]
    [InlineData("\u001b]0;never closed\nnext line", "0;never closed\nnext line")]
    [InlineData("cut \u001b[31", "cut ")]
    [InlineData("cut \u001b", "cut ")]
    [InlineData("a\rb\0c\bd\u007fe", "abcde")]
    [InlineData("user\u202etxt.exe\u2066x\u2069", "usertxt.exex")]
    [InlineData("one\r\ntwo", "one\ntwo")]
    public void Escape_sequences_and_controls_disappear(string text, string expected)
        => Assert.Equal(expected, ForeignText.Clean(text));

    [Fact]
    public void A_line_stays_one_line()
        => Assert.Equal("one two three", ForeignText.CleanLine("one\r\n  two\t\u001b[1mthree\n"));
}
