using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>A file made from a skeleton must belong to the connector that offered it.</summary>
internal sealed class SkeletonsAreOwned() : ReadingLaw("skeletons-are-owned", "Filter claims the address of every skeleton")
{
    public override IReadOnlyList<string> Needs => [FilterIsPure.Law];

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        findings.Idle("the connector has no skeletons");
        foreach (var skeleton in subject.Samples.Skeletons)
        {
            if (skeleton.Address is not { } address)
            {
                continue;
            }

            var attempt = await Attempt.OfAsync(subject.Own.FilterAsync(address, cancellationToken));
            if (attempt.Error is { } error)
            {
                findings.Refused("Filter", address.Text, [new("skeleton", skeleton.Template)], "a role", error);
                continue;
            }

            findings.Count();
            if (attempt.Answer == FilterBits.None)
            {
                findings.Fail(new("Filter", address.Text, [new("skeleton", skeleton.Template)], "a role", "None"));
            }
        }
    }
}
