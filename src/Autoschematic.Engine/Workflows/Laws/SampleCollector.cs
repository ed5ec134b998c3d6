using Autoschematic.Engine.Workflows.Creating;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>Reads skeletons and what exists, so that laws have something to be tried on.</summary>
/// <param name="marker">What every placeholder is filled with.</param>
internal sealed class SampleCollector(Workspace workspace, Prefix prefix, LawProbe reader, string marker, int seed)
{
    private const int MostMapped = 64;
    private const int MostRead = 16;

    private readonly LawSamples samples = new();

    public async Task<LawSamples> CollectAsync(bool initialised, CancellationToken cancellationToken)
    {
        await ReadSkeletonsAsync(cancellationToken);
        if (initialised)
        {
            await ReadListedAsync(cancellationToken);
        }

        return samples;
    }

    private async Task ReadSkeletonsAsync(CancellationToken cancellationToken)
    {
        foreach (var skeleton in await AskAsync("GetSkeletons", null, reader.SkeletonsAsync(cancellationToken)) ?? [])
        {
            var values = Placeholders.Find(skeleton.AddressTemplate, skeleton.Body).ToDictionary(name => name, _ => marker);
            var text = Placeholders.Fill(skeleton.AddressTemplate, values);
            var address = Check(text);
            var body = Placeholders.FillBody(skeleton.AddressTemplate, skeleton.Body, values);
            samples.Skeletons.Add(new(skeleton.AddressTemplate, text, address, body));
            if (address is not null)
            {
                samples.Bodies.Add(new(address, address, body, IsSkeleton: true));
            }
        }
    }

    private async Task ReadListedAsync(CancellationToken cancellationToken)
    {
        foreach (var subpath in await AskAsync("Subpaths", null, reader.SubpathsAsync(cancellationToken)) ?? [])
        {
            var texts = await AskAsync("List", subpath, reader.ListAsync(subpath, cancellationToken));
            samples.Listed.AddRange((texts ?? []).Select(text => (subpath, text)));
        }

        foreach (var physical in Choose([.. samples.Listed.Select(item => Check(item.Text)).OfType<Address>().Distinct()]))
        {
            var attempt = await Attempt.OfAsync(reader.PhysicalToVirtualAsync(physical, cancellationToken));
            Note("AddrPhyToVirt", physical.Text, attempt.Error);
            samples.Mapped.Add((physical, attempt.Answer));
            if (samples.Mapped.Count <= MostRead)
            {
                await ReadAsync(physical, attempt.Answer, cancellationToken);
            }
        }
    }

    private async Task ReadAsync(Address physical, string? mapped, CancellationToken cancellationToken)
    {
        if (await AskAsync("Get", physical.Text, reader.GetAsync(physical, cancellationToken)) is not { } remote)
        {
            return;
        }

        if (remote.VirtualAddress is { } suggested)
        {
            samples.Suggested.Add((physical, suggested));
        }

        var address = Check(mapped ?? "") ?? Check(remote.VirtualAddress ?? "") ?? physical;
        samples.Bodies.Add(new(address, physical, remote.Body, IsSkeleton: false));
    }

    // A few of every folder, so that each kind of resource is there; the seed turns which.
    private IEnumerable<Address> Choose(List<Address> all)
        => all.GroupBy(address => $"{address.Path.Parent?.Text}|{Path.GetExtension(address.Text)}")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group =>
            {
                var members = group.Order().ToList();
                var start = (int)((uint)(seed - 1) % (uint)members.Count);
                return members.Index().Select(item => (Rank: item.Index, Address: members[(start + item.Index) % members.Count]));
            })
            .OrderBy(item => item.Rank)
            .Select(item => item.Address)
            .Take(MostMapped);

    private Address? Check(string text)
        => Address.TryParseForeign(text, out _) is { } address && workspace.Reserved.Check(prefix.FileOf(address)) is null ? address : null;

    private async Task<T?> AskAsync<T>(string method, string? subject, Task<T> call)
    {
        var attempt = await Attempt.OfAsync(call);
        Note(method, subject, attempt.Error);
        return attempt.Answer;
    }

    private void Note(string method, string? subject, ConnectorException? error)
    {
        if (error is null)
        {
            samples.Answered.Add(method);
        }
        else if (error.Failure is ConnectorFailure.Answered or ConnectorFailure.Unimplemented)
        {
            samples.Refused.Add(new(method, subject, [], error));
        }
    }
}
