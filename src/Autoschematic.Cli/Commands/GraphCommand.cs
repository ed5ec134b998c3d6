using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Graphing;

namespace Autoschematic.Cli.Commands;

/// <summary>`graph`: what needs what.</summary>
internal sealed class GraphCommand : CliCommand
{
    private readonly ScopeOptions scope = new();
    private readonly Option<string> form = new Option<string>("--as")
    {
        Description = "What to print: text, dot (Graphviz) or mermaid; `--format json` prints JSON",
        HelpName = "FORM",
        DefaultValueFactory = _ => "text",
    }.OneOf("text", "dot", "mermaid");

    private readonly Option<bool> offline = Flags.Make("--offline", "Start no connector; show only what files say");

    public GraphCommand()
        : base(CommandGroup.Resources, "graph", "Show which resources need which")
    {
        Add(scope.Prefix);
        Add(scope.Connector);
        Add(form);
        Add(offline);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("graph", "every resource with what it needs"),
        ("graph --as dot | dot -Tsvg > graph.svg", "as a picture"),
        ("graph --as mermaid -p main", "one prefix, for a Markdown file"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new GraphRequest(run.Parsed.GetValue(scope.Prefix), run.Parsed.GetValue(scope.Connector), run.Parsed.GetValue(offline))
        {
            StrictEnvironment = run.StrictEnvironment,
        };
        return run.WorkAsync<GraphWorkflow, GraphResult>(
            new GraphView(run.Parsed.GetValue(form)!),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
