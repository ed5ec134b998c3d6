using System.Text;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Tests.Transactions;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Unbundling;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Children that go, children that were edited, and an expansion that is killed.</summary>
[Trait("kind", "process")]
public sealed class UnbundleTests
{
    [Fact]
    public async Task Children_that_are_no_longer_produced_are_staged_as_deletions_with_their_markers()
    {
        using var scenario = await ExpandedAsync("a", "b", "c");
        scenario.Connector.Expander = Produces("a", "b");

        var result = await RunAsync(scenario);

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal("Warning UNB011 `main/stack.bundle` no longer produces `main/net/c.txt`, so it was deleted", Scenario.Describe(result.Diagnostics));
        Assert.Equal("D  main/.bundle/net/c.txt.bun.ron\nD  main/net/c.txt\n", scenario.Repository.Status());
        Assert.Null(Assert.Single(result.Bundles[0].Orphans).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    public async Task A_bundle_that_drops_more_than_half_changes_nothing_unless_that_is_agreed_to(string produced)
    {
        using var scenario = await ExpandedAsync("a", "b", "c");
        scenario.Connector.Expander = (_, _) => [.. Children([.. produced.Select(name => $"{name}")], "changed")];
        var before = RepositoryState.Of(scenario.Repository);

        var refused = await RunAsync(scenario);
        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        Assert.Equal("UNB012", refused.Bundles[0].Problem?.Code);
        Assert.Equal(before, RepositoryState.Of(scenario.Repository));

        var asked = (Dropped: 0, Known: 0);
        var agreed = await RunAsync(scenario, request => request with
        {
            ConfirmDrop = (_, dropped, known, _) =>
            {
                asked = (dropped, known);
                return Task.FromResult(true);
            },
        });
        Assert.Equal(RunOutcome.Done, agreed.Outcome);
        Assert.Equal((3 - produced.Length, 3), asked);
        Assert.Equal(produced.Length > 0, scenario.Repository.Exists("main/net/a.txt"));
        Assert.False(scenario.Repository.Exists("main/net/c.txt"));
    }

    [Fact]
    public async Task A_dropped_child_that_was_edited_is_kept_until_overbundle_decides()
    {
        using var scenario = await ExpandedAsync("a", "b", "c");
        scenario.Repository.Write("main/net/c.txt", "edited");
        scenario.Connector.Expander = Produces("a", "b");

        var kept = await RunAsync(scenario);
        Assert.Equal(RunOutcome.Partly, kept.Outcome);
        Assert.Equal("UNB013", Assert.Single(kept.Bundles[0].Orphans).Problem?.Code);
        Assert.Equal("edited", scenario.Repository.Read("main/net/c.txt"));

        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario, request => request with { Overbundle = true })).Outcome);
        Assert.False(scenario.Repository.Exists("main/net/c.txt"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Where_nobody_remembers_what_was_written_every_child_that_differs_is_kept(bool isStaged, bool isCommitted)
    {
        using var scenario = await ExpandedAsync("a", "b", "c");
        Directory.Delete(scenario.Repository.PathOf(".git/autoschematic/unbundled"), recursive: true);
        _ = isStaged ? scenario.Repository.Stage("main/net/b.txt", "edited") : scenario.Repository.Write("main/net/b.txt", "edited");
        _ = isCommitted ? scenario.Repository.CommitAll() : scenario.Repository;
        scenario.Connector.Expander = (_, _) => [.. Children(["a", "b"], "new"), .. Children(["c"], "1")];

        var result = await RunAsync(scenario);

        Assert.Equal(
            "Kept UNB016 Kept UNB016 Unchanged ",
            string.Join(' ', result.Bundles[0].Children.Select(child => $"{child.Change} {child.Problem?.Code}")));
        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal("edited", scenario.Repository.Read("main/net/b.txt"));
        Assert.Equal("a 1", scenario.Repository.Read("main/net/a.txt"));

        // What is the same as produced is remembered from then on.
        scenario.Connector.Expander = (_, _) => Children(["a", "b", "c"], "newer");
        Assert.Equal(["Kept", "Kept", "Updated"], (await RunAsync(scenario)).Bundles[0].Children.Select(child => child.Change.ToString()));
        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario, request => request with { Overbundle = true })).Outcome);
        Assert.Equal("b newer", scenario.Repository.Read("main/net/b.txt"));
    }

    [Fact]
    public async Task Records_that_cannot_be_written_are_a_warning()
    {
        using var scenario = new Scenario(("main/stack.bundle", "all"));
        scenario.Connector.Expander = Produces("a");
        Directory.CreateDirectory(scenario.Repository.PathOf(".git/autoschematic"));
        File.WriteAllText(scenario.Repository.PathOf(".git/autoschematic/unbundled"), "no folder");

        var result = await RunAsync(scenario);

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.All(result.Diagnostics, found => Assert.Equal("UNB014", found.Code));
        Assert.True(scenario.Repository.Exists("main/net/a.txt"));
    }

    [Fact]
    public async Task A_child_that_cannot_be_written_keeps_no_other_from_it()
    {
        using var scenario = new Scenario(("main/stack.bundle", "all"), ("main/net", "a file where a folder is needed"));
        scenario.Connector.Expander = (_, _) => [.. Children(["a"], "1"), new BundleChild("b.txt", "B"u8.ToArray())];

        var result = await RunAsync(scenario);

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal("b.txt Created\nnet/a.txt Kept FIL002", string.Join('\n', result.Bundles[0].Children.Select(child => $"{child.Address} {child.Change} {child.Problem?.Code}".TrimEnd())));
        Assert.Equal("B", scenario.Repository.Read("main/b.txt"));
    }

    [Fact]
    public async Task Killed_at_any_step_the_next_command_finds_the_old_or_the_new_tree_and_no_child_looks_edited()
    {
        string old, expanded;
        IReadOnlyList<TransactionStep> steps;
        using (var scenario = await ChangedAsync())
        {
            old = RepositoryState.Of(scenario.Repository);
            var counted = TransactionCrash.Never();
            scenario.Repository.Faults = counted;
            Assert.Equal(RunOutcome.Done, (await RunAsync(scenario)).Outcome);
            expanded = RepositoryState.Of(scenario.Repository);
            steps = counted.Steps;
        }

        for (var number = 0; number < steps.Count; number++)
        {
            using var scenario = await ChangedAsync();
            scenario.Repository.Faults = new TransactionCrash(number);
            await Assert.ThrowsAsync<CrashException>(() => RunAsync(scenario));
            scenario.Repository.Faults = null;
            Assert.True(await RepositoryState.RecoverAsync(scenario.Repository));
            Assert.Equal(steps[number] == TransactionStep.Preparing ? old : expanded, RepositoryState.Of(scenario.Repository));

            var again = await RunAsync(scenario);
            Assert.Equal(RunOutcome.Done, again.Outcome);
            Assert.Equal(expanded, RepositoryState.Of(scenario.Repository));
        }

        // One child changes, one comes, one goes.
        static async Task<Scenario> ChangedAsync()
        {
            var scenario = await ExpandedAsync("a", "b", "c");
            scenario.Connector.Expander = (_, _) => [.. Children(["a"], "changed"), .. Children(["b", "d"], "1")];
            return scenario;
        }
    }

    private static async Task<Scenario> ExpandedAsync(params string[] names)
    {
        var scenario = new Scenario(("main/stack.bundle", "all"));
        scenario.Connector.Expander = Produces(names);
        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario)).Outcome);
        scenario.Repository.CommitAll();
        return scenario;
    }

    private static Func<Autoschematic.Model.Addresses.Address, string, IReadOnlyList<BundleChild>> Produces(params string[] names)
        => (_, _) => Children(names, "1");

    private static IReadOnlyList<BundleChild> Children(string[] names, string content)
        => [.. names.Select(name => new BundleChild($"net/{name}.txt", Encoding.UTF8.GetBytes($"{name} {content}")))];

    private static async Task<UnbundleResult> RunAsync(Scenario scenario, Func<UnbundleRequest, UnbundleRequest>? change = null)
    {
        var request = new UnbundleRequest(new(new SelectionMode.All()));
        return await new UnbundleWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), change?.Invoke(request) ?? request, Scenario.Ignore, CancellationToken.None);
    }
}
