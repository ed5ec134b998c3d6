using System.Text;

namespace Autoschematic.Ron.Formatting;

/// <summary>Collects formatted text; line breaks of the layout are told apart from those inside literals and comments.</summary>
internal sealed class FormatOutput
{
    private readonly StringBuilder text = new();
    private readonly List<int> breaks = [];
    private bool atLineStart = true;

    /// <summary>Characters on the current line.</summary>
    public int Column { get; private set; }

    public void Write(ReadOnlySpan<char> source)
    {
        if (source.Length == 0)
        {
            return;
        }

        if (atLineStart)
        {
            text.Append(' ', Column);
            atLineStart = false;
        }

        text.Append(source);
        var line = source.LastIndexOf('\n');
        Column = line < 0 ? Column + source.Length : source.Length - line - 1;
    }

    /// <summary>Goes to the beginning of a line; where that is the case already, only the indent changes.</summary>
    public void NewLine(int indent)
    {
        if (!atLineStart)
        {
            Break();
        }

        atLineStart = true;
        Column = indent;
    }

    /// <summary>Leaves a line empty; stands at the beginning of a line before and after.</summary>
    public void BlankLine()
    {
        if (text.Length > 0)
        {
            Break();
        }
    }

    /// <summary>The text with CR LF where the layout breaks a line.</summary>
    public string WithCarriageReturns()
    {
        var result = new StringBuilder(text.Length + breaks.Count);
        var offset = 0;
        foreach (var place in breaks)
        {
            result.Append(text, offset, place - offset).Append('\r');
            offset = place;
        }

        return result.Append(text, offset, text.Length - offset).ToString();
    }

    public override string ToString() => text.ToString();

    private void Break()
    {
        breaks.Add(text.Length);
        text.Append('\n');
    }
}
