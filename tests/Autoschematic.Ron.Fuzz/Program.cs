using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Fuzz;
using Autoschematic.Ron.Parsing;

var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 60;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var random = new Random(seed);
var corpus = Corpus.Load(Path.Join(AppContext.BaseDirectory, "corpus", "ron"));
var mutator = new Mutator(random, corpus);
var clock = Stopwatch.StartNew();
var cases = 0L;
var slowest = TimeSpan.Zero;
while (clock.Elapsed < TimeSpan.FromSeconds(seconds))
{
    var input = Corpus.Next(random, corpus, mutator);
    var started = clock.Elapsed;
    if (Corpus.Fails(input, out _))
    {
        var smallest = Corpus.Minimise(input);
        _ = Corpus.Fails(smallest, out var reason);
        var file = Path.GetFullPath(FormattableString.Invariant($"ron-fuzz-{seed}-{cases}.bin"), Environment.CurrentDirectory);
        File.WriteAllBytes(file, smallest);
        Console.Error.WriteLine($"case {cases} of seed {seed} breaks a law: {reason}");
        Console.Error.WriteLine($"smallest input, {smallest.Length} bytes, in {file}:");
        Console.Error.WriteLine(JsonSerializer.Serialize(Encoding.UTF8.GetString(smallest)));
        return 1;
    }

    var taken = clock.Elapsed - started;
    slowest = taken > slowest ? taken : slowest;
    cases++;
}

Console.WriteLine(FormattableString.Invariant(
    $"{cases} cases in {clock.Elapsed.TotalSeconds:0} s ({cases / clock.Elapsed.TotalSeconds:0} cases/s), slowest {slowest.TotalMilliseconds:0} ms, seed {seed}: no law broken"));
return 0;

/// <summary>The inputs of a run.</summary>
internal static class Corpus
{
    public static IReadOnlyList<byte[]> Load(string folder)
    {
        var documents = new List<byte[]>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file))
            {
                using var row = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 4096 });
                documents.Add(row.RootElement.TryGetProperty("source", out var source)
                    ? Encoding.UTF8.GetBytes(source.GetString()!)
                    : row.RootElement.GetProperty("source_base64").GetBytesFromBase64());
            }
        }

        documents.AddRange(Directory.EnumerateFiles(folder, "input.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        return documents;
    }

    public static byte[] Next(Random random, IReadOnlyList<byte[]> corpus, Mutator mutator) => random.Next(4) switch
    {
        0 => Encoding.UTF8.GetBytes(RonGrammar.Document(random, random.Next(3) == 0)),
        1 => mutator.Mutate(Encoding.UTF8.GetBytes(RonGrammar.Document(random, random.Next(3) == 0))),
        _ => mutator.Mutate(corpus[random.Next(corpus.Count)]),
    };

    public static bool Fails(byte[] input, out string? reason)
    {
        try
        {
            var bag = new DiagnosticBag();
            var text = Utf8Source.Read(input, null, bag);
            Laws.Require(text is null == bag.HasErrors, "bytes are refused without a reason");
            Laws.CheckAll(text?.Text ?? Encoding.UTF8.GetString(input));
            reason = null;
            return false;
        }
        catch (Exception problem)
        {
            reason = problem.ToString();
            return true;
        }
    }

    /// <summary>Leaves out ever smaller parts as long as the input still fails.</summary>
    public static byte[] Minimise(byte[] input)
    {
        for (var size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (var start = 0; start + size <= input.Length;)
            {
                byte[] smaller = [.. input.AsSpan(0, start), .. input.AsSpan(start + size)];
                if (Fails(smaller, out _))
                {
                    input = smaller;
                }
                else
                {
                    start += size;
                }
            }
        }

        return input;
    }
}
