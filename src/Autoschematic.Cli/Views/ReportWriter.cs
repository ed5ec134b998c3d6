using Autoschematic.Cli.Terminal;

namespace Autoschematic.Cli.Views;

/// <summary>What a view for people writes to: lines of the result, remarks beside it, and the room there is.</summary>
public sealed class ReportWriter(OutputGate gate)
{
    /// <summary>Columns that lines are laid out for.</summary>
    public int Width => gate.Width;

    /// <summary>Columns that values and messages are cut to; no limit in a pipe.</summary>
    public int Room => gate.Room;

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

    /// <summary>Text from elsewhere, safe to cut: cleaned, on one line, without secrets.</summary>
    public string Clean(string text) => gate.Clean(text);
}
