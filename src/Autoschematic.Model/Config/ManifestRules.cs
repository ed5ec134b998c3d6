using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>Checks manifests of connectors; every problem of the file is reported at once.</summary>
public static class ManifestRules
{
    /// <summary>What `protocol` may say.</summary>
    public static IReadOnlyList<string> Protocols { get; } = ["grpc", "tarpc"];

    /// <summary>What `stability` may say, least finished first.</summary>
    public static IReadOnlyList<string> Stabilities { get; } = ["preview", "beta", "stable"];

    public static void Check(SyntaxTree tree, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        var nodes = new DocumentNodes(tree);
        RonSerializer.Deserialize(tree, DocumentShapes.Of<ConnectorManifestDocument>(), problems);
        CheckWord("protocol", Protocols);
        CheckWord("stability", Stabilities);
        if (nodes.Field(nodes.Root, "shortname") is { } node && nodes.Text(node) is { } shortname && EntryRules.NameProblem(shortname) is { } problem)
        {
            problems.Add(ConfigDiagnostics.BadShortname(nodes.LocationOf(node), shortname, problem));
        }

        diagnostics.AddRange(problems.OrderBy(item => item.Location?.Span?.Start ?? 0));

        void CheckWord(string field, IReadOnlyList<string> words)
        {
            if (nodes.Field(nodes.Root, field) is { } value && nodes.Text(value) is { } text && !words.Contains(text))
            {
                problems.Add(ManifestDiagnostics.UnknownWord(nodes.LocationOf(value), field, text, Similarity.Nearest(text, words), words));
            }
        }
    }
}
