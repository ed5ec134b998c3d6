using Autoschematic.Engine.Tests.Transactions;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Scaffolding;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class NewConnectorTests
{
    [Fact]
    public async Task Killed_at_any_step_the_next_command_finds_all_of_it_or_nothing()
    {
        string old, made;
        IReadOnlyList<TransactionStep> steps;
        using (var repository = Create())
        {
            old = RepositoryState.Of(repository);
            var counted = TransactionCrash.Never();
            repository.Faults = counted;
            Assert.Equal(RunOutcome.Done, (await RunAsync(repository)).Outcome);
            made = RepositoryState.Of(repository);
            steps = counted.Steps;
        }

        Assert.NotEqual(old, made);
        for (var number = 0; number < steps.Count; number++)
        {
            using var repository = Create();
            repository.Faults = new TransactionCrash(number);
            await Assert.ThrowsAsync<CrashException>(() => RunAsync(repository));
            repository.Faults = null;
            Assert.True(await RepositoryState.RecoverAsync(repository));
            Assert.Equal(steps[number] == TransactionStep.Preparing ? old : made, RepositoryState.Of(repository));
        }
    }

    [Fact]
    public async Task A_configuration_that_changes_meanwhile_is_not_written_over()
    {
        using var repository = Create();
        var workspace = await repository.OpenAsync();
        repository.Write("autoschematic.ron", "AutoschematicConfig(prefixes: {}) // mine\n");

        var result = await new NewConnectorWorkflow(new(null)).RunAsync(workspace, new("demo", ConnectorLanguage.Python, null), _ => { }, default);

        Assert.Equal((RunOutcome.Error, "TXN007"), (result.Outcome, result.Diagnostics.Single().Code));
        Assert.False(Directory.Exists(repository.PathOf("connectors")));
    }

    private static TestWorkspace Create() => TestWorkspace.Create(("autoschematic.ron", "AutoschematicConfig(prefixes: {})\n"));

    private static async Task<NewConnectorResult> RunAsync(TestWorkspace repository)
        => await new NewConnectorWorkflow(new(null)).RunAsync(
            await repository.OpenAsync(), new("demo", ConnectorLanguage.CSharp, null), _ => { }, TestContext.Current.CancellationToken);
}
