using Autoschematic.Ron.Text;
using CsCheck;

namespace Autoschematic.Ron.Tests.Text;

public sealed class SourceTextTests
{
    private static readonly Gen<string> Lines = Gen.String[Gen.Char["a\n\r\té\uD83D\uDE00"], 0, 20];

    [Fact]
    public void Columns_count_scalars_also_where_surrogates_stand_alone() => Lines.Sample(source =>
    {
        var text = new SourceText(source);
        for (var offset = 0; offset <= source.Length; offset++)
        {
            var before = source[..offset];
            var line = before[(before.LastIndexOf('\n') + 1)..];
            Assert.Equal(new TextPosition(before.Count(c => c == '\n') + 1, line.EnumerateRunes().Count() + 1), text.GetPosition(offset));
        }
    });

    [Fact]
    public void A_position_leads_back_to_its_offset() => Lines.Sample(source =>
    {
        var text = new SourceText(source);
        foreach (var offset in Enumerable.Range(0, source.Length + 1).Where(offset => !IsInsidePair(source, offset)))
        {
            var isBehindReturn = offset > 0 && source[offset - 1] == '\r' && offset < source.Length && source[offset] == '\n';
            Assert.Equal(isBehindReturn ? offset - 1 : offset, text.GetOffset(text.GetPosition(offset)));
        }
    });

    private static bool IsInsidePair(string source, int offset)
        => offset > 0 && offset < source.Length && char.IsSurrogatePair(source[offset - 1], source[offset]);
}
