using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Autoschematic.Engine.Hosts;
using Autoschematic.LanguageServer.Hosting;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.LanguageServer.Tests.Rpc;

/// <summary>A client that sends whatever bytes a test likes.</summary>
internal sealed class RawClient
{
    /// <summary>Sends bytes and closes its end; what the server answered, its exit code, and why it gave up, if it did.</summary>
    public static async Task<(IReadOnlyList<JsonNode> Answers, int ExitCode, string? Broken)> TalkAsync(params byte[][] chunks)
    {
        var toServer = new Pipe();
        using var answers = new MemoryStream();
        string? broken = null;
        var host = new HostEnvironment(new Dictionary<string, string>(), "mona", "testhost", 1, "/nowhere");
        var serving = new LspServer(new(host, TimeProvider.System, "1.2.3", (_, _) => new FakePool())).RunAsync(
            toServer.Reader.AsStream(), answers, reason => broken = reason, TestContext.Current.CancellationToken);
        foreach (var chunk in chunks)
        {
            await toServer.Writer.WriteAsync(chunk, TestContext.Current.CancellationToken);
        }

        await toServer.Writer.CompleteAsync();
        return (Split(answers, await serving.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), out var exitCode), exitCode, broken);
    }

    public static byte[] Message(string json)
    {
        var content = Encoding.UTF8.GetBytes(json);
        return [.. Encoding.ASCII.GetBytes($"Content-Length: {content.Length}\r\n\r\n"), .. content];
    }

    private static List<JsonNode> Split(MemoryStream answers, int code, out int exitCode)
    {
        exitCode = code;
        var found = new List<JsonNode>();
        var rest = answers.ToArray().AsSpan();
        while (rest.IndexOf("\r\n\r\n"u8) is var end and >= 0)
        {
            var length = int.Parse(Encoding.ASCII.GetString(rest[16..end]), System.Globalization.CultureInfo.InvariantCulture);
            found.Add(JsonNode.Parse(rest.Slice(end + 4, length))!);
            rest = rest[(end + 4 + length)..];
        }

        return found;
    }
}
