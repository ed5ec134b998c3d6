using System.Text;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Tests.Model.Canonical;

public sealed class CanonicalValueTests
{
    [Theory]
    [InlineData(BodyFormat.Json, """{"a": 1, "b": [1, 2]}""", "{\n  \"b\": [1,2],\n  \"a\": 1 // why\n}", true)]
    [InlineData(BodyFormat.Json, """{"a": [1, 2]}""", """{"a": [2, 1]}""", false)]
    [InlineData(BodyFormat.Json, """{"a": "1"}""", """{"a": 1}""", false)]
    [InlineData(BodyFormat.Json, """{"a": "x\u00e9"}""", """{"a": "xé"}""", true)]
    [InlineData(BodyFormat.Json, """{"a": {"b": 1}}""", """{"a": {}, "b": 1}""", false)]
    [InlineData(BodyFormat.Ron, """X(a: 1, m: {"k": 2, "j": 3})""", "X( /* c */ m: {\"j\": 3, \"k\": 2,}, a: 1)", true)]
    [InlineData(BodyFormat.Ron, "X(a: 1)", "Y(a: 1)", false)]
    [InlineData(BodyFormat.Ron, "(a: Some(1))", "(a: None)", false)]
    [InlineData(BodyFormat.Text, "a: 1", "a:  1", false)]
    [InlineData(BodyFormat.Ron, "(broken", "(broken", true)]
    [InlineData(BodyFormat.Ron, "(broken", "( broken", false)]
    public void Layout_and_key_order_do_not_count(BodyFormat format, string left, string right, bool expected)
    {
        var (leftBytes, rightBytes) = (Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

        Assert.Equal(expected, CanonicalValue.Fingerprint(format, leftBytes) == CanonicalValue.Fingerprint(format, rightBytes));
        Assert.Equal(expected, CanonicalValue.AreEqual(format, leftBytes, rightBytes));
    }

    [Fact]
    public void Other_text_is_hashed_as_it_is()
        => Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", CanonicalValue.Fingerprint(BodyFormat.Text, "abc"u8));
}
