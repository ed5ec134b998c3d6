using Autoschematic.Connectors.Channels.Tarpc;

namespace Autoschematic.Connectors.Tests.Tarpc;

public sealed class CaptureTests
{
    // An absent list of diagnostics and an empty one are the same to the model.
    private const string EmptyDiagnostics = "Ok(Ok(Some(DiagnosticResponse { diagnostics: [] })))";

    // The capture tool cut long results.
    private const string Cut = "\"r/";

    public static TheoryData<string> Files() => [.. CapturedExchange.Files()];

    [Fact]
    public void Every_capture_has_a_call_and_every_call_a_capture()
        => Assert.Equal(
            CapturedExchange.Files().Select(file => CapturedExchange.Load(file).Call).Order(StringComparer.Ordinal),
            CapturedCalls.ByName.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Our_frames_equal_the_captured_ones(string file)
    {
        var exchange = CapturedExchange.Load(file);
        var calls = CapturedCalls.ByName[exchange.Call];
        for (var index = 0; index < calls.Length; index++)
        {
            var captured = exchange.Requests[index];
            var (context, id) = CapturedExchange.HeaderOf(captured);
            Assert.Equal(Convert.ToHexStringLower(captured), Convert.ToHexStringLower(calls[index].Frame(context, id)));
        }

        // What follows the requests of a dropped call is its cancellation.
        foreach (var captured in exchange.Requests.Skip(calls.Length))
        {
            var (trace, id) = CapturedExchange.CancelOf(captured);
            var ours = TarpcFrames.TryEncode(TarpcMessages.Cancel(trace, id).Span)!;
            Assert.Equal(Convert.ToHexStringLower(captured), Convert.ToHexStringLower(ours));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Captured_replies_say_what_the_client_saw(string file)
    {
        var exchange = CapturedExchange.Load(file);
        var calls = CapturedCalls.ByName[exchange.Call];
        var callOfId = exchange.Requests.Take(calls.Length)
            .Select((frame, index) => (CapturedExchange.HeaderOf(frame).Id, Call: calls[index]))
            .ToDictionary(pair => pair.Id, pair => pair.Call);
        var seen = exchange.Responses
            .Select(CapturedExchange.PayloadOf)
            .Select(payload => (Id: TarpcReply.RequestIdOf(payload), payload))
            .OrderBy(reply => reply.Id)
            .Select(reply => callOfId[reply.Id].Print(reply.payload));
        var printed = string.Join(" ", seen);

        if (exchange.Responses.Count == 0)
        {
            // Replayed over a socket in CaptureReplayTests: nothing came back.
            Assert.Contains(exchange.ClientSaw, CaptureReplayTests.Silences);
        }
        else if (exchange.ClientSaw.EndsWith(Cut, StringComparison.Ordinal))
        {
            Assert.StartsWith(exchange.ClientSaw, printed);
            Assert.EndsWith("\"r/299.ron\"]))", printed);
        }
        else
        {
            Assert.Equal(exchange.ClientSaw == EmptyDiagnostics ? "Ok(Ok(None))" : exchange.ClientSaw, printed);
        }
    }
}
