using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>The smallest single edit that makes one text of another, so that cursors and folds outside of it stay.</summary>
internal static class TextDifference
{
    public static TextEdit Between(SourceText before, string after)
        => (new TextReplacement(new(0, before.Length), after).Narrowed(before.Text) ?? new(new(0, 0), "")).In(before);
}
