using Autoschematic.Connectors.Pools;

namespace Autoschematic.Connectors.Tests.Hosting;

public sealed class ConnectorTimeoutsTests
{
    private static readonly ConnectorHostOptions Options = new()
    {
        SupervisorCommand = [],
        HostEnvironment = new Dictionary<string, string>(),
    };

    [Fact]
    public void Every_name_sets_a_limit_of_its_own()
    {
        var names = ConnectorTimeouts.Names.Split(", ");
        var text = string.Join(' ', names.Select((name, index) => $"{name}={index + 1}.5"));

        var options = ConnectorTimeouts.TryApply(text, Options, out var problem)!;

        Assert.Null(problem);
        var limits = options.Deadlines;
        Assert.Equal(
            Enumerable.Range(1, names.Length).Select(number => TimeSpan.FromSeconds(number + 0.5)),
            [
                options.StartTimeout, options.BuildTimeout, options.StopGrace, limits.Version, limits.Init, limits.Lookup,
                limits.Read, limits.List, limits.Op, limits.Task,
            ]);
        Assert.Equal(limits.Task, limits.TarpcTask);
    }

    [Fact]
    public void Limits_that_are_not_named_are_those_of_the_protocol()
    {
        var options = ConnectorTimeouts.TryApply("", Options, out _)!;

        Assert.Equal(TimeSpan.FromSeconds(30), options.StartTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), options.StopGrace);
        Assert.Equal(
            new ConnectorDeadlines
            {
                Version = TimeSpan.FromSeconds(10),
                Init = TimeSpan.FromSeconds(120),
                Lookup = TimeSpan.FromSeconds(60),
                Read = TimeSpan.FromSeconds(600),
                Task = TimeSpan.FromSeconds(600),
                TarpcTask = TimeSpan.FromSeconds(60),
                List = TimeSpan.FromSeconds(6000),
                Op = TimeSpan.FromSeconds(6000),
            },
            options.Deadlines);
    }

    [Theory]
    [InlineData("read", "read")]
    [InlineData("init=5,read=ten", "read=ten")]
    [InlineData("read=0", "read=0")]
    [InlineData("read=-1", "read=-1")]
    [InlineData("read=1e9", "read=1e9")]
    [InlineData("wait=5", "wait=5")]
    public void Word_that_is_no_limit_is_named(string text, string word)
    {
        Assert.Null(ConnectorTimeouts.TryApply(text, Options, out var problem));
        Assert.Equal(word, problem);
    }

    [Fact]
    public void Methods_have_the_deadlines_of_their_group()
    {
        var all = new ConnectorDeadlines();
        MethodPolicy[] lookups =
        [
            MethodPolicy.Filter, MethodPolicy.Eq, MethodPolicy.Diag, MethodPolicy.AddrVirtToPhy, MethodPolicy.AddrPhyToVirt,
            MethodPolicy.GetDocstring, MethodPolicy.GetSkeletons,
        ];
        Assert.All(lookups, policy => Assert.Equal(all.Lookup, policy.LimitOf(all)));
        Assert.All([MethodPolicy.Get, MethodPolicy.Plan, MethodPolicy.Subpaths], policy => Assert.Equal(all.Read, policy.LimitOf(all)));
        Assert.All([MethodPolicy.Unbundle, MethodPolicy.TaskExec], policy => Assert.Equal(all.Task, policy.LimitOf(all)));
        Assert.Equal(all.List, MethodPolicy.List.LimitOf(all));
        Assert.Equal(all.Op, MethodPolicy.OpExec.LimitOf(all));
        Assert.Equal(all.Version, MethodPolicy.Version.LimitOf(all));
        Assert.Equal(all.Init, MethodPolicy.Init.LimitOf(all));
    }
}
