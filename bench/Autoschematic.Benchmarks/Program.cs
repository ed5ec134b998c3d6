using System.Globalization;
using Autoschematic.Benchmarks.Measuring;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// Without a word of its own this is BenchmarkDotNet; `generate` and `measure` are what the benchmark table is made of.
switch (args)
{
    case ["generate", var folder, .. var sizes]:
        foreach (var megabytes in sizes)
        {
            DocumentMeasurements.Generate(folder, int.Parse(megabytes, CultureInfo.InvariantCulture));
        }

        return 0;
    case ["measure", var work, var file, var rounds, .. var megabytes]:
        var bytes = File.ReadAllBytes(file);
        Measurement.Print(
            () => DocumentMeasurements.All[work](bytes),
            bytes.Length,
            int.Parse(rounds, CultureInfo.InvariantCulture),
            megabytes is [var volume] ? int.Parse(volume, CultureInfo.InvariantCulture) * 1_000_000L : 0);
        return 0;
    default:
        // In this process, since the build of the repository is not one that a generated project can be part of.
        var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
        return 0;
}
