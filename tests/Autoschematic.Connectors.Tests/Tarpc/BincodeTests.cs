using Autoschematic.Connectors.Channels.Tarpc;
using CsCheck;

namespace Autoschematic.Connectors.Tests.Tarpc;

public sealed class BincodeTests
{
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(250UL, "fa")]
    [InlineData(251UL, "fbfb00")]
    [InlineData(65535UL, "fbffff")]
    [InlineData(65536UL, "fc00000100")]
    [InlineData(4294967295UL, "fcffffffff")]
    [InlineData(4294967296UL, "fd0000000001000000")]
    [InlineData(ulong.MaxValue, "fdffffffffffffffff")]
    public void Unsigned_integers_take_the_shortest_form(ulong value, string hex)
    {
        var writer = new BincodeWriter();
        writer.Unsigned(value);
        Assert.Equal(hex, Convert.ToHexStringLower(writer.Written.Span));
    }

    [Theory]
    [InlineData(0L, "00")]
    [InlineData(-1L, "01")]
    [InlineData(1L, "02")]
    [InlineData(-126L, "fbfb00")]
    [InlineData(long.MinValue, "fdffffffffffffffff")]
    public void Signed_integers_are_zig_zag_coded(long value, string hex)
    {
        var writer = new BincodeWriter();
        writer.Signed(value);
        Assert.Equal(hex, Convert.ToHexStringLower(writer.Written.Span));
    }

    [Fact]
    public void What_was_written_is_read_back()
        => Gen.Select(Gen.ULong, Gen.Long, Gen.Bool, Gen.String[Gen.Char['\u0000', '\ud7ff'], 0, 300], Gen.Byte.Array[0, 300])
            .Sample((unsigned, signed, flag, text, bytes) =>
            {
                var writer = new BincodeWriter();
                writer.Unsigned(unsigned);
                writer.Signed(signed);
                writer.Bool(flag);
                writer.String(text);
                writer.OptionalBytes(bytes);
                writer.OptionalBytes(null);
                var reader = new BincodeReader(writer.Written.Span);
                Assert.Equal(unsigned, reader.Unsigned());
                Assert.Equal(signed, reader.Signed());
                Assert.Equal(flag, reader.Bool());
                Assert.Equal(text, reader.String());
                Assert.True(reader.Bool());
                Assert.Equal(bytes, reader.Bytes());
                Assert.False(reader.Bool());
                reader.End();
            });

    [Fact]
    public void Any_bytes_are_a_reply_or_a_format_error_for_every_method()
    {
        CapturedCall[] calls = [.. CapturedCalls.ByName.Values.SelectMany(list => list)];
        Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[0, calls.Length - 1]).Sample((noise, index) =>
        {
            // A prefix that is right makes the noise reach the reader of the result.
            byte[] payload = [0, 0, MethodOf(calls[index]), 0, .. noise];
            try
            {
                calls[index].Print(payload);
            }
            catch (TarpcFormatException)
            {
                // The only exception allowed.
            }
        });
    }

    private static byte MethodOf(CapturedCall call)
        => (byte)FakeTarpcMessage.Parse(call.Frame(default, 0)).Method;
}
