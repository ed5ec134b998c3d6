using System.Text;
using System.Text.Json;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Tests.Files;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Applies whose outputs lie there and whose names the disk does not keep, and what a run counts as stored.</summary>
[Trait("kind", "process")]
public sealed class LateNamesTests
{
    private const string Folder = ".autoschematic/main/mapped";

    [Fact]
    public async Task A_folder_of_outputs_that_cannot_be_synced_leaves_the_run_open_and_a_resume_finishes_it()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/a.txt", "a").Stage("main/mapped/b.txt", "b").Stage("main/mapped/c.txt", "c");
        var syncs = 0;
        scenario.Access = new WatchedAccess(scenario.Repository.Root) { SyncFailure = folder => ++syncs == 1 ? null : Broken(folder) };

        var result = await scenario.ApplyAsync(request => request with { Parallelism = 1, Commit = CommitMode.Always });

        Assert.Equal("""
            done create main/mapped/a.txt 1/1
            failed create main/mapped/b.txt 0/1
            skipped create main/mapped/c.txt 0/1: the run ended before it was started
            APL005 An op of `main/mapped/b.txt` was executed, but its outputs could not be stored
            FIL004 `.autoschematic/main/mapped` cannot be written: Input/output error
            JRN012 Run `run-1` has not ended, since something about it is not known or not stored
            Partly
            """, Scenario.Show(result));
        Assert.True(result.IsOpen);
        Assert.Equal("""
            run-started
            op-started mapped/a.txt
            op-finished mapped/a.txt
            op-stored mapped/a.txt
            resource-done mapped/a.txt
            op-started mapped/b.txt
            op-finished mapped/b.txt
            """, Entries(scenario, "run-1.jsonl"));

        scenario.Access = null;
        var resumed = await scenario.ResumeAsync();

        Assert.Equal("""
            done create main/mapped/a.txt 1/1
            done create main/mapped/b.txt 0/0
            done create main/mapped/c.txt 1/1
            Done
            """, Scenario.Show(resumed));
        Assert.False(resumed.IsOpen);
        Assert.Equal("""
            OpExec mapped/a.txt create a
            OpExec mapped/b.txt create b
            OpExec mapped/c.txt create c
            """, scenario.Connector.Mutations);
        Assert.Equal("""
            .autoschematic/main/mapped/a.txt.out.json: { "OutputMap": { "id": "id-1" } }
            .autoschematic/main/mapped/b.txt.out.json: { "OutputMap": { "id": "id-2" } }
            .autoschematic/main/mapped/c.txt.out.json: { "OutputMap": { "id": "id-3" } }
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/a.txt" }
            .autoschematic/main/mapped/id-2.txt.out.json: { "PointerToVirtual": "mapped/b.txt" }
            .autoschematic/main/mapped/id-3.txt.out.json: { "PointerToVirtual": "mapped/c.txt" }
            main/mapped/a.txt: a
            main/mapped/b.txt: b
            main/mapped/c.txt: c
            """, scenario.Tree());
        Assert.Equal("", scenario.Leftovers());
    }

    [Fact]
    public async Task Of_resources_that_were_stored_at_once_none_counts_as_stored()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/a.txt", "a").Stage("main/mapped/b.txt", "b");
        scenario.Access = new WatchedAccess(scenario.Repository.Root) { SyncFailure = Broken };
        var (waiting, both) = (2, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        scenario.Connector.After = (_, _) =>
        {
            if (Interlocked.Decrement(ref waiting) == 0)
            {
                both.SetResult();
            }

            return both.Task;
        };

        var result = await scenario.ApplyAsync();

        Assert.Equal("failed failed", string.Join(' ', result.Resources.Select(resource => resource.Status.Word)));
        Assert.Equal(
            ["main/mapped/a.txt", "main/mapped/b.txt"],
            result.Resources.Where(resource => resource.Diagnostics is [{ Code: "APL005" }]).Select(resource => resource.Resource.ToString()));
        Assert.DoesNotContain("op-stored", Entries(scenario, "run-1.jsonl"), StringComparison.Ordinal);
        Assert.DoesNotContain("resource-done", Entries(scenario, "run-1.jsonl"), StringComparison.Ordinal);
        Assert.True(result.IsOpen);

        (scenario.Access, scenario.Connector.After) = (null, null);
        Assert.Equal((RunOutcome.Done, 2), ((await scenario.ResumeAsync()).Outcome, scenario.Connector.CountOf("OpExec")));
        Assert.Equal("", scenario.Leftovers());
    }

    [Fact]
    public async Task A_resume_that_cannot_sync_either_leaves_the_run_open()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/net.txt", "net");
        scenario.Access = new WatchedAccess(scenario.Repository.Root) { SyncFailure = Broken };
        await scenario.ApplyAsync();

        var again = await scenario.ResumeAsync();

        Assert.Equal(["failed"], again.Resources.Select(resource => resource.Status.Word));
        Assert.Equal(["APL005", "FIL004", "JRN012"], again.Diagnostics.Select(found => found.Code).Distinct());
        Assert.True(again.IsOpen);
        Assert.DoesNotContain("op-stored", Entries(scenario, "run-1.jsonl"), StringComparison.Ordinal);

        scenario.Access = null;
        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);
        Assert.Equal("OpExec mapped/net.txt create net", scenario.Connector.Mutations);
        Assert.Equal("", scenario.Leftovers());
    }

    [Fact]
    public async Task What_a_killed_process_wrote_is_made_durable_before_it_counts_as_stored()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("PointerWritten main/mapped/net.txt");
        var access = new WatchedAccess(scenario.Repository.Root);
        scenario.Access = access;

        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);

        Assert.DoesNotContain("write .autoschematic/main", access.Steps, StringComparison.Ordinal);
        Assert.Contains(Folder, access.Synced);
    }

    [Fact]
    public async Task Files_of_an_earlier_process_are_synced_with_the_next_that_are_staged()
    {
        using var scenario = new Scenario((".autoschematic/main/mapped/net.txt.out.json", """{"OutputMap": {"id": "id-1"}}"""));
        var access = new WatchedAccess(scenario.Repository.Root);
        scenario.Access = access;
        var diagnostics = new DiagnosticBag();
        using var recorder = new OutputRecorder(await scenario.OpenAsync(), diagnostics, NoFaultPoints.Instance);
        var key = new ResourceKey(Prefix.TryParse("main")!, Address.Parse("mapped/net.txt"));

        recorder.Touch(key, [RepoPath.Parse(".autoschematic/main/mapped/net.txt.out.json")]);
        Assert.Equal("", access.Steps);
        await recorder.StageAsync();
        await recorder.StageAsync();

        Assert.Equal($"sync {Folder}", access.Steps);
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_moved_resource_whose_new_output_file_is_not_kept_is_not_done(int working, bool isOldThere)
    {
        using var scenario = new Scenario();
        scenario.AddMapped("old", "id-1", "body");
        scenario.Repository.CommitAll().Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        var syncs = 0;
        scenario.Access = new WatchedAccess(scenario.Repository.Root) { SyncFailure = folder => ++syncs <= working ? null : Broken(folder) };

        var result = await scenario.ApplyAsync();

        Assert.Equal(["failed"], result.Resources.Select(resource => resource.Status.Word));
        Assert.Equal(["PLN007", "APL005", "FIL004"], result.Diagnostics.Select(found => found.Code).Distinct());
        Assert.Equal(isOldThere, scenario.Repository.Exists($"{Folder}/old.txt.out.json"));
        Assert.Contains("\"id-1\"", scenario.Repository.Read($"{Folder}/new.txt.out.json"), StringComparison.Ordinal);

        scenario.Access = null;
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { Run = new("run-2") })).Outcome);
        Assert.Equal("""
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/new.txt" }
            .autoschematic/main/mapped/new.txt.out.json: { "OutputMap": { "id": "id-1" } }
            main/mapped/new.txt: body
            """, scenario.Tree());
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_connector_that_takes_one_op_at_a_time_finds_the_outputs_of_those_before(int concurrency)
    {
        using var scenario = new Scenario();
        var names = Enumerable.Range(0, 24).Select(number => $"mapped/n{number:00}.txt").ToList();
        names.ForEach(name => scenario.Repository.Stage($"main/{name}", name));
        scenario.Connector.Capabilities = scenario.Connector.Capabilities with { MaxConcurrency = concurrency };
        var (answered, missing) = (new List<string>(), new List<string>());
        scenario.Connector.Before = (call, _) =>
        {
            if (call.Method == "OpExec")
            {
                missing.AddRange(answered.Where(before => !IsStored(scenario, before)).Select(before => $"{before} at {call.Address}"));
            }

            return Task.CompletedTask;
        };
        scenario.Connector.After = (call, _) =>
        {
            answered.Add(call.Address);
            return Task.CompletedTask;
        };

        var result = await scenario.ApplyAsync();

        Assert.Equal((RunOutcome.Done, names.Count), (result.Outcome, result.DoneCount));
        Assert.Equal(names, answered.Order(StringComparer.Ordinal));
        Assert.Empty(missing);
    }

    /// <summary>Whether the output file of a resource is in the working tree, and the pointer to it.</summary>
    private static bool IsStored(Scenario scenario, string address)
    {
        var file = scenario.Repository.PathOf($".autoschematic/main/{address}.out.json");
        if (!File.Exists(file))
        {
            return false;
        }

        using var outputs = JsonDocument.Parse(File.ReadAllBytes(file));
        var id = outputs.RootElement.GetProperty("OutputMap").GetProperty("id").GetString();
        return scenario.Repository.Exists($"{Folder}/{id}.txt.out.json");
    }

    private static Diagnostic Broken(RepoPath folder) => FileDiagnostics.System(folder, "written", "Input/output error");

    /// <summary>The entries of a journal, one a line: what they are and about what.</summary>
    private static string Entries(Scenario scenario, string journal)
        => string.Join('\n', JournalLines.Split(File.ReadAllBytes(scenario.Repository.PathOf($".git/autoschematic/runs/{journal}"))).Entries
            .Select(entry => JsonDocument.Parse(Encoding.UTF8.GetString(entry.Entry.Span)).RootElement)
            .Select(json => $"{json.GetProperty("type").GetString()} {(json.TryGetProperty("address", out var address) ? address.GetString() : "")}".TrimEnd()));
}
