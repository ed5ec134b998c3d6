using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>Whatever a connector is given, it answers, and goes on answering.</summary>
internal sealed class BadInputNeverCrashes() : ReadingLaw("bad-input-never-crashes", "Bad input gives an error, never a crash")
{
    private const int Kinds = 4;

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        foreach (var address in AddressVariants.Strange)
        {
            await GiveAsync(subject.Own.FilterAsync(address, cancellationToken).AsTask());
            await GiveAsync(subject.Reader.VirtualToPhysicalAsync(address, cancellationToken).AsTask());
            await GiveAsync(subject.Reader.PhysicalToVirtualAsync(address, cancellationToken).AsTask());
            await GiveAsync(subject.Reader.GetAsync(address, cancellationToken));
            await GiveAsync(subject.Reader.ListAsync(address.Text, cancellationToken));
            await GiveAsync(subject.Reader.DocstringAsync(address, new DocIdent.Field("Nothing", "at all"), cancellationToken));
        }

        foreach (var sample in subject.Samples.Bodies.DistinctBy(sample => (sample.Format, sample.Address.Path.Parent)).Take(Kinds))
        {
            var isBundle = await Attempt.OfAsync(subject.Own.FilterAsync(sample.Address, cancellationToken)) is { Error: null, Answer: var bits } && bits.HasFlag(FilterBits.Bundle);
            foreach (var body in BrokenBodies.All(sample.Format, sample.Body))
            {
                await GiveAsync(subject.Reader.DiagAsync(sample.Address, body, cancellationToken));
                await GiveAsync(subject.Reader.EqAsync(sample.Address, sample.Body, body, cancellationToken).AsTask());
                await GiveAsync(subject.Reader.PlanAsync(sample.Physical, sample.Body, body, cancellationToken));
                if (isBundle)
                {
                    await GiveAsync(subject.Reader.UnbundleAsync(sample.Address, body, cancellationToken));
                }
            }
        }

        // Whether it goes on answering.
        subject.Own.ForgetFilters();
        foreach (var sample in subject.Samples.Bodies.Take(1))
        {
            await GiveAsync(subject.Own.FilterAsync(sample.Address, cancellationToken).AsTask());
        }

        foreach (var incident in subject.Incidents.Where(incident => !incident.IsSilence))
        {
            findings.Count();
            findings.Fail(new(incident.Method, incident.Address, incident.Inputs, "an answer, be it an error", findings.Describe(incident.Error)));
        }

        async Task GiveAsync<T>(Task<T> call)
        {
            await Attempt.OfAsync(call);
            findings.Count();
        }
    }
}
