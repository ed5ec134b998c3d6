using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Graphing;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows what needs what: as text, for Graphviz, for Mermaid, or as JSON.</summary>
/// <param name="form">`text`, `dot` or `mermaid`.</param>
public sealed class GraphView(string form) : IResultView<GraphResult>
{
    public RunOutcome OutcomeOf(GraphResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(GraphResult result) => result.Diagnostics;

    public void WriteHuman(GraphResult result, ReportWriter report)
    {
        switch (form)
        {
            case "dot":
                WriteDot(result, report);
                break;
            case "mermaid":
                WriteMermaid(result, report);
                break;
            default:
                WriteText(result, report);
                break;
        }
    }

    public StyledText? Summarise(GraphResult result)
    {
        if (form != "text" || result.Outcome is RunOutcome.Usage)
        {
            return null;
        }

        var missing = result.Nodes.Count(node => !node.Exists);
        var line = StyledText.Of($"{Lines.Count(result.Nodes.Count - missing, "resource")}, {Lines.Count(result.Edges.Count, "edge")}", Tone.Strong);
        return line
            .Add(missing == 0 ? "" : $", {missing} missing", Tone.Warning)
            .Add(result.Cycles.Count == 0 ? "" : $", {Lines.Count(result.Cycles.Count, "cycle")}", Tone.Error);
    }

    public void WriteJson(GraphResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteArray(json, "nodes", result.Nodes, node =>
        {
            ResourceJson.WriteKey(json, node.Resource);
            json.WriteString("connector", node.Connector);
            json.WriteBoolean("exists", node.Exists);
        });
        ResourceJson.WriteArray(json, "edges", result.Edges, edge =>
        {
            json.WriteString("dependent", edge.Dependent.File.Text);
            json.WriteString("dependency", edge.Dependency.File.Text);
            json.WriteString("reason", Word(edge.Reason));
            ResourceJson.WriteStrings(json, "keys", edge.Keys);
        });
        json.WriteStartArray("cycles");
        foreach (var cycle in result.Cycles)
        {
            json.WriteStartArray();
            foreach (var member in cycle)
            {
                json.WriteStringValue(member.File.Text);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(GraphResult result, ReportWriter report)
    {
        var needs = result.Edges.ToLookup(edge => edge.Dependent);
        foreach (var node in result.Nodes)
        {
            report.Line(new StyledText().Add(node.Resource.File.Text).Add(node.Exists ? "" : "  missing", Tone.Warning));
            foreach (var edge in needs[node.Resource])
            {
                report.Line(new StyledText()
                    .Add("  → ", Tone.Muted)
                    .Add(edge.Dependency.File.Text)
                    .Add($"  {report.Clean(Label(edge))}", Tone.Muted));
            }
        }

        if (result.Nodes.Count > 0)
        {
            report.Line();
        }
    }

    private static void WriteDot(GraphResult result, ReportWriter report)
    {
        report.Line("digraph autoschematic {");
        report.Line("  rankdir=LR;");
        report.Line("  node [shape=box];");
        foreach (var node in result.Nodes)
        {
            report.Line($"  {DotName(node.Resource.File.Text)}{(node.Exists ? "" : " [style=dashed]")};");
        }

        foreach (var edge in result.Edges)
        {
            var style = edge.Reason switch
            {
                GraphEdgeReason.Mapping => ", style=dashed",
                GraphEdgeReason.Parent => ", style=dotted",
                _ => "",
            };
            report.Line($"  {DotName(edge.Dependent.File.Text)} -> {DotName(edge.Dependency.File.Text)} [label={DotName(Label(edge))}{style}];");
        }

        report.Line("}");
    }

    private static void WriteMermaid(GraphResult result, ReportWriter report)
    {
        report.Line("flowchart LR");
        var names = result.Nodes.Select((node, index) => (node.Resource, Name: $"n{index}")).ToDictionary(pair => pair.Resource, pair => pair.Name);
        foreach (var node in result.Nodes)
        {
            var label = MermaidText(node.Resource.File.Text);
            report.Line(node.Exists ? $"  {names[node.Resource]}[{label}]" : $"  {names[node.Resource]}([{label}])");
        }

        foreach (var edge in result.Edges)
        {
            var arrow = edge.Reason == GraphEdgeReason.Reference ? "-->" : "-.->";
            report.Line($"  {names[edge.Dependent]} {arrow}|{MermaidText(Label(edge))}| {names[edge.Dependency]}");
        }
    }

    /// <summary>The keys that are read, or `parent`.</summary>
    private static string Label(GraphEdge edge) => edge.Keys.Count > 0 ? string.Join(", ", edge.Keys) : Word(edge.Reason);

    private static string DotName(string text)
        => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string MermaidText(string text)
        => $"\"{text.Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal)}\"";

    private static string Word(GraphEdgeReason reason) => reason switch
    {
        GraphEdgeReason.Reference => "reference",
        GraphEdgeReason.Mapping => "mapping",
        GraphEdgeReason.Parent => "parent",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
