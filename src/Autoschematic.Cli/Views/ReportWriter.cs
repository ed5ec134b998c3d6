using Autoschematic.Cli.Terminal;

namespace Autoschematic.Cli.Views;

/// <summary>What a view for people writes to: lines of the result, remarks beside it, and the room there is.</summary>
/// <param name="gate">The way out.</param>
/// <param name="forQuestion">Whether somebody is asked about it, so that a line may take several rows of the screen.</param>
public sealed class ReportWriter(OutputGate gate, bool forQuestion = false)
{
    private const int RowsInQuestion = 4;
    private bool hasCut;

    /// <summary>Columns that lines are laid out for.</summary>
    public int Width => gate.Width;

    /// <summary>Columns that values and messages are cut to; no limit in a pipe.</summary>
    public int Room => forQuestion && gate.Room < int.MaxValue ? gate.Room * RowsInQuestion : gate.Room;

    public bool IsVerbose => gate.Settings.IsVerbose;

    /// <summary>A line of the result.</summary>
    public void Line(StyledText line) => gate.Report(line);

    public void Line() => gate.Report("");

    /// <summary>A sentence of the result, on as many lines as it takes on a terminal.</summary>
    public void Sentence(StyledText line, int indent = 2)
    {
        foreach (var part in gate.OutputColumns is { } columns ? line.Wrap(columns, indent) : [line])
        {
            gate.Report(part);
        }
    }

    /// <summary>A remark for people that is not part of the result.</summary>
    public void Remark(StyledText line) => gate.Say(line);

    /// <summary>A body or value exactly as it is.</summary>
    public void Data(ReadOnlyMemory<byte> body) => gate.Data(body);

    /// <summary>Cuts at the end, with an ellipsis, when the text takes more columns.</summary>
    public string Clip(string text, int columns)
    {
        var clipped = Cells.Clip(text, columns);
        hasCut |= clipped is ['…', ..] or [.., '…'];
        return clipped;
    }

    /// <summary>Says how the rest of cut lines is seen, when there are any.</summary>
    public void ExplainCuts()
    {
        if (hasCut)
        {
            Sentence(StyledText.Of("Lines with `…` are cut; `--full` shows them whole", Tone.Muted));
            Line();
        }

        hasCut = false;
    }

    /// <summary>Text from elsewhere, safe to cut: cleaned, on one line, without secrets.</summary>
    public string Clean(string text) => gate.Clean(text);
}
