using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>The fields that a struct could still have, those first that it must have.</summary>
internal static class FieldItems
{
    /// <param name="more">Names of fields that a connector told beside those of the schema.</param>
    public static IEnumerable<CompletionItem> Of(CompletionSite site, TypeSchema.Struct owner, IEnumerable<string> more)
        => owner.Fields
            .Concat(more.Where(name => owner.Find(name) is null).Select(name => new FieldSchema(name, SchemaType.Unknown, false, null)))
            .Where(field => !site.Caret.Frame!.Labels.Contains(field.Name))
            .Select((field, index) => ItemOf(site, owner, field, index));

    private static CompletionItem ItemOf(CompletionSite site, TypeSchema.Struct owner, FieldSchema field, int index)
    {
        // In a string of JSON the quotes are part of the name.
        var span = site.Caret is { IsInString: true, Token: { } token } ? WholeOf(site, token) : site.Caret.Word;
        var order = $"{(field.IsRequired ? 0 : 1)}{index:000}";
        var item = site.Caret.Next == TokenKind.Colon
            ? site.Item(field.Name, CompletionKind.Field, span, site.IsJson ? $"\"{field.Name}\"" : field.Name, order)
            : site.Item(field.Name, CompletionKind.Field, span, site.Draft().Field(field).Append(CommaFor(site)), order, GoesOn(site, field));
        return item with
        {
            Detail = $"{site.Schema.Describe(field.Type)}{(field.IsRequired ? "" : ", optional")}",
            Documentation = field.Documentation is { } text ? new(text) : null,
            FilterText = site.Caret.IsInString ? $"\"{field.Name}\"" : null,
            Data = field.Documentation is null && site.Role is DocumentRole.Body
                ? new(site.Document.Uri.Text, owner.Name.Trim(), Field: field.Name)
                : null,
        };
    }

    // Without a value that begins by itself, what could stand there is asked for at once.
    private static bool GoesOn(CompletionSite site, FieldSchema field) => site.Schema.Find(field.Type) is TypeSchema.Enum;

    private static string CommaFor(CompletionSite site)
        => !site.HasSnippets || site.Caret.Next == TokenKind.Comma ? ""
            : !site.IsJson || site.Caret.Next is TokenKind.String ? ","
            : "";

    /// <summary>A string literal up to its end, or to the end of its line when it is not closed.</summary>
    private static TextSpan WholeOf(CompletionSite site, TextSpan token)
    {
        var line = site.Document.Text.Text.AsSpan(token.Start, token.Length).IndexOfAny('\r', '\n');
        return line < 0 ? token : TextSpan.FromBounds(token.Start, site.Caret.Offset);
    }
}
