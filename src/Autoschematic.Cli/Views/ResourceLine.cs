using Autoschematic.Cli.Terminal;

namespace Autoschematic.Cli.Views;

/// <summary>One resource on one line: sign, address, and the word for it at the right.</summary>
internal static class ResourceLine
{
    private const int WidestLine = 100;

    public static StyledText Make(ReportWriter report, string symbol, Tone tone, string address, string word)
    {
        var line = new StyledText().Add("  ").Add(symbol, tone).Add(" ").Add(report.Clean(address));
        var width = Math.Min(report.Width, WidestLine);
        return line.PadTo(width - Cells.Width(word)).Add(word, tone);
    }

    /// <summary>A heading when the connector changes from one resource to the next.</summary>
    public static void Heading(ReportWriter report, string prefix, string connector, ref string? last)
    {
        var heading = $"{prefix} · {connector}";
        if (heading != last)
        {
            if (last is not null)
            {
                report.Line();
            }

            report.Line(StyledText.Of(heading, Tone.Strong));
            last = heading;
        }
    }

    /// <summary>The first line of a text, cut to the room that an indent leaves.</summary>
    public static string Clip(ReportWriter report, string text, int indent)
        => report.Clip(report.Clean(Lines.First(text)), Math.Max(report.Room - indent, 20));
}
