using System.Text;
using Autoschematic.LanguageServer.Tests.Harness;

namespace Autoschematic.LanguageServer.Tests.Rpc;

public sealed class FramingTests
{
    private static readonly byte[] Hello = RawClient.Message("""{"jsonrpc":"2.0","id":"a","method":"initialize","params":{}}""");
    private static readonly byte[] Goodbye = RawClient.Message("""{"jsonrpc":"2.0","id":7,"method":"shutdown"}""");
    private static readonly byte[] Exit = RawClient.Message("""{"jsonrpc":"2.0","method":"exit"}""");

    [Fact]
    public async Task Messages_are_found_however_the_bytes_arrive()
    {
        byte[] all = [.. Hello, .. Goodbye, .. Exit];

        var (answers, exitCode, broken) = await RawClient.TalkAsync([.. all.Select(one => new[] { one })]);

        Assert.Null(broken);
        Assert.Equal(0, exitCode);
        var replies = answers.Where(answer => answer["id"] is not null).OrderBy(answer => answer["id"].Plain(), StringComparer.Ordinal).ToList();
        Assert.Equal(["\"a\"", "7"], replies.Select(answer => answer["id"].Plain()));
        Assert.Equal("""{"jsonrpc":"2.0","id":7,"result":null}""", replies[1].Plain());
    }

    [Fact]
    public async Task A_client_that_goes_without_a_word_is_told_of_with_one()
        => Assert.Equal(1, (await RawClient.TalkAsync(Hello)).ExitCode);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "The client sent no `Content-Length` header")]
    [InlineData("Content-Length: many\r\n\r\n", "The client sent a `Content-Length` of `many`, which is no length up to 268435456")]
    [InlineData("Content-Length: -1\r\n\r\n", "The client sent a `Content-Length` of `-1`, which is no length up to 268435456")]
    [InlineData("Content-Length: 999999999999\r\n\r\n", "The client sent a `Content-Length` of `999999999999`, which is no length up to 268435456")]
    public async Task A_stream_without_messages_ends_the_server_with_a_reason(string bytes, string reason)
    {
        var (_, exitCode, broken) = await RawClient.TalkAsync(Encoding.ASCII.GetBytes(bytes));

        Assert.Equal((1, reason), (exitCode, broken));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","params":null""")]
    [InlineData(""","params":[1]""")]
    [InlineData(""","params":{"id":{}}""")]
    public async Task A_cancellation_of_nothing_is_nothing(string parameters)
    {
        var (_, exitCode, broken) = await RawClient.TalkAsync(
            Hello, RawClient.Message($$"""{"jsonrpc":"2.0","method":"$/cancelRequest"{{parameters}}}"""), Goodbye, Exit);

        Assert.Equal((0, null), (exitCode, broken));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_read_as_well_as_they_can_be()
    {
        byte[] bad = [.. "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\""u8, 0xff, 0xfe, .. "\"}"u8];
        var (answers, exitCode, _) = await RawClient.TalkAsync(
            Hello, [.. Encoding.ASCII.GetBytes($"Content-Length: {bad.Length}\r\n\r\n"), .. bad], Goodbye, Exit);

        Assert.Contains(answers, answer => answer.Plain() == """{"jsonrpc":"2.0","id":9,"error":{"code":-32601,"message":"There is no method `\uFFFD\uFFFD`"}}""" || ((string?)answer["error"]?["message"])?.StartsWith("There is no method", StringComparison.Ordinal) == true);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("{nonsense", """{"jsonrpc":"2.0","id":null,"error":{"code":-32700""")]
    [InlineData("[]", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"A message must be one JSON object"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":3}""", """{"jsonrpc":"2.0","id":3,"error":{"code":-32600""")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":null}""", """{"jsonrpc":"2.0","id":4,"error":{"code":-32600""")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":"textDocument/hover"}""", """{"jsonrpc":"2.0","id":3,"error":{"code":-32002,"message":""")]
    public async Task A_bad_message_is_answered_and_the_next_one_is_served(string bad, string answer)
    {
        var (answers, exitCode, _) = await RawClient.TalkAsync(RawClient.Message(bad), Hello, Goodbye, Exit);

        Assert.StartsWith(answer, answers[0].Plain(), StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }
}
