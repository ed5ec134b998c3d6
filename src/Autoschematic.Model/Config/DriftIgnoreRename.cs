using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>What a new address of a resource means for the rules of `.autoschematic/drift-ignore.ron`.</summary>
/// <param name="Text">The file with the rules changed that name exactly the old address; null when there are none.</param>
/// <param name="Changed">How many those are.</param>
/// <param name="Lost">Rules that held for the old address and do not hold for the new one.</param>
/// <param name="Gained">Rules that hold for the new address and did not hold for the old one.</param>
public sealed record DriftIgnoreRename(
    string? Text, int Changed, IReadOnlyList<SourceLocation> Lost, IReadOnlyList<SourceLocation> Gained)
{
    /// <summary>Works it out; rules that cannot be read are passed over.</summary>
    /// <param name="source">The file.</param>
    /// <param name="isShared">Whether another prefix has the old address too: a rule is for all prefixes, so it must stay then.</param>
    public static DriftIgnoreRename Of(SourceText source, Address from, Address to, bool isShared)
    {
        var tree = SyntaxTree.Parse(source);
        var nodes = new DocumentNodes(tree);
        var (edited, changed) = (source.Text, 0);
        var (lost, gained) = (new List<SourceLocation>(), new List<SourceLocation>());
        var literals = tree.StringLiterals().ToDictionary(literal => literal.Node.Index);
        foreach (var rule in nodes.Items(nodes.Field(nodes.Root, "rules")).Reverse())
        {
            if (nodes.Field(rule, "addr") is not { } node || nodes.Text(node) is not { } text || Glob.TryParse(text, out _) is not { } glob)
            {
                continue;
            }

            // From the end, so that the places of those before stay as they are.
            if (!isShared && IsPlain(to.Text) && glob.Names(from))
            {
                edited = edited.Remove(node.Span.Start, node.Span.Length).Insert(node.Span.Start, literals[node.Index].Encode(to.Text));
                changed++;
            }
            else if (glob.Matches(from) != glob.Matches(to))
            {
                (glob.Matches(from) ? lost : gained).Insert(0, nodes.LocationOf(node));
            }
        }

        return new(changed > 0 ? edited : null, changed, lost, gained);
    }

    // As a pattern it would be for other resources too.
    private static bool IsPlain(string address) => !address.Contains('*', StringComparison.Ordinal) && !address.Contains('?', StringComparison.Ordinal);
}
