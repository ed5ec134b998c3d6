using System.Collections.Concurrent;
using System.Globalization;
using Autoschematic.Cli.Tests.EndToEnd;
using Autoschematic.Engine.Journal;

namespace Autoschematic.Cli.Tests.Crash;

/// <summary>The law of crashes with real processes; `make soak` runs many more cases of it.</summary>
/// <remarks>
/// `AUTOSCHEMATIC_CRASH_CASES` and `AUTOSCHEMATIC_CRASH_SEED` choose how many and which; how many kills hit each step and how many cases had moves is written to
/// `artifacts/test-results/crash-steps.txt`.
/// </remarks>
[Trait("kind", "process")]
public sealed class CrashLawTests
{
    private const int CasesOfTemplate = 12;

    private static int Cases { get; } = Number("AUTOSCHEMATIC_CRASH_CASES", 48);

    private static int Seed { get; } = Number("AUTOSCHEMATIC_CRASH_SEED", 1);

    [Fact]
    public async Task Whatever_is_killed_whenever_a_resumed_run_ends_as_the_undisturbed_one()
    {
        var kills = new ConcurrentBag<string>();
        var failures = new ConcurrentBag<string>();
        var moves = new ConcurrentBag<IReadOnlyList<CrashMove>>();
        for (var first = 0; first < Cases; first += CasesOfTemplate)
        {
            using var template = await CrashTemplate.MakeAsync(Seed + first, pairs: first / CasesOfTemplate % 2 == 1);
            var options = new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = TestContext.Current.CancellationToken };
            await Parallel.ForAsync(first, Math.Min(first + CasesOfTemplate, Cases), options, async (index, _) =>
            {
                var chosen = CrashCase.Choose(index, template, new Random((Seed * 100_003) + index));
                moves.Add(template.Change.Moves);
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

        Report(kills, failures, moves);
        Assert.True(failures.IsEmpty, failures.FirstOrDefault());
        Assert.Empty(Enum.GetValues<FaultPoint>().Except(kills.Select(PointOf)));
        Assert.Empty(Enum.GetValues<CrashMove>().Except(moves.SelectMany(found => found)));
    }

    private static void Report(ConcurrentBag<string> kills, ConcurrentBag<string> failures, ConcurrentBag<IReadOnlyList<CrashMove>> moves)
    {
        string[] lines =
        [
            Line($"{Cases} cases of seed {Seed}, {kills.Count} kills, {failures.Count} violations"),
            "",
            " kills  at the step",
            .. Enum.GetValues<FaultPoint>().Select(point => Line($"{kills.Count(kill => PointOf(kill) == point),6}  {point}")),
            "",
            " cases  with a file that was moved",
            .. Enum.GetValues<CrashMove>().Select(move => Line($"{moves.Count(found => found.Contains(move)),6}  {move}")),
            Line($"{moves.Count(found => found.Count > 0),6}  in any of these ways"),
            .. failures,
        ];
        var folder = Path.Join(Installation.Root, "artifacts", "test-results");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Join(folder, "crash-steps.txt"), lines);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static FaultPoint PointOf(string kill) => Enum.Parse<FaultPoint>(kill.Split(' ')[2]);

    private static int Number(string variable, int otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
