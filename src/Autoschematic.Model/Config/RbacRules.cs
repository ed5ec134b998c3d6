using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>The rules of `autoschematic.rbac.ron` beyond its shape.</summary>
internal sealed class RbacRules(DocumentNodes nodes, RepositoryConfig? config, DiagnosticBag diagnostics)
{
    public void Check()
    {
        foreach (var (repeated, first, text) in nodes.RepeatedKeys())
        {
            diagnostics.Add(ConfigDiagnostics.RepeatedKey(nodes.LocationOf(repeated), text, nodes.LocationOf(first)));
        }

        CheckStruct(nodes.Root, "AutoschematicRbacConfig", "roles");
        var roles = nodes.Entries(nodes.Field(nodes.Root, "roles")).ToList();
        foreach (var role in roles)
        {
            CheckStruct(role.Value, "Role", "users", "prefixes");
            foreach (var user in nodes.Items(nodes.Field(role.Value, "users")))
            {
                CheckStruct(user, null, "username");
            }

            foreach (var grant in nodes.Entries(nodes.Field(role.Value, "prefixes")))
            {
                CheckGrant(grant, [.. roles.Select(other => other.Text)]);
            }
        }
    }

    private void CheckGrant(TextEntry entry, IReadOnlyList<string> roles)
    {
        CheckStruct(entry.Value, "PrefixGrant", "grant", "connectors");
        var prefix = config?.FindPrefix(entry.Text);
        if (config is not null && prefix is null)
        {
            var nearest = Similarity.Nearest(entry.Text, config.Prefixes.Select(other => other.Prefix.Name));
            diagnostics.Add(RbacDiagnostics.UnknownPrefix(nodes.LocationOf(entry.Key), entry.Text, nearest));
        }

        var approval = nodes.Field(entry.Value, "grant");
        CheckStruct(approval, null, "role");
        if (nodes.Field(approval, "role") is { } role && nodes.Text(role) is { } name && !roles.Contains(name))
        {
            diagnostics.Add(RbacDiagnostics.UnknownRole(nodes.LocationOf(role), name, Similarity.Nearest(name, roles)));
        }

        if (nodes.Field(entry.Value, "connectors") is not { } connectors)
        {
            diagnostics.Add(RbacDiagnostics.AllConnectors(nodes.LocationOf(entry.Key), entry.Text));
        }
        else if (prefix is not null)
        {
            CheckConnectors(connectors, prefix);
        }
    }

    private void CheckConnectors(SyntaxNode connectors, ConfiguredPrefix prefix)
    {
        foreach (var node in nodes.Items(connectors))
        {
            if (nodes.Text(node) is { } name && prefix.FindConnector(name) is null)
            {
                var nearest = Similarity.Nearest(name, prefix.Connectors.Select(connector => connector.Shortname));
                diagnostics.Add(RbacDiagnostics.UnknownConnector(nodes.LocationOf(node), name, prefix.Prefix.Name, nearest));
            }
        }
    }

    private void CheckStruct(SyntaxNode? node, string? name, params string[] known)
    {
        if (node is not { Kind: SyntaxKind.Struct } record)
        {
            return;
        }

        if (name is not null && record.Name is null)
        {
            diagnostics.Add(RbacDiagnostics.UnnamedStruct(nodes.LocationOf(record), name));
        }

        foreach (var field in nodes.Fields(record))
        {
            if (field.NameText is { } text && !known.Contains(text))
            {
                diagnostics.Add(RbacDiagnostics.UnknownField(nodes.LocationOf(field.Name!.Value), text, Similarity.Nearest(text, known)));
            }
        }
    }
}
