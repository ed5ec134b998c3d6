using System.CommandLine;
using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Creating;

namespace Autoschematic.Cli.Commands;

/// <summary>`create`: lists skeletons, or makes a file from one.</summary>
internal sealed class CreateCommand : CliCommand
{
    private readonly Argument<string?> template = new("template")
    {
        Description = "A skeleton's address, or an address or path that it matches; without it, the skeletons are listed",
        HelpName = "TEMPLATE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly ScopeOptions scope = new();
    private readonly Option<bool> noStage = Flags.NoStage();
    private readonly Option<string[]> set = new("--set")
    {
        Description = "Value of a placeholder",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
    };

    public CreateCommand()
        : base(CommandGroup.Resources, "create", "Make a file from a connector's skeleton")
    {
        Add(template);
        Add(scope.Prefix);
        Add(scope.Connector);
        Add(set);
        Add(noStage);
        set.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"`--set` needs NAME=VALUE, not `{token.Value}`");
            }
        });
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("create", "what can be created"),
        ("create -c grafana 'dashboards/[name].json' --set name=cpu", "one file"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override async Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var parsed = run.Parsed;
        if (parsed.GetValue(template) is not { } chosen)
        {
            var wanted = new SkeletonsRequest(parsed.GetValue(scope.Prefix), parsed.GetValue(scope.Connector))
            {
                StrictEnvironment = run.StrictEnvironment,
            };
            return await run.WorkAsync<CreateWorkflow, SkeletonsResult>(
                new SkeletonsView(),
                (workflow, workspace, onEvent) => workflow.ListSkeletonsAsync(workspace, wanted, onEvent, cancellationToken),
                cancellationToken);
        }

        var values = ReadValues(parsed);
        return await run.WorkAsync<CreateWorkflow, CreateResult>(
            new CreateView(),
            async (workflow, workspace, onEvent) =>
            {
                while (true)
                {
                    var request = new CreateRequest(
                        parsed.GetValue(scope.Prefix), parsed.GetValue(scope.Connector), chosen, values, !parsed.GetValue(noStage))
                    {
                        StrictEnvironment = run.StrictEnvironment,
                    };
                    var result = await workflow.RunAsync(workspace, request, onEvent, cancellationToken);
                    if (!await AskAsync(run, result.MissingValues, values, cancellationToken))
                    {
                        return result;
                    }
                }
            },
            cancellationToken);
    }

    private Dictionary<string, string> ReadValues(ParseResult parsed)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in parsed.GetValue(set) ?? [])
        {
            var end = pair.IndexOf('=', StringComparison.Ordinal);
            values[pair[..end]] = pair[(end + 1)..];
        }

        return values;
    }

    // Whether every missing value was answered.
    private static async Task<bool> AskAsync(
        Invocation run, IReadOnlyList<string> missing, Dictionary<string, string> values, CancellationToken cancellationToken)
    {
        if (missing.Count == 0 || !run.Prompter.CanAsk)
        {
            return false;
        }

        foreach (var name in missing)
        {
            if (await run.Prompter.AskAsync(StyledText.Of(run.Gate.Clean(name), Tone.Strong), cancellationToken) is not { Length: > 0 } answer)
            {
                return false;
            }

            values[name] = answer;
        }

        return true;
    }
}
