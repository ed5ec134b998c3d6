using System.Text;
using Autoschematic.Benchmarks.Measuring;
using BenchmarkDotNet.Attributes;

namespace Autoschematic.Benchmarks.Documents;

/// <summary>Everything that is done with a document, for the body of one resource and for a large configuration.</summary>
[MemoryDiagnoser]
public class DocumentBenchmarks
{
    private byte[] ron = [];
    private byte[] json = [];
    private Func<byte[], object?> write = static _ => null;

    /// <summary>Bytes of the RON document; the smallest has one element.</summary>
    [Params(1, 1_000_000)]
    public int Size { get; set; }

    /// <summary>Writes the documents.</summary>
    [GlobalSetup]
    public void Write()
    {
        ron = Encoding.UTF8.GetBytes(DocumentWriter.Ron(Size));
        json = Encoding.UTF8.GetBytes(DocumentWriter.Json(Size));
        write = DocumentMeasurements.Written();
    }

    /// <summary>Bytes into records.</summary>
    [Benchmark]
    public object? Read() => DocumentMeasurements.All["read"](ron);

    /// <summary>Bytes to the lossless tree.</summary>
    [Benchmark]
    public object? Tree() => DocumentMeasurements.All["tree"](ron);

    /// <summary>The limit: the platform's own parser of JSON.</summary>
    [Benchmark(Baseline = true)]
    public object? JsonDocument() => DocumentMeasurements.All["json"](json);

    /// <summary>JSON to the lossless tree.</summary>
    [Benchmark]
    public object? JsonTree() => DocumentMeasurements.All["json-tree"](json);

    /// <summary>Bytes to the untyped value.</summary>
    [Benchmark]
    public object? Value() => DocumentMeasurements.All["value"](ron);

    /// <summary>The document in the standard layout.</summary>
    [Benchmark]
    public object? Format() => DocumentMeasurements.All["format"](ron);

    /// <summary>Records to text.</summary>
    [Benchmark]
    public object? Serialize() => write(ron);

    /// <summary>What plan, drift and agreements compare bodies by.</summary>
    [Benchmark]
    public object? Fingerprint() => DocumentMeasurements.All["fingerprint"](ron);
}
