using Autoschematic.Sdk;
using Autoschematic.TestClouds;
using Autoschematic.TestConnector.Kinds;

namespace Autoschematic.TestConnector.Cloud;

/// <summary>Virtual and physical addresses, by what the output files say.</summary>
internal sealed class CloudMapping(CloudDatabase database, OutputFiles outputs)
{
    public PhysicalMapping ToPhysical(string address)
    {
        if (CloudAddress.TryParse(address) is not { } parsed || (parsed.Owner is null && !parsed.Kind.IsMapped))
        {
            return new PhysicalMapping.Unmapped(address);
        }

        var owner = parsed.Owner is null ? null : database.Read(session => IdOf(session, parsed.OwnerAddress));
        if (parsed.Owner is not null && owner is null)
        {
            return new PhysicalMapping.Deferred([new OutputRead(parsed.OwnerAddress.ToString(), parsed.Kind.Parent!.IdOutput!)]);
        }

        return (parsed.Kind.IsMapped ? outputs.Read(address, parsed.Kind.IdOutput!) : parsed.Name) is { } name
            ? new PhysicalMapping.Present((parsed with { Owner = owner, Name = name }).ToString())
            : new PhysicalMapping.NotPresent();
    }

    public string? ToVirtual(string address)
        => CloudAddress.TryParse(address) switch
        {
            { Kind.IsMapped: true } => outputs.VirtualOf(address),
            { Owner: not null } owned => outputs.VirtualOf(owned.OwnerAddress.ToString()) is { } owner
                ? (owned with { Owner = CloudAddress.TryParse(owner)!.Name }).ToString()
                : null,
            _ => address,
        };

    /// <summary>The virtual address that a first import should use, or null when the cloud knows none.</summary>
    public string? Suggest(string physical)
        => CloudAddress.TryParse(physical) is { } parsed && (parsed.Kind.IsMapped || parsed.Owner is not null)
            ? database.Read(session =>
            {
                var name = parsed.Kind.IsMapped ? session.Find(physical)?.Name : parsed.Name;
                var owner = parsed.Owner is null ? null : session.Find(parsed.OwnerAddress.ToString())?.Name;
                return name is null || (parsed.Owner is not null && owner is null) ? null : (parsed with { Owner = owner, Name = name }).ToString();
            })
            : null;

    /// <summary>The id of an object given by its name or by the id itself; null when it has none yet.</summary>
    public string? IdOf(CloudSession session, CloudAddress address)
        => outputs.Read(address.ToString(), address.Kind.IdOutput!) ?? (session.Find(address.ToString()) is null ? null : address.Name);
}
