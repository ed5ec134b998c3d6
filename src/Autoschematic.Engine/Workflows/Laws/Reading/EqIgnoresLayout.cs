using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>A file that was only formatted must not become a change.</summary>
internal sealed class EqIgnoresLayout() : ReadingLaw("eq-ignores-layout", "Eq says that a body equals its formatted self")
{
    public override IReadOnlyList<string> Needs => [EqIsReflexive.Law];

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        findings.Idle("no body is RON or JSON");
        foreach (var sample in subject.Samples.Bodies)
        {
            foreach (var layout in BodyLayouts.Of(sample.Format, sample.Body))
            {
                var attempt = await Attempt.OfAsync(subject.Reader.EqAsync(sample.Address, sample.Body, layout, cancellationToken));
                if (attempt.Error is { } error && sample.IsSkeleton)
                {
                    findings.Excuse(error);
                    continue;
                }

                if (attempt.Error is { } refusal)
                {
                    findings.Refused("Eq", sample.Address.Text, [LawText.Input("a", sample.Body), LawText.Input("b", layout)], "true", refusal);
                    continue;
                }

                findings.Count();
                if (!attempt.Answer && !findings.IsFull)
                {
                    await ReportAsync(subject, sample, BodyLayouts.Of(sample.Format, sample.Body).ToList().FindIndex(other => other.Span.SequenceEqual(layout.Span)), findings, cancellationToken);
                }
            }
        }
    }

    private static async Task ReportAsync(LawSubject subject, LawSample sample, int index, LawFindings findings, CancellationToken cancellationToken)
    {
        var smallest = await Shrinker.BodyAsync(sample.Format, sample.Body, async candidate =>
            LayoutOf(sample.Format, candidate, index) is { } layout && await IsUnequalAsync(subject, sample.Address, candidate, layout, cancellationToken));
        findings.Fail(new(
            "Eq",
            sample.Address.Text,
            [LawText.Input("a", smallest), LawText.Input("b", LayoutOf(sample.Format, smallest, index) ?? smallest)],
            "true",
            "false"));
    }

    private static ReadOnlyMemory<byte>? LayoutOf(BodyFormat format, ReadOnlyMemory<byte> body, int index)
        => BodyLayouts.Of(format, body) is { Count: > 0 } all ? all[Math.Min(index, all.Count - 1)] : default(ReadOnlyMemory<byte>?);

    private static async Task<bool> IsUnequalAsync(
        LawSubject subject, Address address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => await Attempt.OfAsync(subject.Reader.EqAsync(address, left, right, cancellationToken)) is { Error: null, Answer: false };
}
