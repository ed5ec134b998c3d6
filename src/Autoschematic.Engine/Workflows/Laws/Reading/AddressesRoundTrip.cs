using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>A resource whose virtual address leads elsewhere would be read and changed in the place of another.</summary>
internal sealed class AddressesRoundTrip() : ReadingLaw("addresses-round-trip", "From physical to virtual and back is the same address")
{
    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        foreach (var (physical, mapped) in subject.Samples.Mapped)
        {
            if (mapped is null || subject.Check(mapped).Address is not { } address)
            {
                continue;
            }

            var attempt = await Attempt.OfAsync(subject.Reader.VirtualToPhysicalAsync(address, cancellationToken));
            if (attempt.Error is { } error)
            {
                findings.Refused("AddrVirtToPhy", address.Text, [], $"`{physical}`, whose virtual address this is", error);
                continue;
            }

            findings.Count();
            var back = attempt.Answer switch
            {
                PhysicalMapping.Present present => present.Path,
                PhysicalMapping.Unmapped unmapped => unmapped.Path,
                _ => null,
            };

            // Not present or deferred: before an import nothing may be known of it.
            if (back is not null && subject.Check(back).Address is { } other && other != physical)
            {
                findings.Fail(new("AddrVirtToPhy", address.Text, [], $"`{physical}`, whose virtual address this is", $"`{other}`"));
            }
        }
    }
}
