using Autoschematic.Engine.Tests.Secrets;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

[Trait("kind", "process")]
public sealed class MoveTests
{
    private const string Body = "one\ntwo\nthree\nfour\n";
    private const string OldOutputs = ".autoschematic/main/mapped/old.txt.out.json";
    private const string NewOutputs = ".autoschematic/main/mapped/new.txt.out.json";
    private const string Pointer = ".autoschematic/main/mapped/id-1.txt.out.json";

    private const string MovedTree = """
        .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/new.txt" }
        .autoschematic/main/mapped/new.txt.out.json: { "OutputMap": { "id": "id-1" } }

        """;

    [Fact]
    public async Task A_body_that_was_moved_alone_gets_its_outputs_and_nothing_remote_happens()
    {
        using var scenario = Mapped();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");

        var plan = await scenario.PlanAsync();
        Assert.Equal("""
            moved main/mapped/new.txt
            unchanged main/mapped/old.txt
            PLN007 What `main/mapped/old.txt` stood for now belongs to `main/mapped/new.txt`
            Done
            """, Scenario.Show(plan));
        Assert.Equal("main/mapped/old.txt", ((PlanAction.Moved)plan.Resources[0].Action).From.ToString());

        var result = await scenario.ApplyAsync(request => request with { AssumeYes = true });
        Assert.Equal("""
            done moved main/mapped/new.txt 0/0
            PLN007 What `main/mapped/old.txt` stood for now belongs to `main/mapped/new.txt`
            Done
            """, Scenario.Show(result));
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal(MovedTree + "main/mapped/new.txt: one two three four", scenario.Tree());
        Assert.All((await scenario.PlanAsync()).Resources, resource => Assert.Equal("unchanged", resource.Action.Word));

        scenario.Repository.CommitAll();
        scenario.Selection = new(new Autoschematic.Engine.Selections.SelectionMode.All());
        Assert.Equal(["unchanged"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
    }

    [Fact]
    public async Task A_move_that_leaves_references_behind_says_what_would_rewrite_them()
    {
        using var scenario = Mapped();
        scenario.Repository.Stage("main/user.txt", "uses out://mapped/old.txt[id]").CommitAll();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");

        var problem = Assert.Single((await scenario.PlanAsync()).Diagnostics, finding => finding.Code == "PLN003");
        Assert.Equal("`main/mapped/old.txt` is to be deleted, but `main/user.txt` still refers to it", problem.Message);
        Assert.Equal(
            "undo the move and run `autoschematic rename main/mapped/old.txt main/mapped/new.txt`, which rewrites the references, too", problem.Hint);
    }

    [Fact]
    public async Task The_id_of_what_a_plan_file_deletes_stays_when_the_file_that_took_its_place_is_not_in_it()
    {
        using var scenario = Mapped();
        scenario.Repository.StageDeletion("main/mapped/old.txt");
        var file = Path.Join(scenario.Repository.Folder, "plan.json");
        await scenario.PlanAsync(request => request with { Out = new(file, "1.0") });
        scenario.Repository.Stage("main/mapped/new.txt", Body);

        await scenario.ApplyAsync(request => request with
        {
            Selection = new(new Autoschematic.Engine.Selections.SelectionMode.Staged()),
            PlanFile = file,
            AssumeYes = true,
        });

        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Contains("id-1", scenario.Repository.Read(OldOutputs), StringComparison.Ordinal);
        Assert.Equal("moved", (await scenario.PlanAsync()).Resources[0].Action.Word);
    }

    [Fact]
    public async Task A_body_that_was_moved_and_edited_is_updated_where_it_is()
    {
        using var scenario = Mapped();
        scenario.Repository.StageDeletion("main/mapped/old.txt").Stage("main/mapped/new.txt", "one\ntwo\nthree\nfive\n");

        Assert.Equal("""
            moved + update main/mapped/new.txt
              update id-1.txt
            unchanged main/mapped/old.txt
            PLN007 What `main/mapped/old.txt` stood for now belongs to `main/mapped/new.txt`
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
        Assert.Equal("OpExec mapped/id-1.txt update one\ntwo\nthree\nfive\n", scenario.Connector.Mutations);
        Assert.Equal(MovedTree + "main/mapped/new.txt: one two three five", scenario.Tree());
    }

    [Fact]
    public async Task Outputs_that_were_deleted_with_the_body_are_moved_too()
    {
        using var scenario = Mapped();
        scenario.Repository.StageDeletion("main/mapped/old.txt").StageDeletion(OldOutputs).StageDeletion(Pointer)
            .Stage("main/mapped/new.txt", Body);

        Assert.Equal(["moved", "unchanged"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
        Assert.False(scenario.Repository.Exists(OldOutputs));
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal(MovedTree + "main/mapped/new.txt: one two three four", scenario.Tree());
    }

    [Fact]
    public async Task What_was_moved_with_its_outputs_is_never_deleted()
    {
        using var scenario = Mapped();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        scenario.Repository.Git("mv", OldOutputs, NewOutputs);
        scenario.Repository.Stage("main/mapped/new.txt", Body + "five\n");

        Assert.Equal("""
            moved + update main/mapped/new.txt
              update id-1.txt
            unchanged main/mapped/old.txt
            PLN007 What `main/mapped/old.txt` stood for now belongs to `main/mapped/new.txt`
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal(MovedTree + "main/mapped/new.txt: one two three four five", scenario.Tree());
        Assert.Equal(["mapped/id-1.txt"], scenario.Cloud.Objects.Select(item => item.Key));
    }

    [Fact]
    public async Task Files_that_changed_places_with_their_outputs_only_change_their_pointers()
    {
        using var scenario = new Scenario();
        scenario.AddMapped("a", "id-1", "this\n");
        scenario.AddMapped("b", "id-2", "that\n");
        scenario.Repository.CommitAll();
        foreach (var (from, to) in new[] { ("a", "c"), ("b", "a"), ("c", "b") })
        {
            scenario.Repository.Git("mv", $"main/mapped/{from}.txt", $"main/mapped/{to}.txt");
            scenario.Repository.Git("mv", $".autoschematic/main/mapped/{from}.txt.out.json", $".autoschematic/main/mapped/{to}.txt.out.json");
        }

        Assert.Equal(["moved", "moved"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal("""
            .autoschematic/main/mapped/a.txt.out.json: { "OutputMap": { "id": "id-2" } }
            .autoschematic/main/mapped/b.txt.out.json: { "OutputMap": { "id": "id-1" } }
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/b.txt" }
            .autoschematic/main/mapped/id-2.txt.out.json: { "PointerToVirtual": "mapped/a.txt" }
            main/mapped/a.txt: that
            main/mapped/b.txt: this
            """, scenario.Tree());
        Assert.All((await scenario.PlanAsync()).Resources, resource => Assert.Equal("unchanged", resource.Action.Word));
    }

    [Fact]
    public async Task Several_moves_are_told_apart_by_their_bodies()
    {
        using var scenario = new Scenario();
        scenario.AddMapped("a", "id-1", "this\n");
        scenario.AddMapped("b", "id-2", "that\n");
        scenario.Repository.CommitAll();
        scenario.Repository.Git("mv", "main/mapped/a.txt", "main/mapped/d.txt");
        scenario.Repository.Git("mv", "main/mapped/b.txt", "main/mapped/c.txt");

        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal("""
            .autoschematic/main/mapped/c.txt.out.json: { "OutputMap": { "id": "id-2" } }
            .autoschematic/main/mapped/d.txt.out.json: { "OutputMap": { "id": "id-1" } }
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/d.txt" }
            .autoschematic/main/mapped/id-2.txt.out.json: { "PointerToVirtual": "mapped/c.txt" }
            main/mapped/c.txt: that
            main/mapped/d.txt: this
            """, scenario.Tree());
    }

    [Fact]
    public async Task Moves_that_cannot_be_told_apart_are_left_to_the_user()
    {
        using var scenario = new Scenario();
        scenario.AddMapped("a", "id-1", Body);
        scenario.AddMapped("b", "id-2", Body);
        scenario.Repository.CommitAll();
        scenario.Repository.Git("mv", "main/mapped/a.txt", "main/mapped/c.txt");
        scenario.Repository.Git("mv", "main/mapped/b.txt", "main/mapped/d.txt");

        Assert.Equal("""
            create main/mapped/c.txt
              create c.txt
            create main/mapped/d.txt
              create d.txt
            delete main/mapped/a.txt
              delete id-1.txt
            delete main/mapped/b.txt
              delete id-2.txt
            PLN006 `main/mapped/a.txt` is deleted while `main/mapped/c.txt` is created; if this is meant to be a rename, nothing of the old one is kept
            PLN006 `main/mapped/b.txt` is deleted while `main/mapped/c.txt` is created; if this is meant to be a rename, nothing of the old one is kept
            Done
            """, ByAction(await scenario.PlanAsync()));
        var held = await scenario.ApplyAsync(request => request with { AssumeYes = true });
        Assert.Equal((RunOutcome.Error, 4), (held.Outcome, held.Plan.Resources.Count(resource => resource.Action is PlanAction.Failed)));
        Assert.Contains("APL041 `main/mapped/a.txt` was not executed, since it might be a rename that has to do with `main/mapped/c.txt`", Scenario.Show(held.Diagnostics), StringComparison.Ordinal);
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Among_equal_bodies_the_name_of_the_file_decides()
    {
        using var scenario = new Scenario();
        scenario.AddMapped("old/a", "id-1", Body);
        scenario.AddMapped("old/b", "id-2", Body);
        scenario.Repository.CommitAll();
        Directory.CreateDirectory(scenario.Repository.PathOf("main/mapped/new"));
        scenario.Repository.Git("mv", "main/mapped/old/a.txt", "main/mapped/new/a.txt");
        scenario.Repository.Git("mv", "main/mapped/old/b.txt", "main/mapped/new/b.txt");

        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Contains("mapped/new/a.txt.out.json: { \"OutputMap\": { \"id\": \"id-1\" } }", scenario.Tree(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_refers_to_the_new_place_moves_along()
    {
        using var scenario = new Scenario();
        scenario.AddMapped("net", "id-1", "net\n");
        scenario.AddMapped("app", "id-2", "in out://mapped/net.txt[id]\n", "in id-1\n");
        scenario.Repository.CommitAll();
        scenario.Repository.Git("mv", "main/mapped/net.txt", "main/mapped/lan.txt");
        scenario.Repository.StageDeletion("main/mapped/app.txt").Stage("main/mapped/web.txt", "in out://mapped/lan.txt[id]\n")
            .Stage("main/note.txt", "see out://mapped/lan.txt[id]");

        var result = await scenario.ApplyAsync(request => request with { AssumeYes = true });

        Assert.Equal(
            ["moved main/mapped/lan.txt done", "moved main/mapped/web.txt done", "create main/note.txt done"],
            result.Resources.Select(resource => $"{resource.Action.Word} {resource.Resource} {resource.Status.Word}"));
        Assert.Equal("OpExec note.txt create see id-1", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task What_is_still_referred_to_at_its_old_place_does_not_move()
    {
        using var scenario = new Scenario();
        scenario.AddMapped("net", "id-1", "net\n");
        scenario.Repository.Write("main/app.txt", "in out://mapped/net.txt[id]").CommitAll();
        scenario.Repository.Git("mv", "main/mapped/net.txt", "main/mapped/lan.txt");

        Assert.Equal("""
            error main/mapped/lan.txt
            error main/mapped/net.txt
            PLN003 `main/mapped/net.txt` is to be deleted, but `main/app.txt` still refers to it
            PLN007 What `main/mapped/net.txt` stood for now belongs to `main/mapped/lan.txt`
            Error
            """, Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task Without_pairing_it_is_deleted_and_created()
    {
        using var scenario = Mapped();
        scenario.Repository.StageDeletion("main/mapped/old.txt").Stage("main/mapped/new.txt", Body);

        var result = await scenario.ApplyAsync(request => request with { NoRename = true, AssumeYes = true });

        Assert.Equal("""
            done create main/mapped/new.txt 1/1
            done delete main/mapped/old.txt 1/1
            PLN006 `main/mapped/old.txt` is deleted while `main/mapped/new.txt` is created; if this is meant to be a rename, nothing of the old one is kept
            Done
            """, Scenario.Show(result));
        Assert.Equal(["mapped/id-2.txt"], scenario.Cloud.Objects.Select(item => item.Key));
    }

    [Fact]
    public async Task A_creation_that_is_something_else_is_a_possible_rename()
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
        Assert.Equal(RunOutcome.Error, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal(["mapped/id-2.txt"], scenario.Cloud.Objects.Select(item => item.Key));
    }

    [Fact]
    public async Task Addresses_that_need_no_mapping_cannot_move()
    {
        using var scenario = new Scenario(("main/old.txt", Body));
        scenario.Cloud.Put("old.txt", Body);
        scenario.Repository.Git("mv", "main/old.txt", "main/new.txt");

        var plan = await scenario.PlanAsync();
        Assert.Equal("""
            create main/new.txt
              create new.txt
            delete main/old.txt
              delete old.txt
            PLN017 `main/old.txt` exists remotely under that very name, so renaming it to `main/new.txt` deletes it and creates another
            Done
            """, ByAction(plan));
        Assert.Equal("connector `fake` does not map this kind of address; `apply --yes` does neither without `--no-rename`", Assert.Single(plan.Diagnostics).Hint);

        var held = await scenario.ApplyAsync(request => request with { AssumeYes = true });
        Assert.Equal(["APL041", "APL041", "PLN017"], held.Diagnostics.Select(found => found.Code).Order());
        Assert.Equal("", scenario.Connector.Mutations);

        Assert.Equal(
            "connector `fake` does not map this kind of address",
            Assert.Single((await scenario.PlanAsync(request => request with { NoRename = true })).Diagnostics).Hint);
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true, NoRename = true })).Outcome);
        Assert.Equal(["new.txt"], scenario.Cloud.Objects.Select(item => item.Key));
    }

    [Fact]
    public async Task What_needs_no_mapping_and_has_another_content_is_something_new()
    {
        using var scenario = new Scenario(("main/old.txt", Body));
        scenario.Cloud.Put("old.txt", Body);
        scenario.Repository.StageDeletion("main/old.txt").Stage("main/new.txt", "one\ntwo\nthree\n");

        Assert.Empty((await scenario.PlanAsync()).Diagnostics);
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_move_needs_no_plan_of_a_deletion(bool withOutputs, bool fails)
    {
        using var scenario = Mapped();
        MakeUndeletable(scenario, fails);
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        if (withOutputs)
        {
            scenario.Repository.Git("mv", OldOutputs, NewOutputs);
            scenario.Repository.Stage(Pointer, """{"PointerToVirtual": "mapped/new.txt"}""");
        }

        Assert.Equal($"""
            {(withOutputs ? "unchanged" : "moved")} main/mapped/new.txt
            unchanged main/mapped/old.txt
            PLN007 What `main/mapped/old.txt` stood for now belongs to `main/mapped/new.txt`
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Contains("\"id\": \"id-1\"", scenario.Repository.Read(NewOutputs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_possible_rename_is_told_when_the_deletion_cannot_be_planned()
    {
        using var scenario = Mapped();
        MakeUndeletable(scenario, fails: true);
        scenario.Repository.StageDeletion("main/mapped/old.txt").Stage("main/mapped/new.txt", "quite another thing");

        Assert.Equal("""
            create main/mapped/new.txt
              create new.txt
            error main/mapped/old.txt
            CON003 Connector `fake` failed in `Plan`: this cloud can only make things
            PLN006 `main/mapped/old.txt` is deleted while `main/mapped/new.txt` is created; if this is meant to be a rename, nothing of the old one is kept
            Partly
            """, ByAction(await scenario.PlanAsync()));
        Assert.Equal(RunOutcome.Error, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Without_pairing_the_way_out_is_not_offered_again()
    {
        using var scenario = Mapped();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");

        Assert.Equal(
            "to move it, run `autoschematic rename main/mapped/old.txt main/mapped/new.txt` instead",
            Assert.Single((await scenario.PlanAsync(request => request with { NoRename = true })).Diagnostics).Hint);
    }

    [Fact]
    public async Task Sealed_outputs_are_sealed_again_for_the_new_place()
    {
        using var scenario = new Scenario();
        Keystores.Configure(scenario.Repository);
        scenario.Repository.Stage("main/mapped/db.txt", "db sensitive password=hunter2hunter2");
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        scenario.Repository.CommitAll();
        var before = scenario.Connector.Mutations;
        scenario.Repository.Git("mv", "main/mapped/db.txt", "main/mapped/store.txt");

        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AssumeYes = true })).Outcome);

        Assert.Equal(before, scenario.Connector.Mutations);
        Assert.False(scenario.Repository.Exists(".autoschematic/main/mapped/db.txt.password.sealed"));
        Assert.Contains("secret://.autoschematic/main/mapped/store.txt.password.sealed", scenario.Repository.Read(".autoschematic/main/mapped/store.txt.out.json"), StringComparison.Ordinal);
        var sealedFile = Testing.TestWorkspace.At(".autoschematic/main/mapped/store.txt.password.sealed");
        Assert.Equal("hunter2hunter2", (await scenario.Repository.OpenAsync()).Secrets.UnsealText(sealedFile, []));
        Assert.DoesNotContain(" M ", scenario.Repository.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_with_its_outputs_takes_nothing_from_the_original()
    {
        using var scenario = Mapped();
        scenario.Repository.Stage("main/mapped/copy.txt", Body).Stage(".autoschematic/main/mapped/copy.txt.out.json", """{"OutputMap": {"id": "id-1"}}""");
        var before = scenario.Tree();

        Assert.Equal(["unchanged"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
        await scenario.ApplyAsync();
        Assert.Equal(before, scenario.Tree());
    }

    private static string ByAction(PlanResult plan)
        => Scenario.Show(plan with { Resources = [.. plan.Resources.OrderBy(resource => resource.Action.Word, StringComparer.Ordinal)] });

    /// <summary>Makes the connector one that plans no deletion: it fails at it, or finds nothing to do.</summary>
    private static void MakeUndeletable(Scenario scenario, bool fails)
        => scenario.Connector.Planner = (_, _, desired)
            => desired is not null ? null
                : fails ? throw new ConnectorException(ConnectorFailure.Answered, "fake", "Plan", "this cloud can only make things")
                : [];

    private static Scenario Mapped()
    {
        var scenario = new Scenario();
        scenario.AddMapped("old", "id-1", Body);
        scenario.Repository.CommitAll();
        return scenario;
    }
}
