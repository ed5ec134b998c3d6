using Autoschematic.Engine.Workflows;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Applies of files that were renamed, killed while outputs and pointers go to their new places.</summary>
[Trait("kind", "process")]
public sealed class MoveCrashTests
{
    private const string OldOutputs = ".autoschematic/main/mapped/old.txt.out.json";
    private const string Pointer = ".autoschematic/main/mapped/id-1.txt.out.json";

    [Fact]
    public async Task A_move_that_was_killed_between_the_new_output_file_and_the_old_one_is_finished()
    {
        using var scenario = Moved();
        var (outputs, pointer) = (scenario.Repository.Read(OldOutputs), scenario.Repository.Read(Pointer));
        await CrashAsync(scenario, "OutputsWritten main/mapped/new.txt");

        // As if the kill had come a little earlier.
        scenario.Repository.Write(OldOutputs, outputs).Write(Pointer, pointer);
        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);

        Check(scenario);
    }

    [Theory]
    [InlineData("Pinned run-1")]
    [InlineData("RunStarted run-1")]
    [InlineData("OutputsWritten main/mapped/new.txt")]
    [InlineData("OpStarted main/mapped/new.txt")]
    [InlineData("OpAnswered main/mapped/new.txt")]
    [InlineData("OpFinished main/mapped/new.txt")]
    [InlineData("OpStored main/mapped/new.txt")]
    [InlineData("ResourceDone main/mapped/new.txt")]
    public async Task A_move_that_was_killed_at_a_step_is_finished(string step)
    {
        using var scenario = Moved();

        await CrashAsync(scenario, step);
        await scenario.FinishAsync();

        Check(scenario);
        Assert.Equal("", scenario.Leftovers());
    }

    private static async Task CrashAsync(Scenario scenario, string step)
    {
        scenario.Faults = new CrashPoint(step);
        await Assert.ThrowsAsync<CrashException>(() => scenario.ApplyAsync(request => request with { AssumeYes = true }));
        scenario.Faults = Engine.Journal.NoFaultPoints.Instance;
    }

    private static void Check(Scenario scenario)
    {
        Assert.Equal("OpExec mapped/id-1.txt update one\ntwo\nfour\n", scenario.Connector.Mutations);
        Assert.Equal("""
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/new.txt" }
            .autoschematic/main/mapped/new.txt.out.json: { "OutputMap": { "id": "id-1" } }
            main/mapped/new.txt: one two four
            """, scenario.Tree());
        Assert.Equal("""
            M  .autoschematic/main/mapped/id-1.txt.out.json
            A  .autoschematic/main/mapped/new.txt.out.json
            D  .autoschematic/main/mapped/old.txt.out.json
            A  main/mapped/new.txt
            D  main/mapped/old.txt
            """, scenario.Repository.Git("status", "--short", "--no-renames").TrimEnd());
    }

    /// <summary>A body that was moved alone and edited.</summary>
    private static Scenario Moved()
    {
        var scenario = new Scenario();
        scenario.AddMapped("old", "id-1", "one\ntwo\nthree\n");
        scenario.Repository.CommitAll();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        scenario.Repository.Stage("main/mapped/new.txt", "one\ntwo\nfour\n");
        return scenario;
    }
}
