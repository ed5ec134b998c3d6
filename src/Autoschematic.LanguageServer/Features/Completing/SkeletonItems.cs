using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.References;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>Whole documents to begin with, for a document that is still empty.</summary>
internal static class SkeletonItems
{
    public static IEnumerable<CompletionItem> Of(CompletionSite site, IConnectorFacts facts) => site.Role switch
    {
        DocumentRole.System { Document: var document } when document == SystemDocument.Config => [Whole(site, "Commented configuration", ConfigTemplates.Config)],
        DocumentRole.System { Document: var document } when document == SystemDocument.Roles => [Whole(site, "Commented roles", ConfigTemplates.Rbac)],
        DocumentRole.Body body when site.Repository is { } repository => OfBody(site, body, facts.SkeletonsOf(repository.Folder, body.Prefix.Prefix)),
        _ => [],
    };

    private static IEnumerable<CompletionItem> OfBody(CompletionSite site, DocumentRole.Body body, IReadOnlyList<KnownSkeleton> skeletons)
    {
        var fitting = ResourceSchemas.Fitting(skeletons, body.Address);
        var offered = fitting.Count > 0
            ? fitting
            : [.. skeletons.Where(known => BodyFormatOf(known) == site.Document.Format)];
        foreach (var known in offered)
        {
            if (BodyTrees.Decode(known.Skeleton.Body.Span) is { } text)
            {
                var template = known.Skeleton.AddressTemplate;
                yield return Whole(site, template, AddressTemplate.Fill(template, body.Address, text)) with { Detail = $"example of {known.Connector}" };
            }
        }
    }

    private static BodyFormat BodyFormatOf(KnownSkeleton known)
        => RepoPath.TryParse(known.Skeleton.AddressTemplate) is { } path ? BodyFormats.Of(path) : BodyFormat.Text;

    private static CompletionItem Whole(CompletionSite site, string label, string text)
        => site.Item(label, CompletionKind.Snippet, new TextSpan(0, site.Document.Text.Length), text, "00") with
        {
            Documentation = new($"```ron\n{text.TrimEnd()}\n```"),
            FilterText = site.Document.Text.Text,
        };
}
