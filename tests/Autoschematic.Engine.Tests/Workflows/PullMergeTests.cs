using System.Globalization;
using System.Text;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class PullMergeTests
{
    private const string Json = """{"title": "CPU", "refresh": 10, "width": 6}""";

    [Fact]
    public async Task Changes_of_both_sides_are_merged_and_the_local_one_is_not_taken_back_later()
    {
        using var scenario = await AgreedAsync(("main/a.json", Json));
        scenario.Repository.Write("main/a.json", Json.Replace("10", "20", StringComparison.Ordinal));
        scenario.Cloud.Put("a.json", Json.Replace("CPU", "Load", StringComparison.Ordinal));

        Assert.Equal(
            """
            main/a.json: pulled [title: "CPU" -> "Load"] kept [refresh: 10 -> 20]
            Done
            """,
            Describe(await PullAsync(scenario)));
        Assert.Equal("""{"title": "Load", "refresh": 20, "width": 6}""", scenario.Repository.Read("main/a.json"));

        Assert.Equal("main/a.json: kept kept [refresh: 10 -> 20]\nDone", Describe(await PullAsync(scenario)));
        scenario.Cloud.Put("a.json", Json.Replace("CPU", "Load", StringComparison.Ordinal).Replace("6", "7", StringComparison.Ordinal));
        Assert.Equal("main/a.json: pulled [width: 6 -> 7] kept [refresh: 10 -> 20]\nDone", Describe(await PullAsync(scenario)));
    }

    [Fact]
    public async Task A_conflict_leaves_the_file_and_shows_three_values()
    {
        using var scenario = await AgreedAsync(("main/a.json", Json), ("main/b.txt", "same"));
        var local = Json.Replace("10", "20", StringComparison.Ordinal);
        scenario.Repository.Write("main/a.json", local);
        scenario.Cloud.Put("a.json", Json.Replace("10", "30", StringComparison.Ordinal).Replace("CPU", "Load", StringComparison.Ordinal));

        Assert.Equal(
            """
            main/a.json: conflict conflicts [refresh: 10 | 20 | 30]
            main/b.txt: unchanged
            Partly
            Error PUL004 `main/a.json` and the remote side changed the same in different ways, so the file was left as it was
            """,
            Describe(await PullAsync(scenario)));
        Assert.Equal(local, scenario.Repository.Read("main/a.json"));
        Assert.Equal(RunOutcome.Error, (await PullAsync(scenario, path: "main/a.json")).Outcome);
    }

    [Theory]
    [InlineData(ConflictRule.Ours, """{"title": "Load", "refresh": 20, "width": 6}""")]
    [InlineData(ConflictRule.Theirs, """{"title": "Load", "refresh": 30, "width": 6}""")]
    public async Task A_rule_decides_conflicts_for_good(ConflictRule rule, string merged)
    {
        using var scenario = await AgreedAsync(("main/a.json", Json));
        scenario.Repository.Write("main/a.json", Json.Replace("10", "20", StringComparison.Ordinal));
        scenario.Cloud.Put("a.json", Json.Replace("10", "30", StringComparison.Ordinal).Replace("CPU", "Load", StringComparison.Ordinal));

        Assert.Equal(RunOutcome.Done, (await PullAsync(scenario, rule)).Outcome);
        Assert.Equal(merged, scenario.Repository.Read("main/a.json"));

        Assert.Equal(RunOutcome.Done, (await PullAsync(scenario)).Outcome);
        Assert.Equal(merged, scenario.Repository.Read("main/a.json"));
    }

    [Fact]
    public async Task Marks_stand_beside_the_local_value_and_the_old_bytes_are_kept()
    {
        using var scenario = await AgreedAsync(("main/a.txt", "one\ntwo\nthree\n"));
        scenario.Repository.Write("main/a.txt", "one\nours\nthree\n");
        scenario.Cloud.Put("a.txt", "one\ntheirs\nthree\n");

        var result = await PullAsync(scenario, ConflictRule.Mark);

        Assert.Equal(
            "one\n<<<<<<< local\nours\n||||||| base\ntwo\n=======\ntheirs\n>>>>>>> remote\nthree\n", scenario.Repository.Read("main/a.txt"));
        var preImage = Assert.IsType<PullStatus.Pulled>(result.Resources[0].Status).PreImage!;
        Assert.Equal("one\nours\nthree\n", scenario.Repository.Git("cat-file", "blob", preImage));
    }

    [Fact]
    public async Task What_was_committed_but_never_applied_is_not_taken_back_unasked()
    {
        // No record: as in a fresh clone.
        using var scenario = Make(("main/a.json", Json));
        scenario.Repository.Write("main/a.json", Json.Replace("10", "20", StringComparison.Ordinal)).CommitAll();
        var commit = scenario.Repository.Git("log", "-1", "--format=%h").Trim();
        scenario.Repository.Write("main/a.json", Json.Replace("10", "20", StringComparison.Ordinal) + "\n").CommitAll();
        scenario.Cloud.Put("a.json", Json);

        Assert.Equal(
            $"""
            main/a.json: unconfirmed [refresh: 20 -> 10 ({commit})]
            Refused
            Error PUL005 One field of `main/a.json` was committed, maybe never applied, so the file was left as it was
            """,
            Describe(await PullAsync(scenario)));
        Assert.Equal("", scenario.Repository.Status());

        List<string> asked = [];
        var refused = await PullAsync(scenario, confirm: resources =>
        {
            asked.AddRange(resources.Select(resource => resource.Resource.ToString()));
            return 0;
        });
        Assert.Equal(["main/a.json"], asked);
        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        Assert.Equal("", scenario.Repository.Status());

        Assert.Equal(RunOutcome.Done, (await PullAsync(scenario, ConflictRule.Ours)).Outcome);
        Assert.Equal("", scenario.Repository.Status());
        Assert.Equal("main/a.json: kept kept [refresh: 10 -> 20]\nDone", Describe(await PullAsync(scenario)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_yes_or_theirs_takes_a_commit_back(bool yes)
    {
        using var scenario = Make(("main/a.json", Json));
        scenario.Cloud.Put("a.json", Json.Replace("10", "5", StringComparison.Ordinal));
        List<string> asked = [];

        var result = yes
            ? await PullAsync(scenario, confirm: resources =>
            {
                asked.AddRange(resources.Select(resource => resource.Status.Word));
                return 1;
            })
            : await PullAsync(scenario, ConflictRule.Theirs);

        Assert.Equal("main/a.json: pulled, staged [refresh: 10 -> 5]\nDone", Describe(result));
        Assert.Equal(yes ? ["unconfirmed"] : [], asked);
        Assert.Equal("main/a.json: unchanged\nDone", Describe(await PullAsync(scenario)));
    }

    [Theory]
    [InlineData(Json, """{"title": "CPU", "refresh": 5}""", "main/a.json: pulled, staged [width: 6 -> -; refresh: 10 -> 5]\nDone")]
    [InlineData("""{"title": "GPU", "refresh": 10, "width": 6}""", """{"title": "CPU", "refresh": 5, "width": 6}""", "main/a.json: pulled [refresh: 10 -> 5] kept [title: \"CPU\" -> \"GPU\"]\nDone")]
    public async Task What_was_said_yes_to_may_have_to_be_compared_by_the_connector(string edited, string remote, string expected)
    {
        using var scenario = Make(("main/a.json", Json));
        scenario.Repository.Write("main/a.json", edited);
        scenario.Cloud.Put("a.json", remote);
        var before = 0;

        var result = await PullAsync(scenario, confirm: resources =>
        {
            before = scenario.Connector.Calls.Count(call => call.Method == "Eq");
            return resources.Count;
        });

        Assert.Equal(expected, Describe(result));
        Assert.True(scenario.Connector.Calls.Count(call => call.Method == "Eq") > before);
        Assert.True(scenario.Pool.IsRetired);
    }

    [Fact]
    public async Task A_commit_that_is_known_never_to_have_been_applied_is_kept_silently()
    {
        using var scenario = await AgreedAsync(("main/a.json", Json));
        scenario.Repository.Write("main/a.json", Json.Replace("10", "20", StringComparison.Ordinal)).CommitAll();

        Assert.Equal("main/a.json: kept kept [refresh: 10 -> 20]\nDone", Describe(await PullAsync(scenario)));
        Assert.Equal("", scenario.Repository.Status());
    }

    [Fact]
    public async Task What_was_applied_but_never_committed_gives_no_false_conflict()
    {
        using var scenario = await AgreedAsync(("main/a.json", Json));
        var applied = Json.Replace("10", "20", StringComparison.Ordinal);
        scenario.Repository.Stage("main/a.json", applied);
        var run = await new ApplyWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(),
            new ApplyRequest(new(new SelectionMode.Staged()), new RunId("run-1"), (_, _) => Task.FromResult(true)),
            Scenario.Ignore,
            CancellationToken.None);
        Assert.Equal(RunOutcome.Done, run.Outcome);

        scenario.Cloud.Put("a.json", applied.Replace("20", "25", StringComparison.Ordinal).Replace("6", "8", StringComparison.Ordinal));

        Assert.Equal("main/a.json: pulled, staged [refresh: 20 -> 25; width: 6 -> 8]\nDone", Describe(await PullAsync(scenario)));
    }

    [Fact]
    public async Task Import_and_pull_record_what_they_wrote()
    {
        using var scenario = Make();
        scenario.Cloud.Put("a.json", Json);
        await new ImportWorkflow(scenario.Pool).RunAsync(await scenario.OpenAsync(), new ImportRequest(), Scenario.Ignore, CancellationToken.None);
        Assert.Equal(Json, await AgreedAsync(scenario, "main/a.json"));

        var changed = Json.Replace("10", "20", StringComparison.Ordinal);
        scenario.Cloud.Put("a.json", changed);
        Assert.Equal("main/a.json: pulled, staged [refresh: 10 -> 20]\nDone", Describe(await PullAsync(scenario)));
        Assert.Equal(changed, await AgreedAsync(scenario, "main/a.json"));
    }

    [Fact]
    public async Task A_file_deleted_here_stays_so_until_the_remote_side_changes()
    {
        using var scenario = await AgreedAsync(("main/a.json", Json), ("main/b.json", Json));
        scenario.Repository.Delete("main/a.json");

        Assert.Equal("main/a.json: kept\nDone", Describe(await PullAsync(scenario, path: "main/a.json")));
        scenario.Cloud.Put("a.json", "{}");
        Assert.StartsWith("main/a.json: conflict", Describe(await PullAsync(scenario, path: "main/a.json")), StringComparison.Ordinal);
        Assert.Equal("main/a.json: pulled [-{}]", Describe(await PullAsync(scenario, ConflictRule.Theirs, path: "main/a.json")).Split('\n')[0].Replace("[: - -> {}]", "[-{}]", StringComparison.Ordinal));
        Assert.Equal("{}", scenario.Repository.Read("main/a.json"));
    }

    [Fact]
    public async Task A_field_that_the_remote_side_never_tells_stays()
    {
        var local = """{"title": "CPU", "owner": "us"}""";
        using var scenario = Make(("main/a.json", local));
        scenario.Connector.Equality = (left, right) => Same(left.Replace(", \"owner\": \"us\"", "", StringComparison.Ordinal), right);
        scenario.Cloud.Put("a.json", """{"title": "CPU"}""");
        await scenario.AgreeAsync();
        scenario.Cloud.Put("a.json", """{"title": "Load"}""");

        Assert.Equal("main/a.json: pulled, staged [title: \"CPU\" -> \"Load\"]\nDone", Describe(await PullAsync(scenario)));
        Assert.Equal("""{"title": "Load", "owner": "us"}""", scenario.Repository.Read("main/a.json"));

        scenario.Repository.CommitAll().Write("main/a.json", """{"title": "Load", "owner": "them"}""");
        scenario.Cloud.Put("a.json", """{"title": "Wait"}""");
        Assert.Equal(
            "main/a.json: pulled [title: \"Load\" -> \"Wait\"] kept [owner: \"us\" -> \"them\"]\nDone", Describe(await PullAsync(scenario)));
    }

    [Fact]
    public async Task Four_hundred_fields_give_a_diff_of_those_that_changed()
    {
        var json = string.Join(",\n", Enumerable.Range(0, 400).Select(index => string.Create(CultureInfo.InvariantCulture, $"  \"f{index}\": {index}")));
        var ron = string.Join("\n", Enumerable.Range(0, 400).Select(index => string.Create(CultureInfo.InvariantCulture, $"    // what {index} means\n    f{index}: {index}, // since {index}")));
        using var scenario = await AgreedAsync(("main/d.json", $"{{\n{json}\n}}\n"), ("main/d.ron", $"Dashboard(\n{ron}\n)\n"));
        Edit(scenario, file => file.Replace("f10\": 10,", "f10\": 910,", StringComparison.Ordinal).Replace("f20\": 20,", "f20\": 920,", StringComparison.Ordinal)
            .Replace("f10: 10,", "f10: 910,", StringComparison.Ordinal).Replace("f20: 20,", "f20: 920,", StringComparison.Ordinal));
        var local = (scenario.Repository.Read("main/d.json"), scenario.Repository.Read("main/d.ron"));
        scenario.Cloud.Put("d.json", $"{{{Changed(json, 1, 200, 399)}}}");
        scenario.Cloud.Put("d.ron", $"Dashboard({Changed(ron, 1, 200, 399)}\n)");

        Assert.Equal(
            """
            main/d.json: pulled [f1: 1 -> 7001; f200: 200 -> 7200; f399: 399 -> 7399] kept [f10: 10 -> 910; f20: 20 -> 920]
            main/d.ron: pulled [f1: 1 -> 7001; f200: 200 -> 7200; f399: 399 -> 7399] kept [f10: 10 -> 910; f20: 20 -> 920]
            Done
            """,
            Describe(await PullAsync(scenario)));
        Assert.Equal(Changed(local.Item1, 1, 200, 399), scenario.Repository.Read("main/d.json"));
        Assert.Equal(Changed(local.Item2, 1, 200, 399), scenario.Repository.Read("main/d.ron"));

        scenario.Cloud.Put("d.json", $"{{{Changed(json, 1, 200, 399, 10)}}}");
        scenario.Cloud.Put("d.ron", $"Dashboard({Changed(ron, 1, 200, 399, 10)}\n)");
        var conflicts = await PullAsync(scenario);
        Assert.All(conflicts.Resources, resource => Assert.Equal([new MergeConflict("f10", "10", "910", "7010")], resource.Conflicts));
        Assert.Equal(RunOutcome.Error, conflicts.Outcome);
        Assert.Equal(Changed(local.Item2, 1, 200, 399), scenario.Repository.Read("main/d.ron"));
    }

    private static void Edit(Scenario scenario, Func<string, string> edit)
    {
        foreach (var file in (string[])["main/d.json", "main/d.ron"])
        {
            scenario.Repository.Write(file, edit(scenario.Repository.Read(file)));
        }
    }

    private static string Changed(string text, params int[] fields)
        => fields.Aggregate(text, (changed, field) => System.Text.RegularExpressions.Regex.Replace(
            changed, $"(f{field}\"?: ){field}\\b", string.Create(CultureInfo.InvariantCulture, $"${{1}}{7000 + field}")));

    private static Scenario Make(params (string Path, string Content)[] files)
    {
        var scenario = new Scenario(files);
        scenario.Connector.Equality = Same;
        return scenario;
    }

    /// <summary>A repository whose files are what exists, and known to be.</summary>
    private static async Task<Scenario> AgreedAsync(params (string Path, string Content)[] files)
    {
        var scenario = Make(files);
        foreach (var (path, content) in files)
        {
            scenario.Cloud.Put(path["main/".Length..], content);
        }

        await scenario.AgreeAsync();
        return scenario;
    }

    private static async Task<string?> AgreedAsync(Scenario scenario, string path)
        => await (await scenario.OpenAsync()).Agreed.ReadAsync(TestWorkspace.At(path), CancellationToken.None) is { } body ? Encoding.UTF8.GetString(body.Span) : null;

    private static bool Same(string left, string right)
        => CanonicalValue.AreEqual(left.StartsWith('{') ? BodyFormat.Json : BodyFormat.Ron, Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static async Task<PullResult> PullAsync(
        Scenario scenario,
        ConflictRule rule = ConflictRule.Report,
        Func<IReadOnlyList<PulledResource>, int>? confirm = null,
        string? path = null)
    {
        SelectionMode mode = path is null ? new SelectionMode.All() : new SelectionMode.Paths([path], scenario.Repository.Root);
        var request = new PullRequest(new(mode))
        {
            Rule = rule,
            Confirm = confirm is null ? null : (resources, _) => Task.FromResult(confirm(resources) > 0),
        };
        return await new PullWorkflow(scenario.Pool).RunAsync(await scenario.OpenAsync(), request, Scenario.Ignore, CancellationToken.None);
    }

    private static string Describe(PullResult result)
        => string.Join('\n', [.. result.Resources.Select(Describe), result.Outcome.ToString(), .. result.Diagnostics.Select(found => Scenario.Describe([found]))]);

    private static string Describe(PulledResource resource)
    {
        var text = new StringBuilder($"{resource.Resource}: {resource.Status.Word}");
        text.Append(resource.Status is PullStatus.Unconfirmed unconfirmed ? $" [{string.Join("; ", unconfirmed.Fields.Select(field => $"{field.Change.Path}: {field.Change.Old} -> {field.Change.New} ({field.Commit})"))}]" : "");
        text.Append(resource.Staged && resource.Diff is not null ? ", staged" : "");
        text.Append(resource.Diff is null ? "" : $" [{Scenario.Describe(resource.Diff)}]");
        text.Append(resource.Kept.Count == 0 ? "" : $" kept [{Scenario.Describe(new BodyDiff.Fields(resource.Kept))}]");
        text.Append(resource.Conflicts.Count == 0 ? "" : $" conflicts [{string.Join("; ", resource.Conflicts.Select(conflict => $"{conflict.Path}: {conflict.Base} | {conflict.Local} | {conflict.Remote}"))}]");
        return text.ToString();
    }
}
