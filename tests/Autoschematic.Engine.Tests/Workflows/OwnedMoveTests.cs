using Autoschematic.Engine.Workflows;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>What lies below a file that was renamed, and which its connector finds only through the outputs of that file.</summary>
[Trait("kind", "process")]
public sealed class OwnedMoveTests
{
    [Fact]
    public async Task What_was_moved_along_with_its_owner_moves_after_it()
    {
        using var scenario = Owned();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        scenario.Repository.Git("mv", "main/mapped/old", "main/mapped/new");

        var plan = await scenario.PlanAsync();
        Assert.Equal("""
            moved main/mapped/new.txt
            moved main/mapped/new/part.txt
            unchanged main/mapped/old.txt
            unchanged main/mapped/old/part.txt
            main/mapped/new/part.txt after main/mapped/new.txt (Parent)
            main/mapped/old.txt after main/mapped/old/part.txt (Parent)
            PLN007 What `main/mapped/old.txt` stood for now belongs to `main/mapped/new.txt`
            PLN007 What `main/mapped/old/part.txt` stood for now belongs to `main/mapped/new/part.txt`
            Done
            """, Scenario.Show(plan));

        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal("""
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/new.txt" }
            .autoschematic/main/mapped/id-2.txt.out.json: { "PointerToVirtual": "mapped/new/part.txt" }
            .autoschematic/main/mapped/new.txt.out.json: { "OutputMap": { "id": "id-1" } }
            .autoschematic/main/mapped/new/part.txt.out.json: { "OutputMap": { "id": "id-2" } }
            main/mapped/new.txt: the whole
            main/mapped/new/part.txt: one two three
            """, scenario.Tree());
        Assert.All((await scenario.PlanAsync()).Resources, resource => Assert.Equal("unchanged", resource.Action.Word));
    }

    [Fact]
    public async Task What_was_edited_on_the_way_is_updated_where_it_is()
    {
        using var scenario = Owned();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        scenario.Repository.Git("mv", "main/mapped/old", "main/mapped/new");
        scenario.Repository.Stage("main/mapped/new/part.txt", "one\ntwo\nfour\n");

        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
        Assert.Equal("OpExec mapped/id-2.txt update one\ntwo\nfour\n", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task What_is_deleted_goes_before_the_outputs_that_say_where_it_is()
    {
        using var scenario = Owned();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        scenario.Repository.StageDeletion("main/mapped/old/part.txt");

        var result = await scenario.ApplyAsync(request => request with { AssumeYes = true });

        Assert.Equal("""
            done moved main/mapped/new.txt 0/0
            done delete main/mapped/old/part.txt 1/1
            PLN007 What `main/mapped/old.txt` stood for now belongs to `main/mapped/new.txt`
            Done
            """, Scenario.Show(result));
        Assert.Equal("OpExec mapped/id-2.txt delete", scenario.Connector.Mutations);
        Assert.Equal("""
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/new.txt" }
            .autoschematic/main/mapped/new.txt.out.json: { "OutputMap": { "id": "id-1" } }
            main/mapped/new.txt: the whole
            """, scenario.Tree());
    }

    /// <summary>A file and one below it, which cannot be mapped before the outputs of the first are where its file is.</summary>
    private static Scenario Owned()
    {
        var scenario = new Scenario();
        scenario.AddMapped("old", "id-1", "the whole\n");
        scenario.AddMapped("old/part", "id-2", "one\ntwo\nthree\n");
        scenario.Repository.CommitAll();
        scenario.Connector.WaitsFor["mapped/old/part.txt"] = new("mapped/old.txt", "id");
        scenario.Connector.WaitsFor["mapped/new/part.txt"] = new("mapped/new.txt", "id");
        return scenario;
    }
}
