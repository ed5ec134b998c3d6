using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>Plan, drift and pull compare in different orders and must not disagree.</summary>
internal sealed class EqIsSymmetric() : ReadingLaw("eq-is-symmetric", "Eq answers the same for two bodies in either order")
{
    private const int Variants = 6;

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        var choices = subject.Choices(Name);
        foreach (var sample in subject.Samples.Bodies)
        {
            var others = BodyVariants.Choose(sample.Format, sample.Body, Variants, choices)
                .Concat(BodyLayouts.Of(sample.Format, sample.Body))
                .Concat(subject.Samples.Bodies.Where(other => other != sample && other.Format == sample.Format).Take(4).Select(other => other.Body));
            foreach (var other in others.TakeWhile(_ => !findings.IsFull))
            {
                await TryAsync(subject, sample, other, findings, cancellationToken);
            }
        }
    }

    private static async Task TryAsync(
        LawSubject subject, LawSample sample, ReadOnlyMemory<byte> other, LawFindings findings, CancellationToken cancellationToken)
    {
        var (there, back) = await AskAsync(subject, sample.Address, sample.Body, other, cancellationToken);
        if ((there.Error ?? back.Error) is { } error)
        {
            findings.Excuse(error);
            return;
        }

        findings.Count();
        if (there.Answer == back.Answer)
        {
            return;
        }

        var right = await Shrinker.BodyAsync(sample.Format, other, candidate => DiffersAsync(sample.Body, candidate));
        var left = await Shrinker.BodyAsync(sample.Format, sample.Body, candidate => DiffersAsync(candidate, right));
        (there, back) = await AskAsync(subject, sample.Address, left, right, cancellationToken);
        findings.Fail(new(
            "Eq",
            sample.Address.Text,
            [LawText.Input("a", left), LawText.Input("b", right)],
            "the same answer in either order",
            $"Eq(a, b) is {Word(there)} and Eq(b, a) is {Word(back)}"));

        async Task<bool> DiffersAsync(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b)
        {
            var (one, two) = await AskAsync(subject, sample.Address, a, b, cancellationToken);
            return one.Error is null && two.Error is null && one.Answer != two.Answer;
        }
    }

    private static string Word(Attempt<bool> attempt) => attempt.Answer ? "true" : "false";

    private static async Task<(Attempt<bool> There, Attempt<bool> Back)> AskAsync(
        LawSubject subject, Address address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => (await Attempt.OfAsync(subject.Reader.EqAsync(address, left, right, cancellationToken)),
            await Attempt.OfAsync(subject.Reader.EqAsync(address, right, left, cancellationToken)));
}
