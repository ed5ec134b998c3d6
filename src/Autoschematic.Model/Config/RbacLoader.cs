using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Config;

/// <summary>Reads and checks `autoschematic.rbac.ron`; unknown fields and unnamed structs are only warned about.</summary>
public static class RbacLoader
{
    private static readonly RonSerializerOptions Tolerant = new() { Extensions = RonExtensions.Untyped, AllowUnknownFields = true };

    /// <summary>The roles, or null when there is an error in the file; names are checked against <paramref name="config"/> when it is given.</summary>
    public static RbacConfig? Load(SourceText source, RepositoryConfig? config, DiagnosticBag diagnostics)
        => Load(SyntaxTree.Parse(source), config, diagnostics);

    /// <inheritdoc cref="Load(SourceText, RepositoryConfig?, DiagnosticBag)"/>
    public static RbacConfig? Load(SyntaxTree tree, RepositoryConfig? config, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        var nodes = new DocumentNodes(tree);
        var document = RonSerializer.Deserialize(tree, DocumentShapes.Of<AutoschematicRbacConfig>(), problems, Tolerant);
        new RbacRules(nodes, config, problems).Check();
        diagnostics.AddRange(problems.OrderBy(problem => problem.Location?.Span?.Start ?? 0));
        return document is null || problems.HasErrors ? null : Build(document, nodes);
    }

    private static RbacConfig Build(AutoschematicRbacConfig document, DocumentNodes nodes)
        => new([.. nodes.Entries(nodes.Field(nodes.Root, "roles")).Select(role => new RbacRole(
            role.Text,
            [.. document.Roles[role.Text].Users.OfType<GithubUserDocument>().Select(user => user.Username)],
            [.. nodes.Entries(nodes.Field(role.Value, "prefixes")).Select(grant => BuildGrant(grant, document.Roles[role.Text], nodes))],
            nodes.LocationOf(role.Key)))]);

    private static RbacPrefixGrant BuildGrant(TextEntry entry, RoleDocument role, DocumentNodes nodes)
    {
        var grant = role.Prefixes[entry.Text];
        return new(entry.Text, grant.Grant, grant.Connectors, nodes.LocationOf(entry.Key));
    }
}
