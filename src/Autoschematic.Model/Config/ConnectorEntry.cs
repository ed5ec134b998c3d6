using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Editing;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>A connector that is to be added to `autoschematic.ron`.</summary>
/// <param name="Shortname">Its name.</param>
/// <param name="SpecKind">A kind of spec that needs nothing but a path, such as `PythonLocal`.</param>
/// <param name="Path">That path.</param>
/// <param name="Environment">Its variables, in order.</param>
public sealed record ConnectorEntry(
    string Shortname, string SpecKind, string Path, IReadOnlyList<KeyValuePair<string, string>> Environment)
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
        var count = found is [{ Value: { } value }, ..] ? nodes.Items(nodes.Field(value, "connectors")).Count() : 0;
        var place = own.Append(new RonPathSegment.Field("connectors")).Append(new RonPathSegment.Element(count));

        // The prefix first, so that the connector finds the indentation of what it goes into.
        var prepared = found.Count > 0 ? tree : TreeEditor.Insert(tree, own, "Prefix(\n    connectors: [],\n)", diagnostics);
        if (prepared is null || TreeEditor.Insert(prepared, place, Write(), diagnostics) is not { } edited)
        {
            return null;
        }

        var result = new SourceText(edited.Text.Text, source.Path);
        return ConfigLoader.Load(result, diagnostics) is null ? null : result;
    }

    private string Write()
    {
        var variables = Environment.Select(variable => $"        {Quote(variable.Key)}: {Quote(variable.Value)},\n");
        return $"Connector(\n    shortname: {Quote(Shortname)},\n    spec: {SpecKind}(path: {Quote(Path)}),\n"
            + (Environment.Count == 0 ? ")" : $"    env: {{\n{string.Concat(variables)}    }},\n)");
    }

    private static string Quote(string text) => SyntaxTree.Parse("\"\"").StringLiterals().Single().Encode(text);
}
