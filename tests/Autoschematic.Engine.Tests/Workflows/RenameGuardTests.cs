using Autoschematic.Engine.Workflows;

namespace Autoschematic.Engine.Tests.Workflows;

[Trait("kind", "process")]
public sealed class RenameGuardTests
{
    private const string Body = "one\ntwo\nthree\nfour\n";
    private const string Outputs = """{"OutputMap": {"id": "id-1"}}""";
    private const string OldOutputs = ".autoschematic/main/mapped/old.txt.out.json";
    private const string NewOutputs = ".autoschematic/main/mapped/new.txt.out.json";
    private const string Pointer = ".autoschematic/main/mapped/id-1.txt.out.json";

    [Theory]
    [InlineData(Body)]
    [InlineData("one\ntwo\nthree\nfive\n")]
    public async Task A_staged_rename_without_outputs_at_the_new_place_is_refused(string renamed)
    {
        using var scenario = Mapped();
        scenario.Repository.StageDeletion("main/mapped/old.txt").Stage("main/mapped/new.txt", renamed);

        Assert.Equal("""
            error main/mapped/new.txt
            error main/mapped/old.txt
            PLN005 `main/mapped/old.txt` looks renamed to `main/mapped/new.txt`, but its outputs are still at the old place
            PLN005 `main/mapped/old.txt` looks renamed to `main/mapped/new.txt`, but its outputs are still at the old place
            Error
            """, Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal(RunOutcome.Error, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Outputs_that_were_deleted_with_the_body_do_not_hide_the_rename()
    {
        using var scenario = Mapped();
        scenario.Repository.StageDeletion("main/mapped/old.txt").StageDeletion(OldOutputs).StageDeletion(Pointer)
            .Stage("main/mapped/new.txt", Body);

        Assert.Equal(["error", "error"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
        Assert.False(scenario.Repository.Exists(OldOutputs));
    }

    [Fact]
    public async Task Without_the_guard_it_is_deleted_and_created()
    {
        using var scenario = Mapped();
        scenario.Repository.StageDeletion("main/mapped/old.txt").Stage("main/mapped/new.txt", Body);

        var result = await scenario.ApplyAsync(request => request with { NoRename = true });

        Assert.Equal("""
            done create main/mapped/new.txt 1/1
            done delete main/mapped/old.txt 1/1
            PLN006 `main/mapped/old.txt` is deleted while `main/mapped/new.txt` is created; if this is meant to be a rename, nothing of the old one is kept
            Done
            """, Scenario.Show(result));
        Assert.Equal(["mapped/id-2.txt"], scenario.Cloud.Objects.Select(item => item.Key));
    }

    [Fact]
    public async Task What_was_moved_with_its_outputs_is_never_deleted()
    {
        using var scenario = Mapped();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        scenario.Repository.Git("mv", OldOutputs, NewOutputs);
        scenario.Repository.Stage("main/mapped/new.txt", Body + "five\n");

        Assert.Equal("""
            update main/mapped/new.txt
              update id-1.txt
            unchanged main/mapped/old.txt
            PLN007 What `main/mapped/old.txt` stood for now belongs to `main/mapped/new.txt`
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("""
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/new.txt" }
            .autoschematic/main/mapped/new.txt.out.json: { "OutputMap": { "id": "id-1" } }
            main/mapped/new.txt: one two three four five
            """, scenario.Tree());
        Assert.Equal(["mapped/id-1.txt"], scenario.Cloud.Objects.Select(item => item.Key));
    }

    [Fact]
    public async Task A_creation_that_is_something_else_is_only_warned_of()
    {
        using var scenario = Mapped();
        scenario.Repository.StageDeletion("main/mapped/old.txt").Stage("main/mapped/new.txt", "quite another thing");

        Assert.Equal("""
            create main/mapped/new.txt
              create new.txt
            delete main/mapped/old.txt
              delete id-1.txt
            PLN006 `main/mapped/old.txt` is deleted while `main/mapped/new.txt` is created; if this is meant to be a rename, nothing of the old one is kept
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task Addresses_that_need_no_mapping_cannot_move()
    {
        using var scenario = new Scenario(("main/old.txt", Body));
        scenario.Cloud.Put("old.txt", Body);
        scenario.Repository.Git("mv", "main/old.txt", "main/new.txt");

        Assert.Equal(["create", "delete"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
    }

    private static Scenario Mapped()
    {
        var scenario = new Scenario(
            ("main/mapped/old.txt", Body), (OldOutputs, Outputs), (Pointer, """{"PointerToVirtual": "mapped/old.txt"}"""));
        scenario.Cloud.NextId();
        scenario.Cloud.Put("mapped/id-1.txt", Body, ("id", "id-1"));
        return scenario;
    }
}
