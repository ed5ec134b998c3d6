using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>A plan that is never empty never ends: every apply would do something.</summary>
internal sealed class PlanOfSameIsEmpty() : ReadingLaw(Law, "Plan from a body to the same body is empty")
{
    public const string Law = "plan-of-same-is-empty";

    private const int Variants = 4;

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        var choices = subject.Choices(Law);
        foreach (var sample in subject.Samples.Bodies)
        {
            await TryAsync(subject, sample, sample.Body, mayRefuse: sample.IsSkeleton, findings, cancellationToken);
            foreach (var variant in BodyVariants.Choose(sample.Format, sample.Body, Variants, choices))
            {
                await TryAsync(subject, sample, variant, mayRefuse: true, findings, cancellationToken);
            }
        }
    }

    private static async Task TryAsync(
        LawSubject subject, LawSample sample, ReadOnlyMemory<byte> body, bool mayRefuse, LawFindings findings, CancellationToken cancellationToken)
    {
        if (findings.IsFull)
        {
            return;
        }

        var attempt = await PlanAsync(subject, sample, body, cancellationToken);
        switch (attempt)
        {
            case { Error: { } error } when mayRefuse:
                findings.Excuse(error);
                break;
            case { Error: { } error }:
                findings.Refused("Plan", sample.Physical.Text, Inputs(body), "no op", error);
                break;
            case { Answer.Count: 0 }:
                findings.Count();
                break;
            default:
                findings.Count();
                var smallest = await Shrinker.BodyAsync(
                    sample.Format, body, async other => await PlanAsync(subject, sample, other, cancellationToken) is { Answer.Count: > 0 });
                var ops = (await PlanAsync(subject, sample, smallest, cancellationToken)).Answer ?? attempt.Answer!;
                findings.Fail(new("Plan", sample.Physical.Text, Inputs(smallest), "no op", Describe(ops)));
                break;
        }
    }

    private static string Describe(IReadOnlyList<ConnectorOp> ops) => string.Join("; ", ops.Select(op => op.Message ?? op.Definition));

    private static IReadOnlyList<LawInput> Inputs(ReadOnlyMemory<byte> body) => [LawText.Input("current", body), LawText.Input("desired", body)];

    private static Task<Attempt<IReadOnlyList<ConnectorOp>>> PlanAsync(
        LawSubject subject, LawSample sample, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        => Attempt.OfAsync(subject.Reader.PlanAsync(sample.Physical, body, body, cancellationToken));
}
