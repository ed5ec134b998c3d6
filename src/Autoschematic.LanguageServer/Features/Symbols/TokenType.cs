namespace Autoschematic.LanguageServer.Features.Symbols;

/// <summary>The types of semantic tokens, in the order of the legend.</summary>
internal enum TokenType
{
    Struct,
    Property,
    EnumMember,
    String,
    Number,
    Keyword,
    Comment,
}
