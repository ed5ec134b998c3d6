using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Testing;
using Autoschematic.Engine.Workspaces;

namespace Autoschematic.Cli.Commands;

/// <summary>The options of commands that try the laws of connectors.</summary>
internal sealed class LawOptions
{
    private const int LongestUsual = 60;

    private readonly Option<string?> prefix = new ScopeOptions().Prefix;
    private readonly Option<TimeSpan> timeout = new Option<TimeSpan>("--timeout")
    {
        Description = $"How long one call may take, {LongestUsual} if not given",
        HelpName = "SECONDS",
    }.Seconds(TimeSpan.FromSeconds(LongestUsual));

    private readonly Option<int> seed = new Option<int>("--seed")
    {
        Description = "Try other cases of the many there are",
        HelpName = "N",
    }.Positive(1);

    private readonly Option<bool> full = Flags.Full();

    public void AddTo(Command command)
    {
        command.Add(prefix);
        command.Add(timeout);
        command.Add(seed);
        command.Add(full);
    }

    public LawView View(Invocation run) => new(run.Parsed.GetValue(full));

    public LawRequest Read(Invocation run, Workspace workspace, string connector)
        => new(connector, run.Parsed.GetValue(prefix), RunId.New(workspace.Clock))
        {
            StrictEnvironment = run.StrictEnvironment,
            Limit = run.Parsed.GetValue(timeout),
            Seed = run.Parsed.GetValue(seed),
        };
}
