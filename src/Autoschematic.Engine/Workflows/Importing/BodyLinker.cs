using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Graphing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>Turns values of imported bodies that equal exactly one known output into references; nothing is guessed.</summary>
internal sealed class BodyLinker(Workspace workspace, EventSink events)
{
    private readonly List<LinkedValue> linked = [];
    private readonly List<UnlinkedValue> left = [];
    private readonly Dictionary<Prefix, KnownOutputs> outputs = [];

    /// <summary>What was done so far.</summary>
    public ImportLinks Links => new([.. linked], [.. left]);

    /// <summary>Links bodies one after the other, since a link may forbid the next one; stops when it is interrupted.</summary>
    public async Task LinkAsync(IReadOnlyList<ResourceKey> bodies, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var prefixes = bodies.Select(body => body.Prefix).ToHashSet();
        if (await DependencyGraph.LoadAsync(workspace, prefixes, diagnostics, cancellationToken) is not { } graph)
        {
            return;
        }

        foreach (var prefix in prefixes)
        {
            outputs[prefix] = KnownOutputs.Load(workspace.Outputs, workspace.Files, prefix, diagnostics);
        }

        var done = events.Count(WorkflowPhase.Linking, bodies.Count);
        foreach (var body in bodies.OrderBy(body => body.File))
        {
            cancellationToken.ThrowIfCancellationRequested();
            LinkOne(body, graph, diagnostics);
            done();
        }
    }

    private void LinkOne(ResourceKey resource, DependencyGraph graph, DiagnosticBag diagnostics)
    {
        if (workspace.Files.TryRead(resource.File, diagnostics) is not { } body)
        {
            return;
        }

        var found = new List<LinkedValue>();
        var holder = workspace.Outputs.ResolvePointers(resource.Prefix, resource.Address, diagnostics) ?? resource.Address;
        var changed = ReferenceLinker.Link(BodyFormats.Of(resource.Address), body, literal => Choose(resource, holder, literal, graph, found));
        if (changed is { } bytes && workspace.Files.WriteAtomic(resource.File, bytes, diagnostics))
        {
            linked.AddRange(found);
        }
    }

    private OutputReference? Choose(
        ResourceKey resource, Address holder, StringLiteral literal, DependencyGraph graph, List<LinkedValue> found)
    {
        var candidates = outputs[resource.Prefix].Find(literal.Value);
        if (candidates.All(candidate => candidate.Address == holder))
        {
            return null;
        }

        // A value that the resource has as an output itself may well be its own, whoever has it besides.
        var field = RonPath.Of(literal.Node).ToString();
        if (candidates is not [var (address, reference)])
        {
            left.Add(new(resource, field, [.. candidates.Select(candidate => candidate.Reference)], UnlinkedReason.Ambiguous));
            return null;
        }

        var target = new ResourceKey(resource.Prefix, address);
        if (graph.Reaches(target, resource))
        {
            left.Add(new(resource, field, [reference], UnlinkedReason.Cycle));
            return null;
        }

        graph.Add(resource, target, GraphEdgeReason.Reference, reference.Key);
        found.Add(new(resource, field, reference));
        return reference;
    }
}
