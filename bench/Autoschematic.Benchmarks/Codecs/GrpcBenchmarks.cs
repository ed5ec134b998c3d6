using Autoschematic.Connectors.Adapters;
using Autoschematic.Model.Addresses;
using Autoschematic.Protocol;
using BenchmarkDotNet.Attributes;
using Google.Protobuf;

namespace Autoschematic.Benchmarks.Codecs;

/// <summary>Messages between the model and the bytes on a socket: what goes out for a `plan`, what comes in for a `get`.</summary>
[MemoryDiagnoser]
public class GrpcBenchmarks
{
    private readonly byte[] body = new byte[2_000];
    private readonly Address address = Address.Parse("net/blue-00017.ron");
    private byte[] resource = [];

    /// <summary>Writes the answer that is read.</summary>
    [GlobalSetup]
    public void Write()
    {
        var response = new GetResponse { Exists = true, ResourceDefinition = ByteString.CopyFrom(body), VirtAddr = "net/blue-00017.ron" };
        response.Outputs.Add("net_id", "net-0f3a91");
        response.Outputs.Add("zone", "eu-central-1a");
        resource = response.ToByteArray();
    }

    /// <summary>A request as bytes.</summary>
    [Benchmark]
    public byte[] Request() => PlanAdapter.ToWire(address, body, body).ToByteArray();

    /// <summary>A resource with a body and outputs.</summary>
    [Benchmark]
    public object? Resource() => ResourceAdapter.FromWire(GetResponse.Parser.ParseFrom(resource));
}
