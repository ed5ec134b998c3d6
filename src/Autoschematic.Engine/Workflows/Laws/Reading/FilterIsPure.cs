using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>The host remembers what Filter answered, so the answer may depend on the address alone.</summary>
internal sealed class FilterIsPure() : ReadingLaw(Law, "Filter answers the same whenever it is asked")
{
    public const string Law = "filter-is-pure";

    private const int Rounds = 3;

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        var known = subject.Samples.Bodies.SelectMany(sample => new[] { sample.Address, sample.Physical }).Distinct().ToList();
        List<Address> addresses = [.. known.Concat(known.Take(8).SelectMany(AddressVariants.Of)).Concat(AddressVariants.Strange).Distinct()];
        var first = new Dictionary<Address, FilterBits>();
        for (var round = 0; round < Rounds; round++)
        {
            subject.Own.ForgetFilters();
            foreach (var address in round % 2 == 0 ? addresses : addresses.AsEnumerable().Reverse())
            {
                var attempt = await Attempt.OfAsync(subject.Own.FilterAsync(address, cancellationToken));
                if (attempt.Error is { } error)
                {
                    findings.Excuse(error);
                }
                else if (!first.TryGetValue(address, out var before))
                {
                    first[address] = attempt.Answer;
                    findings.Count();
                }
                else if (before != attempt.Answer && !findings.IsFull)
                {
                    await ReportAsync(subject, address, findings, cancellationToken);
                }
            }
        }
    }

    private static async Task ReportAsync(LawSubject subject, Address address, LawFindings findings, CancellationToken cancellationToken)
    {
        var smallest = await Shrinker.AddressAsync(address, async other => await AnswersAsync(subject, other, cancellationToken) is { Count: > 1 });
        var answers = await AnswersAsync(subject, smallest, cancellationToken);
        findings.Fail(new(
            "Filter", smallest.Text, [], "the same answer every time", answers.Count > 1 ? string.Join(", then ", answers) : "another answer than before"));
    }

    private static async Task<IReadOnlyList<FilterBits>> AnswersAsync(LawSubject subject, Address address, CancellationToken cancellationToken)
    {
        var answers = new List<FilterBits>();
        for (var round = 0; round < Rounds; round++)
        {
            subject.Own.ForgetFilters();
            if (await Attempt.OfAsync(subject.Own.FilterAsync(address, cancellationToken)) is { Error: null, Answer: var bits } && !answers.Contains(bits))
            {
                answers.Add(bits);
            }
        }

        return answers;
    }
}
