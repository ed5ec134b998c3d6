using Autoschematic.Model.Connectors;
using Proto = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Adapters;

/// <summary>AddrVirtToPhy and AddrPhyToVirt.</summary>
internal static class MappingAdapter
{
    /// <summary>Null when the answer holds no result at all.</summary>
    public static PhysicalMapping? FromWire(Proto.AddrVirtToPhyResponse response) => response.ResultCase switch
    {
        Proto.AddrVirtToPhyResponse.ResultOneofCase.NotPresent => new PhysicalMapping.NotPresent(),
        Proto.AddrVirtToPhyResponse.ResultOneofCase.Deferred => new PhysicalMapping.Deferred(
            [.. response.Deferred.Reads.Select(static read => new OutputRead(read.Addr, read.Key))]),
        Proto.AddrVirtToPhyResponse.ResultOneofCase.Present => new PhysicalMapping.Present(response.Present.Path_),
        Proto.AddrVirtToPhyResponse.ResultOneofCase.Null => new PhysicalMapping.Unmapped(response.Null.Path_),
        _ => null,
    };

    public static string? FromWire(Proto.AddrPhyToVirtResponse response) => response.HasVirt ? response.VirtAddr : null;
}
