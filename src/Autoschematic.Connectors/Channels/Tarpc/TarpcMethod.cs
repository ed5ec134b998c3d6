namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>The methods, numbered as requests and replies number them.</summary>
internal enum TarpcMethod
{
    Init = 0,
    Filter = 1,
    List = 2,
    Subpaths = 3,
    Get = 4,
    Plan = 5,
    OpExec = 6,
    AddrVirtToPhy = 7,
    AddrPhyToVirt = 8,
    GetSkeletons = 9,
    GetDocstring = 10,
    Eq = 11,
    Diag = 12,
    TaskExec = 13,
    Unbundle = 14,
    Version = 15,
}
