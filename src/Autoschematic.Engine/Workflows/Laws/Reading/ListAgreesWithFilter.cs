using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>What List names and Filter does not claim would never be imported.</summary>
internal sealed class ListAgreesWithFilter() : ReadingLaw("list-agrees-with-filter", "What List names is a resource to Filter")
{
    public override IReadOnlyList<string> Needs => [FilterIsPure.Law];

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        var suggested = subject.Samples.Suggested.ToDictionary(item => item.Physical, item => item.Text);
        foreach (var (physical, mapped) in subject.Samples.Mapped)
        {
            if (subject.Check(mapped ?? suggested.GetValueOrDefault(physical, physical.Text)).Address is not { } address)
            {
                continue;
            }

            var attempt = await Attempt.OfAsync(subject.Own.FilterAsync(address, cancellationToken));
            if (attempt.Error is { } error)
            {
                findings.Refused("Filter", address.Text, [], "the bits of an address that List named", error);
                continue;
            }

            findings.Count();
            if (!attempt.Answer.HasFlag(FilterBits.Resource))
            {
                findings.Fail(new("Filter", address.Text, [], $"Resource, since List named `{physical}`", attempt.Answer.ToString()));
            }
        }
    }
}
