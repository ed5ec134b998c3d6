using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Config;

/// <summary>Makes the configuration of a document without errors: bound values, with their places from the tree.</summary>
internal sealed class ConfigBuilder(DocumentNodes nodes)
{
    public RepositoryConfig Build(AutoschematicConfig document)
        => new([.. nodes.Entries(nodes.Field(nodes.Root, "prefixes"))
            .Select(entry => BuildPrefix(entry, document.Prefixes[entry.Text]))]);

    private ConfiguredPrefix BuildPrefix(TextEntry entry, PrefixDocument document)
        => new(
            Prefix.TryParse(entry.Text)!,
            [.. nodes.Items(nodes.Field(entry.Value, "connectors")).Zip(document.Connectors, BuildConnector)],
            document.Description,
            document.ResourceGroup,
            [.. nodes.Items(nodes.Field(entry.Value, "tasks")).Zip(document.Tasks, BuildTask)],
            BuildLayer(entry.Value, document.EnvFile, document.Env),
            nodes.LocationOf(entry.Key));

    private ConfiguredConnector BuildConnector(SyntaxNode node, ConnectorDocument document)
        => new(
            document.Shortname,
            document.Spec,
            BuildLayer(node, document.EnvFile, document.Env),
            document.Concurrency,
            nodes.LocationOf(nodes.Field(node, "shortname") ?? node))
        {
            SpecLocation = nodes.Field(node, "spec") is { } spec ? nodes.LocationOf(nodes.Field(spec, "path") ?? spec) : null,
        };

    private ConfiguredTask BuildTask(SyntaxNode node, TaskDocument document)
        => new(
            document.Name,
            document.Description,
            BuildLayer(node, document.EnvFile, document.Env),
            nodes.LocationOf(nodes.Field(node, "name") ?? node));

    private EnvironmentLayer BuildLayer(SyntaxNode? owner, string? file, IReadOnlyDictionary<string, string> variables)
        => new(
            file is null ? null : RepoPath.TryParseRelative(file, out _),
            nodes.Field(owner, "env_file") is { } fileNode ? nodes.LocationOf(fileNode) : null,
            [.. nodes.Entries(nodes.Field(owner, "env"))
                .Select(entry => new EnvironmentEntry(entry.Text, variables[entry.Text], nodes.LocationOf(entry.Value ?? entry.Key)))]);
}
