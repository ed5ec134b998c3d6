using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Acting;

/// <summary>Puts the name that was probably meant in the place of one that nobody knows.</summary>
internal static class MisspeltNames
{
    public static IEnumerable<CodeAction> Of(ActionSite site)
    {
        var caret = site.Caret;
        if (caret.Token is not { } token || !(caret.IsInName || (site.IsJson && caret.IsInString)))
        {
            yield break;
        }

        var source = site.Document.Text.ToString(token);
        var name = source.Trim('"');
        if (Candidates(site, name) is { } known && Similarity.Nearest(name, known) is { } meant)
        {
            yield return site.Replace($"Change `{name}` to `{meant}`", token, source.StartsWith('"') ? $"\"{meant}\"" : meant);
        }
    }

    /// <summary>The names that would be right; null when the one that stands there is.</summary>
    private static IEnumerable<string>? Candidates(ActionSite site, string name)
    {
        var place = site.Schema.PlaceOf(site.Caret);
        if (site.Caret is { IsAtLabel: true, Next: TokenKind.Colon, Frame: { } frame } && place.Owner is { } owner)
        {
            return owner.Find(name) is not null ? null : owner.Fields.Select(field => field.Name).Where(field => !frame.Labels.Contains(field));
        }

        return !site.Caret.IsInName ? null : site.Schema.Find(place.Expected) switch
        {
            TypeSchema.Enum choice when choice.Find(name) is null => choice.Variants.Select(variant => variant.Name),
            TypeSchema.Struct found when found.Name != name && !found.Name.StartsWith(' ') => [found.Name],
            _ => null,
        };
    }
}
