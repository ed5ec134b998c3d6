using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>A finding outside the body cannot be shown at its place.</summary>
internal sealed class DiagStaysInside() : ReadingLaw("diag-stays-inside", "Diag points into the body")
{
    private const int Variants = 4;

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        var choices = subject.Choices(Name);
        foreach (var sample in subject.Samples.Bodies)
        {
            var bodies = BrokenBodies.All(sample.Format, sample.Body)
                .Append(sample.Body)
                .Concat(BodyVariants.Choose(sample.Format, sample.Body, Variants, choices));
            foreach (var body in bodies.TakeWhile(_ => !findings.IsFull))
            {
                await TryAsync(subject, sample, body, findings, cancellationToken);
            }
        }
    }

    private static async Task TryAsync(LawSubject subject, LawSample sample, ReadOnlyMemory<byte> body, LawFindings findings, CancellationToken cancellationToken)
    {
        var attempt = await Attempt.OfAsync(subject.Reader.DiagAsync(sample.Address, body, cancellationToken));
        if (attempt.Error is { } error)
        {
            findings.Excuse(error);
            return;
        }

        findings.Count();
        if (Outside(body, attempt.Answer!) is not { } found)
        {
            return;
        }

        var smallest = await Shrinker.BodyAsync(sample.Format, body, async other =>
            await Attempt.OfAsync(subject.Reader.DiagAsync(sample.Address, other, cancellationToken)) is { Answer: { } answer } && Outside(other, answer) is not null);
        var again = await Attempt.OfAsync(subject.Reader.DiagAsync(sample.Address, smallest, cancellationToken));
        found = again.Answer is { } smaller ? Outside(smallest, smaller) ?? found : found;
        findings.Fail(new(
            "Diag",
            sample.Address.Text,
            [LawText.Input("body", smallest)],
            $"positions up to {End(smallest)}, the end not before the start",
            $"{found.Start} to {found.End}: {found.Message}"));
    }

    private static ConnectorDiagnostic? Outside(ReadOnlyMemory<byte> body, IReadOnlyList<ConnectorDiagnostic> found)
        => BodyTrees.Decode(body.Span) is { } text
            ? found.FirstOrDefault(item => !IsInside(text, item.Start) || !IsInside(text, item.End) || Key(item.End).CompareTo(Key(item.Start)) < 0)
            : null;

    // Columns may be counted in bytes, code units or characters: what is inside by one of these counts is let pass.
    private static bool IsInside(string text, TextPosition position)
    {
        var lines = text.Split('\n');
        return position.Line >= 1 && position.Line <= lines.Length
            && position.Column >= 1 && position.Column <= System.Text.Encoding.UTF8.GetByteCount(lines[position.Line - 1]) + 1;
    }

    private static (int Line, int Column) Key(TextPosition position) => (position.Line, position.Column);

    private static string End(ReadOnlyMemory<byte> body)
    {
        var text = new SourceText(BodyTrees.Decode(body.Span) ?? "");
        return text.GetPosition(text.Length).ToString();
    }
}
