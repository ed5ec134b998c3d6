using System.Text;
using System.Text.Json;
using Autoschematic.Cli.Tests.EndToEnd;
using Autoschematic.Engine.Journal;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.Crash;

/// <summary>One real kill of an apply, perhaps another one of its resume, and whether everything ends as if there had been none.</summary>
/// <param name="Point">The step it is about.</param>
/// <param name="What">`host`, `connector` or `both`.</param>
/// <param name="DelayMs">How long the run goes on after the step.</param>
/// <param name="Tear">Whether a torn line is left at the end of the journal.</param>
/// <param name="Again">A step of the resume that is killed, too.</param>
internal sealed record CrashCase(FaultPoint Point, int Number, string What, int DelayMs, bool Tear, FaultPoint? Again, int Parallelism)
{
    private const int MostResumes = 6;
    private const int MostAttempts = 3;

    /// <summary>The kill of one case of a law; the step goes round, so that no kind of step is left out.</summary>
    public static CrashCase Choose(int index, CrashTemplate template, Random random)
    {
        FaultPoint[] points = [.. Enum.GetValues<FaultPoint>()];
        var point = points[index % points.Length];
        var what = random.Next(5) switch
        {
            0 => "connector",
            1 => "both",
            _ => "host",
        };

        // The first line of a resume is only there when an apply was killed before.
        FaultPoint? again = point == FaultPoint.Resumed ? point : random.Next(3) == 0 ? points[random.Next(points.Length)] : null;
        point = point == FaultPoint.Resumed ? FaultPoint.OpFinished : point;

        // At its end a run is too short to be let go on for a while, or to need its connector.
        var isLate = point >= FaultPoint.RunEnding || again == FaultPoint.Resumed;
        what = isLate ? "host" : what;
        var count = Math.Max(1, template.Steps.GetValueOrDefault(point));
        return new(
            point,
            random.Next(1, count + 1),
            what,
            what == "host" ? 0 : random.Next(0, 40),
            random.Next(4) == 0,
            again,
            random.Next(1, 5));
    }

    /// <summary>Runs the case; the steps at which something was killed. Throws when the law is broken.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CrashTemplate template)
    {
        // On a machine that is too busy to start the connector in time a run may never begin, and there is nothing to kill.
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await TryAsync(template) is { } kills)
            {
                return kills;
            }
        }

        throw new InvalidOperationException($"{this}\nnothing was killed in {MostAttempts} attempts");
    }

    /// <summary>The law holds for every attempt; null when nothing was killed in this one.</summary>
    private async Task<IReadOnlyList<string>?> TryAsync(CrashTemplate template)
    {
        using var files = template.Files.Copy();
        var story = new StringBuilder().Append(this).Append('\n');
        var log = Path.Join(files.Folder, "steps.log");
        try
        {
            await RunAsync(template, files, story, log);
            var state = CrashTemplate.StateOf(files);
            Assert.True(template.Expected == state, $"{state}\n-- expected\n{template.Expected}");
            Assert.Equal(template.Moved, template.MovedIn(files));
            Assert.Equal("", Leftovers(files));
            Assert.Empty(CrashTemplate.CloudOf(files).CreatedTwice());
            return !File.Exists(log) ? null : [.. File.ReadAllLines(log).Where(line => line.StartsWith("killed ", StringComparison.Ordinal))];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{story}\n{exception.Message}", exception);
        }
    }

    private async Task RunAsync(CrashTemplate template, TestWorkspace files, StringBuilder story, string log)
    {
        var parallelism = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Parallelism}");
        await KillAsync(files, story, log, $"{Point} {Number}", [.. template.Apply, "--parallelism", parallelism]);
        if (Tear)
        {
            TearJournal(files);
        }

        if (Again is { } again)
        {
            await KillAsync(files, story, log, $"{again} 1", ["apply", "--resume", "--yes", "--no-commit"]);
        }

        var machine = new CrashMachine(files);
        List<string> retry = [];
        for (var round = 0; round < MostResumes; round++)
        {
            var run = await machine.RunAsync(["apply", "--resume", "--yes", "--no-commit", "--format", "json", .. retry.SelectMany(file => new[] { "--retry", file })]);
            Tell(story, "resume", run);
            using var document = JsonDocument.Parse(run.Output);
            var result = document.RootElement.GetProperty("result");
            if (result.GetProperty("run").ValueKind == JsonValueKind.String && run.ExitCode == 0)
            {
                return;
            }

            if (!result.GetProperty("open").GetBoolean())
            {
                break;
            }

            // Nothing was found for these, and every body is unlike any other: so nothing was made, and it may be made now.
            retry = [.. result.GetProperty("resources").EnumerateArray()
                .Where(resource => resource.GetProperty("status").GetString() == "unknown"
                    && resource.GetProperty("reason").GetString()!.Contains("nothing that looks like it", StringComparison.Ordinal))
                .Select(resource => resource.GetProperty("file").GetString()!)];
        }

        // What had not begun, or failed because its connector was killed around it, is applied like anything else.
        var rest = await machine.RunAsync(template.Apply);
        Tell(story, "apply", rest);
        rest.Expect(0);
    }

    private async Task KillAsync(TestWorkspace files, StringBuilder story, string log, string at, string[] arguments)
    {
        var machine = new CrashMachine(files)
        {
            Variables =
            {
                ["CRASH_AT"] = at,
                ["CRASH_WHAT"] = What,
                ["CRASH_DELAY_MS"] = DelayMs.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["CRASH_LOG"] = log,
            },
        };
        Tell(story, string.Join(' ', arguments), await machine.RunAsync(arguments));
    }

    /// <summary>As if the machine had been cut off while it wrote the next line.</summary>
    private static void TearJournal(TestWorkspace files)
    {
        var folder = files.PathOf(".git/autoschematic/runs");
        if (Directory.Exists(folder) && Directory.GetFiles(folder, "*.jsonl") is [var journal])
        {
            var last = File.ReadAllLines(journal).LastOrDefault("");
            File.AppendAllText(journal, last[..(last.Length / 2)]);
        }
    }

    private static string Leftovers(TestWorkspace files)
    {
        var state = files.PathOf(".git/autoschematic");
        var left = new[] { "runs", "secrets/runs" }.Select(folder => Path.Join(state, folder)).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles);
        return string.Join('\n', left) + files.Git("for-each-ref", "refs/autoschematic/runs/");
    }

    private static void Tell(StringBuilder story, string what, ProcessRun run)
        => story.Append($"== {what}: exit {run.ExitCode}\n{run.Output}\n{run.Error}\n");
}
