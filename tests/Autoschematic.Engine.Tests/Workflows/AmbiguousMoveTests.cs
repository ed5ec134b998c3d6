using Autoschematic.Engine.Workflows;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Files that were copied or renamed so that it is not certain, or not true, that they stand for what they seem to.</summary>
[Trait("kind", "process")]
public sealed class AmbiguousMoveTests
{
    private const string Body = "one\ntwo\nthree\nfour\n";
    private const string OldOutputs = ".autoschematic/main/mapped/old.txt.out.json";

    [Fact]
    public async Task Two_copies_of_what_was_deleted_are_refused_by_name()
    {
        using var scenario = Copied(Body, Body);

        Assert.Equal("""
            error main/mapped/a.txt
            error main/mapped/b.txt
            error main/mapped/old.txt
            PLN014 `main/mapped/a.txt` stands for `mapped/id-1.txt`, and so does `main/mapped/b.txt`; whose it is cannot be told
            PLN014 `main/mapped/b.txt` stands for `mapped/id-1.txt`, and so does `main/mapped/a.txt`; whose it is cannot be told
            PLN015 `main/mapped/old.txt` is deleted, and it cannot be told which file stands for `mapped/id-1.txt` now
            Error
            """, Scenario.Show(await scenario.PlanAsync()));
        var before = scenario.Tree();
        Assert.Equal(RunOutcome.Error, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal(before, scenario.Tree());

        scenario.Repository.StageDeletion("main/mapped/b.txt").StageDeletion(".autoschematic/main/mapped/b.txt.out.json");
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal("""
            .autoschematic/main/mapped/a.txt.out.json: { "OutputMap": { "id": "id-1" } }
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/a.txt" }
            main/mapped/a.txt: one two three four
            """, scenario.Tree());
    }

    [Fact]
    public async Task Two_copies_that_were_both_edited_are_refused_by_name()
    {
        using var scenario = Copied(Body + "five\n", Body + "six\n");

        Assert.Equal(["error", "error", "error"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
        Assert.Equal(RunOutcome.Error, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Of_two_copies_only_the_one_that_is_what_is_there_moves()
    {
        using var scenario = Copied(Body + "five\n", Body);

        Assert.Equal("""
            error main/mapped/a.txt
            moved main/mapped/b.txt
            unchanged main/mapped/old.txt
            PLN014 `main/mapped/a.txt` stands for `mapped/id-1.txt`, which belongs to `main/mapped/b.txt`
            PLN007 What `main/mapped/old.txt` stood for now belongs to `main/mapped/b.txt`
            Partly
            """, Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal(RunOutcome.Partly, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Contains("mapped/id-1.txt.out.json: { \"PointerToVirtual\": \"mapped/b.txt\" }", scenario.Tree(), StringComparison.Ordinal);
        Assert.Equal(["error"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word).Except(["unchanged"]));
    }

    [Fact]
    public async Task An_edited_copy_does_not_change_what_belongs_to_the_original()
    {
        using var scenario = Mapped();
        scenario.Repository.Stage("main/mapped/copy.txt", Body + "five\n")
            .Stage(".autoschematic/main/mapped/copy.txt.out.json", """{"OutputMap": {"id": "id-1"}}""");

        var plan = await scenario.PlanAsync();

        Assert.Equal("""
            error main/mapped/copy.txt
            PLN014 `main/mapped/copy.txt` stands for `mapped/id-1.txt`, which belongs to `main/mapped/old.txt`
            Error
            """, Scenario.Show(plan));
        Assert.Equal(
            "keep only one of them, or delete `.autoschematic/main/mapped/copy.txt.out.json` to make this one something of its own",
            plan.Diagnostics[0].Hint);
        Assert.Equal(RunOutcome.Error, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task The_original_is_changed_although_there_is_a_copy()
    {
        using var scenario = Mapped();
        scenario.Repository.Stage("main/mapped/old.txt", Body + "five\n").Stage("main/mapped/copy.txt", Body)
            .Stage(".autoschematic/main/mapped/copy.txt.out.json", """{"OutputMap": {"id": "id-1"}}""");

        Assert.Equal(["unchanged", "update"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
    }

    [Fact]
    public async Task Bodies_that_changed_places_without_their_outputs_are_updates_where_they_are()
    {
        using var scenario = new Scenario();
        scenario.AddMapped("a", "id-1", "this\n");
        scenario.AddMapped("b", "id-2", "that\n");
        scenario.Repository.CommitAll();
        scenario.Repository.Git("mv", "main/mapped/a.txt", "main/mapped/c.txt");
        scenario.Repository.Git("mv", "main/mapped/b.txt", "main/mapped/a.txt");
        scenario.Repository.Git("mv", "main/mapped/c.txt", "main/mapped/b.txt");

        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true, Parallelism = 1 })).Outcome);
        Assert.Equal("""
            OpExec mapped/id-1.txt update that

            OpExec mapped/id-2.txt update this

            """, scenario.Connector.Mutations);
        Assert.Equal("""
            .autoschematic/main/mapped/a.txt.out.json: { "OutputMap": { "id": "id-1" } }
            .autoschematic/main/mapped/b.txt.out.json: { "OutputMap": { "id": "id-2" } }
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/a.txt" }
            .autoschematic/main/mapped/id-2.txt.out.json: { "PointerToVirtual": "mapped/b.txt" }
            main/mapped/a.txt: that
            main/mapped/b.txt: this
            """, scenario.Tree());
    }

    private static Scenario Mapped()
    {
        var scenario = new Scenario();
        scenario.AddMapped("old", "id-1", Body);
        scenario.Repository.CommitAll();
        return scenario;
    }

    /// <summary>The file is gone, and there are two others with its outputs.</summary>
    private static Scenario Copied(string a, string b)
    {
        var scenario = Mapped();
        var outputs = scenario.Repository.Read(OldOutputs);
        scenario.Repository.StageDeletion("main/mapped/old.txt").StageDeletion(OldOutputs)
            .Stage("main/mapped/a.txt", a).Stage(".autoschematic/main/mapped/a.txt.out.json", outputs)
            .Stage("main/mapped/b.txt", b).Stage(".autoschematic/main/mapped/b.txt.out.json", outputs);
        return scenario;
    }
}
