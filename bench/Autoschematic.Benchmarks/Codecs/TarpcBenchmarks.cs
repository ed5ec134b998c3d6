using Autoschematic.Connectors.Channels.Tarpc;
using BenchmarkDotNet.Attributes;

namespace Autoschematic.Benchmarks.Codecs;

/// <summary>Messages of the earlier protocol: what goes out for a `plan`, what comes in for a `get`.</summary>
[MemoryDiagnoser]
public class TarpcBenchmarks
{
    private readonly byte[] body = new byte[2_000];
    private ReadOnlyMemory<byte> resource;

    /// <summary>Writes the answer that is read.</summary>
    [GlobalSetup]
    public void Write()
    {
        var writer = new BincodeWriter();
        writer.Bool(true);
        writer.Bytes(body);
        writer.Bool(true);
        writer.String("net/blue-00017.ron");
        writer.Bool(true);
        writer.Unsigned(2);
        foreach (var (name, value) in new[] { ("net_id", "net-0f3a91"), ("zone", "eu-central-1a") })
        {
            writer.String(name);
            writer.String(value);
        }

        resource = writer.Written;
    }

    /// <summary>A request and its frame.</summary>
    [Benchmark]
    public byte[]? Request()
        => TarpcFrames.TryEncode(TarpcMessages.Request(
            TarpcContext.Create(TimeSpan.FromSeconds(30), new TarpcTrace(17, 4, false)), 3, TarpcCalls.Plan("net/blue-00017.ron", body, body)).Span);

    /// <summary>A resource with a body and outputs.</summary>
    [Benchmark]
    public object? Resource()
    {
        var reader = new BincodeReader(resource.Span);
        return TarpcResults.OptionalResource(ref reader);
    }
}
