using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Config.Documents;

namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>The values that could stand in a place, by their beginnings.</summary>
internal static class ValueItems
{
    public static IEnumerable<CompletionItem> Of(CompletionSite site)
    {
        var type = site.Place.Expected;
        var items = type is null ? AnyStruct(site) : OfType(site, type.Inner);
        return type is SchemaType.Option ? items.Append(Word(site, site.IsJson ? "null" : "None", "1")) : items;
    }

    private static IEnumerable<CompletionItem> OfType(CompletionSite site, SchemaType type) => type switch
    {
        SchemaType.Boolean => [Word(site, "true", "0"), Word(site, "false", "0")],
        SchemaType.Text { About: not DocumentText.Free } => [Begun(site, "\"…\"", type)],
        SchemaType.List => [Begun(site, "[…]", type)],
        SchemaType.Map => [Begun(site, "{…}", type)],
        SchemaType.Named named when site.Schema.Find(named) is { } found => OfNamed(site, found),
        SchemaType.Any => AnyStruct(site),
        _ => [],
    };

    private static IEnumerable<CompletionItem> OfNamed(CompletionSite site, TypeSchema type) => type switch
    {
        TypeSchema.Struct found => [StructItem(site, found, "0")],
        TypeSchema.Enum choice => choice.Variants.Select((variant, index) => VariantItem(site, choice, variant, index)),
        _ => [],
    };

    private static IEnumerable<CompletionItem> AnyStruct(CompletionSite site)
        => site.IsJson ? [] : site.Schema.Types.Values.OfType<TypeSchema.Struct>().Where(found => !found.Name.StartsWith(' ')).Select(found => StructItem(site, found, "2"));

    private static CompletionItem StructItem(CompletionSite site, TypeSchema.Struct found, string order)
        => site.Item(found.Name.StartsWith(' ') ? "{…}" : found.Name, CompletionKind.Struct, site.Caret.Word, site.Draft().Struct(found), order) with
        {
            Detail = "struct",
            Documentation = found.Documentation is { } text ? new(text) : null,
            Data = found.Documentation is null && site.Role is DocumentRole.Body ? new(site.Document.Uri.Text, found.Name.Trim()) : null,
        };

    private static CompletionItem VariantItem(CompletionSite site, TypeSchema.Enum choice, VariantSchema variant, int index)
    {
        var draft = variant.Content is { } content ? site.Draft().Struct(content) : site.Draft().Append(variant.Name);
        return site.Item(variant.Name, CompletionKind.EnumMember, site.Caret.Word, draft, $"0{index:000}") with
        {
            Detail = choice.Name.StartsWith(' ') ? null : choice.Name,
            Documentation = variant.Documentation is { } text ? new(text) : null,
            Data = variant.Documentation is null && site.Role is DocumentRole.Body
                ? new(site.Document.Uri.Text, choice.Name.Trim(), Variant: variant.Name)
                : null,
        };
    }

    private static CompletionItem Word(CompletionSite site, string word, string order)
        => site.Item(word, CompletionKind.Value, site.Caret.Word, word, order);

    // Only where nothing is typed yet: brackets and quotes are quicker typed than chosen.
    private static CompletionItem Begun(CompletionSite site, string label, SchemaType type)
        => site.Item(label, CompletionKind.Value, site.Caret.Word, site.Draft().Value(type), "1", goesOn: true);
}
