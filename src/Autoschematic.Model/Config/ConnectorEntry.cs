using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Editing;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>A connector that is to be added to `autoschematic.ron`.</summary>
/// <param name="Shortname">Its name.</param>
/// <param name="Spec">How it is started.</param>
/// <param name="Environment">Its variables.</param>
public sealed record ConnectorEntry(string Shortname, ConnectorSpec Spec, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly RonPath Prefixes = RonPath.Root.Append(new RonPathSegment.Field("prefixes"));

    /// <summary>Adds it at the end of a prefix, which is made when there is none of that name; every other character stays as it is.</summary>
    /// <param name="source">A configuration without errors.</param>
    /// <param name="prefix">The prefix.</param>
    /// <param name="diagnostics">Says why nothing came of it.</param>
    /// <returns>The new text, or null.</returns>
    public SourceText? AddTo(SourceText source, Prefix prefix, DiagnosticBag diagnostics)
    {
        var tree = SyntaxTree.Parse(source);
        var nodes = new DocumentNodes(tree);
        var found = nodes.Entries(nodes.Field(nodes.Root, "prefixes")).Where(entry => Prefix.TryParse(entry.Text) == prefix).ToList();
        var own = Prefixes.Append(new RonPathSegment.Key(found is [var only, ..] ? only.Text : prefix.Name));
        var list = own.Append(new RonPathSegment.Field("connectors"));
        var items = found is [{ Value: { } value }, ..] ? nodes.Field(value, "connectors") : null;
        var place = list.Append(new RonPathSegment.Element(items is { } present ? nodes.Items(present).Count() : 0));
        var document = RonSerializer.Serialize(new ConnectorDocument { Shortname = Shortname, Spec = Spec, Env = Environment });

        // One step after the other, so that each finds the indentation of what it goes into.
        var prepared = found.Count == 0 ? TreeEditor.Insert(tree, own, "Prefix(\n    connectors: [],\n)", diagnostics)
            : items is null ? TreeEditor.Insert(tree, list, "[]", diagnostics)
            : tree;
        if (prepared is null || TreeEditor.Insert(prepared, place, document, diagnostics) is not { } edited)
        {
            return null;
        }

        var result = new SourceText(edited.Text.Text, source.Path);
        return ConfigLoader.Load(result, diagnostics) is null ? null : result;
    }
}
