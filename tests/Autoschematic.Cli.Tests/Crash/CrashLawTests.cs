using System.Collections.Concurrent;
using System.Globalization;
using Autoschematic.Cli.Tests.EndToEnd;
using Autoschematic.Engine.Journal;

namespace Autoschematic.Cli.Tests.Crash;

/// <summary>The law of crashes with real processes; `make soak` runs many more cases of it.</summary>
/// <remarks>
/// `AUTOSCHEMATIC_CRASH_CASES` and `AUTOSCHEMATIC_CRASH_SEED` choose how many and which; how many kills hit each step is written to
/// `artifacts/test-results/crash-steps.txt`.
/// </remarks>
[Trait("kind", "process")]
public sealed class CrashLawTests
{
    private const int CasesOfTemplate = 24;

    private static int Cases { get; } = Number("AUTOSCHEMATIC_CRASH_CASES", 48);

    private static int Seed { get; } = Number("AUTOSCHEMATIC_CRASH_SEED", 1);

    [Fact]
    public async Task Whatever_is_killed_whenever_a_resumed_run_ends_as_the_undisturbed_one()
    {
        var kills = new ConcurrentBag<string>();
        var failures = new ConcurrentBag<string>();
        for (var first = 0; first < Cases; first += CasesOfTemplate)
        {
            using var template = await CrashTemplate.MakeAsync(Seed + first);
            var options = new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = TestContext.Current.CancellationToken };
            await Parallel.ForAsync(first, Math.Min(first + CasesOfTemplate, Cases), options, async (index, _) =>
            {
                var chosen = CrashCase.Choose(index, template, new Random((Seed * 100_003) + index));
                try
                {
                    foreach (var kill in await chosen.RunAsync(template))
                    {
                        kills.Add(kill);
                    }
                }
                catch (InvalidOperationException exception)
                {
                    failures.Add($"case {index} of seed {Seed}: {exception.Message}");
                }
            });
        }

        Report(kills, failures);
        Assert.True(failures.IsEmpty, failures.FirstOrDefault());
        Assert.Empty(Enum.GetValues<FaultPoint>().Except(kills.Select(PointOf)));
    }

    private static void Report(ConcurrentBag<string> kills, ConcurrentBag<string> failures)
    {
        var lines = Enum.GetValues<FaultPoint>()
            .Select(point => string.Create(CultureInfo.InvariantCulture, $"{kills.Count(kill => PointOf(kill) == point),6}  {point}"))
            .Prepend(string.Create(CultureInfo.InvariantCulture, $"{Cases} cases of seed {Seed}, {kills.Count} kills, {failures.Count} violations"))
            .Concat(failures);
        var folder = Path.Join(Installation.Root, "artifacts", "test-results");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Join(folder, "crash-steps.txt"), lines);
    }

    private static FaultPoint PointOf(string kill) => Enum.Parse<FaultPoint>(kill.Split(' ')[2]);

    private static int Number(string variable, int otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
