using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Navigating;

/// <summary>Where prefixes and connectors are named: in `autoschematic.ron`, and in the roles that grant them.</summary>
internal static class ConfiguredNames
{
    public static readonly RepoPath ConfigFile = RepoPath.Parse(RepositoryConfig.FileName);
    public static readonly RepoPath RbacFile = RepoPath.Parse("autoschematic.rbac.ron");

    /// <summary>The names in one of the two files, with their places.</summary>
    public static IEnumerable<(TextSpan Span, Target.Name Name)> In(RepoPath file, SyntaxTree tree)
        => file != ConfigFile && file != RbacFile ? []
            : tree.StringLiterals()
                .Select(literal => (literal.Span, Name: file == ConfigFile ? ConfigNameOf(literal) : RoleNameOf(literal)))
                .Where(found => found.Name is not null)
                .Select(found => (found.Span, found.Name!));

    /// <summary>Every place of a name, in `autoschematic.ron` first.</summary>
    public static IEnumerable<(RepoPath File, SyntaxTree Tree, TextSpan Span)> PlacesOf(RepositorySnapshot repository, Target.Name name)
    {
        foreach (var file in new[] { ConfigFile, RbacFile })
        {
            if (repository.ReadTree(file) is { } tree)
            {
                foreach (var (span, _) in In(file, tree).Where(found => found.Name == name))
                {
                    yield return (file, tree, span);
                }
            }
        }
    }

    private static Target.Name? ConfigNameOf(StringLiteral literal) => RonPath.Of(literal.Node).Segments switch
    {
        [RonPathSegment.Field { Name: "prefixes" }, RonPathSegment.Key prefix] when literal.IsKey => new(Normal(prefix.Text), null),
        [RonPathSegment.Field { Name: "prefixes" }, RonPathSegment.Key prefix, RonPathSegment.Field { Name: "connectors" }, _, RonPathSegment.Field { Name: "shortname" }]
            => new(Normal(prefix.Text), literal.Value),
        _ => null,
    };

    private static Target.Name? RoleNameOf(StringLiteral literal) => RonPath.Of(literal.Node).Segments switch
    {
        [RonPathSegment.Field { Name: "roles" }, _, RonPathSegment.Field { Name: "prefixes" }, RonPathSegment.Key prefix] when literal.IsKey
            => new(Normal(prefix.Text), null),
        [RonPathSegment.Field { Name: "roles" }, _, RonPathSegment.Field { Name: "prefixes" }, RonPathSegment.Key prefix, RonPathSegment.Field { Name: "connectors" }, _]
            => new(Normal(prefix.Text), literal.Value),
        _ => null,
    };

    private static string Normal(string prefix) => Prefix.TryParse(prefix)?.Name ?? prefix;
}
