using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>Reads and checks `autoschematic.ron`; every problem of the file is reported at once, in the order of the file.</summary>
public static class ConfigLoader
{
    /// <summary>The configuration, or null when there is an error in it.</summary>
    public static RepositoryConfig? Load(SourceText source, DiagnosticBag diagnostics) => Load(SyntaxTree.Parse(source), diagnostics);

    /// <inheritdoc cref="Load(SourceText, DiagnosticBag)"/>
    public static RepositoryConfig? Load(SyntaxTree tree, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        var nodes = new DocumentNodes(tree);
        var document = RonSerializer.Deserialize(tree, DocumentShapes.Of<AutoschematicConfig>(), problems);
        new ConfigRules(nodes, problems).Check();
        diagnostics.AddRange(problems.OrderBy(problem => problem.Location?.Span?.Start ?? 0));
        return document is null || problems.HasErrors ? null : new ConfigBuilder(nodes).Build(document);
    }
}
