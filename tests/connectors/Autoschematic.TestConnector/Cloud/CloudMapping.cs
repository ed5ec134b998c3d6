using Autoschematic.Sdk;

namespace Autoschematic.TestConnector.Cloud;

/// <summary>Virtual and physical addresses, by what the output files say.</summary>
internal sealed class CloudMapping(CloudStore store, OutputFiles outputs)
{
    public const string VmId = "vm_id";

    public PhysicalMapping ToPhysical(string address)
        => CloudAddress.TryParse(address) switch
        {
            CloudAddress.Vm => outputs.Read(address, VmId) is { } id
                ? new PhysicalMapping.Present(CloudAddress.OfVm(id))
                : new PhysicalMapping.NotPresent(),
            CloudAddress.Disk disk => IdOf(disk.Owner) is { } id
                ? new PhysicalMapping.Present(CloudAddress.OfDisk(id, disk.Name))
                : new PhysicalMapping.Deferred([new OutputRead(CloudAddress.OfVm(disk.Owner), VmId)]),
            _ => new PhysicalMapping.Unmapped(address),
        };

    public string? ToVirtual(string address)
        => CloudAddress.TryParse(address) switch
        {
            CloudAddress.Vm => outputs.VirtualOf(address),
            CloudAddress.Disk disk => outputs.VirtualOf(CloudAddress.OfVm(disk.Owner)) is { } vm
                ? CloudAddress.OfDisk(NameIn(vm), disk.Name)
                : null,
            _ => address,
        };

    /// <summary>The virtual address that a first import should use, or null when the cloud knows none.</summary>
    public string? Suggest(string physical)
        => CloudAddress.TryParse(physical) switch
        {
            CloudAddress.Vm vm when store.NameOf(vm.Name) is { } name => CloudAddress.OfVm(name),
            CloudAddress.Disk disk when store.NameOf(disk.Owner) is { } name => CloudAddress.OfDisk(name, disk.Name),
            _ => null,
        };

    /// <summary>The id of a machine given by its name or by the id itself; null when it has none yet.</summary>
    public string? IdOf(string vm)
        => outputs.Read(CloudAddress.OfVm(vm), VmId) ?? (store.Exists(CloudAddress.OfVm(vm)) ? vm : null);

    private static string NameIn(string vmAddress) => ((CloudAddress.Vm)CloudAddress.TryParse(vmAddress)!).Name;
}
