using Autoschematic.Engine.Tests.Transactions;
using static Autoschematic.Engine.Tests.Selections.SelectionScenario;

namespace Autoschematic.Engine.Tests.Selections;

[Trait("kind", "process")]
public sealed class RestoredOutputsTests
{
    private const string Outputs = """{"OutputMap": {"id": "i-1"}}""";
    private const string Own = ".autoschematic/main/a.ron.out.json";
    private const string Pointer = ".autoschematic/main/i-1.ron.out.json";
    private const string Other = ".autoschematic/main/other.ron.out.json";

    [Fact]
    public async Task Outputs_deleted_with_their_body_are_back_until_disposed()
    {
        using var scenario = Deleted();
        var workspace = await scenario.Test.OpenAsync();
        await using var selection = await scenario.BuildAsync(new(Staged), workspace);
        Assert.Equal([Own, Pointer], selection.DeletedOutputs.Select(path => path.Text));

        using (var restored = await selection.RestoreOutputsAsync([], default))
        {
            Assert.Equal([Own, Pointer], restored!.Files.Select(path => path.Text));
            Assert.Equal(Outputs, scenario.Test.Read(Own));
            Assert.Equal("i-1", workspace.Outputs.ReadValue(selection.Files[0].Prefix, selection.Files[0].Address, "id", []));
        }

        Assert.False(scenario.Test.Exists(Own));
        Assert.False(scenario.Test.Exists(Pointer));
        Assert.Equal($"D  {Own}\nD  {Pointer}\nD  {Other}\nD  main/a.ron\n", scenario.Test.Status());
    }

    [Fact]
    public async Task Output_that_was_changed_meanwhile_is_kept()
    {
        using var scenario = Deleted();
        var workspace = await scenario.Test.OpenAsync();
        await using var selection = await scenario.BuildAsync(new(Staged), workspace);

        using (await selection.RestoreOutputsAsync([], default))
        {
            scenario.Test.Write(Own, "{}");
        }

        Assert.Equal("{}", scenario.Test.Read(Own));
        Assert.False(scenario.Test.Exists(Pointer));
    }

    [Fact]
    public async Task What_a_killed_command_left_behind_goes_with_the_next()
    {
        using var scenario = Deleted();
        var workspace = await scenario.Test.OpenAsync();
        await using (var selection = await scenario.BuildAsync(new(Staged), workspace))
        {
            // Never disposed, as if the process had been killed here.
            Assert.NotNull(await selection.RestoreOutputsAsync([], default));
        }

        // The next command that takes the exclusive lock, such as the next plan.
        Assert.True(await RepositoryState.RecoverAsync(scenario.Test));

        Assert.False(scenario.Test.Exists(Own));
        Assert.False(scenario.Test.Exists(Pointer));
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Join(scenario.Test.Root, ".git")),
            file => Path.GetFileName(file).StartsWith("autoschematic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Named_body_that_is_gone_brings_back_outputs_that_are_gone_too()
    {
        using var scenario = Committed();
        scenario.Test.Delete("main/a.ron").Delete(Own);

        Assert.Equal(
            $"""
            Deleted main : a.ron [1 → -] dirty
            deleted output {Own}
            """,
            await scenario.ShowAsync(scenario.Paths("main/a.ron")));
    }

    private static SelectionScenario Committed() => new(files:
    [
        ("main/a.ron", "1"), ("main/other.ron", "1"), (Own, Outputs),
        (Pointer, """{"PointerToVirtual": "a.ron"}"""), (Other, Outputs),
    ]);

    private static SelectionScenario Deleted()
    {
        var scenario = Committed();
        scenario.Test.StageDeletion("main/a.ron").StageDeletion(Own).StageDeletion(Pointer).StageDeletion(Other);
        return scenario;
    }
}
