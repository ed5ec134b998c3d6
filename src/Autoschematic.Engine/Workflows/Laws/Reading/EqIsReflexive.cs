using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>A body that is not equal to itself would be drift for ever; the connector itself is asked, since the host may know without it.</summary>
internal sealed class EqIsReflexive() : ReadingLaw(Law, "Eq says that a body equals itself")
{
    public const string Law = "eq-is-reflexive";

    private const int Variants = 6;

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        var choices = subject.Choices(Law);
        foreach (var sample in subject.Samples.Bodies)
        {
            await TryAsync(subject, sample, sample.Body, isVariant: false, findings, cancellationToken);
            foreach (var variant in BodyVariants.Choose(sample.Format, sample.Body, Variants, choices))
            {
                await TryAsync(subject, sample, variant, isVariant: true, findings, cancellationToken);
            }
        }
    }

    private static async Task TryAsync(
        LawSubject subject, LawSample sample, ReadOnlyMemory<byte> body, bool isVariant, LawFindings findings, CancellationToken cancellationToken)
    {
        if (findings.IsFull)
        {
            return;
        }

        var attempt = await Attempt.OfAsync(subject.Own.EqAsync(sample.Address, body, body, cancellationToken));
        switch (attempt)
        {
            case { Error: { } error } when isVariant || sample.IsSkeleton:
                findings.Excuse(error);
                break;
            case { Error: { } error }:
                findings.Refused("Eq", sample.Address.Text, [LawText.Input("a", body), LawText.Input("b", body)], "true", error);
                break;
            case { Answer: true }:
                findings.Count();
                break;
            default:
                findings.Count();
                var smallest = await Shrinker.BodyAsync(sample.Format, body, other => IsUnequalAsync(subject, sample.Address, other, cancellationToken));
                findings.Fail(new("Eq", sample.Address.Text, [LawText.Input("a", smallest), LawText.Input("b", smallest)], "true", "false"));
                break;
        }
    }

    private static async Task<bool> IsUnequalAsync(LawSubject subject, Address address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        => await Attempt.OfAsync(subject.Own.EqAsync(address, body, body, cancellationToken)) is { Error: null, Answer: false };
}
