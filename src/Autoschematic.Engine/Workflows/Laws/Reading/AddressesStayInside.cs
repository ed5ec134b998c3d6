using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>An address that leaves its prefix would have a file of somebody else's overwritten.</summary>
internal sealed class AddressesStayInside() : ReadingLaw("addresses-stay-inside", "Addresses that are answered lie inside the prefix")
{
    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        foreach (var skeleton in subject.Samples.Skeletons)
        {
            Check("GetSkeletons", null, skeleton.Text);
        }

        foreach (var (subpath, text) in subject.Samples.Listed)
        {
            Check("List", subpath, text);
        }

        foreach (var (physical, mapped) in subject.Samples.Mapped.Where(item => item.Virtual is not null))
        {
            Check("AddrPhyToVirt", physical.Text, mapped!);
        }

        foreach (var (physical, text) in subject.Samples.Suggested)
        {
            Check("Get", physical.Text, text);
        }

        foreach (var sample in subject.Samples.Bodies)
        {
            if (await Attempt.OfAsync(subject.Reader.VirtualToPhysicalAsync(sample.Address, cancellationToken)) is { Answer: { } mapping })
            {
                switch (mapping)
                {
                    case PhysicalMapping.Present present:
                        Check("AddrVirtToPhy", sample.Address.Text, present.Path);
                        break;
                    case PhysicalMapping.Unmapped unmapped:
                        Check("AddrVirtToPhy", sample.Address.Text, unmapped.Path);
                        break;
                    case PhysicalMapping.Deferred deferred:
                        deferred.Reads.ToList().ForEach(read => Check("AddrVirtToPhy", sample.Address.Text, read.Address));
                        break;
                }
            }

            if (await Attempt.OfAsync(subject.Own.FilterAsync(sample.Address, cancellationToken)) is { Error: null, Answer: var bits } && bits.HasFlag(FilterBits.Bundle)
                && await Attempt.OfAsync(subject.Reader.UnbundleAsync(sample.Address, sample.Body, cancellationToken)) is { Answer: { } children })
            {
                children.ToList().ForEach(child => Check("Unbundle", sample.Address.Text, child.Address));
            }
        }

        void Check(string method, string? asked, string text)
        {
            findings.Count();
            var (address, problem) = subject.Check(text);
            if (address is null)
            {
                findings.Fail(new(method, asked, [], "an address inside the prefix", $"`{text}`, which {problem}"));
            }
        }
    }
}
