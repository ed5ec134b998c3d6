namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>The host answers Filter from declared kinds, so that the connector's own Filter must say the same.</summary>
internal sealed class KindsAgreeWithFilter() : ReadingLaw("kinds-agree-with-filter", "Declared kinds claim what Filter claims")
{
    public override IReadOnlyList<string> Needs => [FilterIsPure.Law];

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        if (subject.Own.Capabilities.Kinds.Count == 0)
        {
            findings.Excuse("the connector declares no kinds");
            return;
        }

        var known = subject.Samples.Bodies.SelectMany(sample => new[] { sample.Address, sample.Physical }).Distinct().ToList();
        foreach (var address in known.Concat(known.Take(8).SelectMany(AddressVariants.Of)).Distinct())
        {
            var own = await Attempt.OfAsync(subject.Own.FilterAsync(address, cancellationToken));
            var host = await Attempt.OfAsync(subject.Reader.FilterAsync(address, cancellationToken));
            if ((own.Error ?? host.Error) is { } error)
            {
                findings.Excuse(error);
                continue;
            }

            findings.Count();
            if (own.Answer != host.Answer)
            {
                findings.Fail(new("Filter", address.Text, [], $"{host.Answer}, as its kinds say", own.Answer.ToString()));
            }
        }
    }
}
