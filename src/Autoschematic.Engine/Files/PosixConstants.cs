using System.Runtime.InteropServices;

namespace Autoschematic.Engine.Files;

/// <summary>Numbers of the C library, which differ between systems and processors.</summary>
internal static class PosixConstants
{
    public const int WriteOnly = 1;
    public const int ErrorNotFound = 2;
    public const int MayChange = 3;
    public const int ErrorInterrupted = 4;
    public const int ErrorExists = 17;
    public const int ErrorNotFolder = 20;

    private static readonly bool IsMac = OperatingSystem.IsMacOS();

    private static readonly bool IsArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm or Architecture.Ppc64le;

    public static int ErrorLoop { get; } = IsMac ? 62 : 40;

    public static int CloseOnExec { get; } = IsMac ? 0x1000000 : 0x80000;

    public static int Create { get; } = IsMac ? 0x200 : 0x40;

    public static int Exclusive { get; } = IsMac ? 0x800 : 0x80;

    public static int NonBlocking { get; } = IsMac ? 0x4 : 0x800;

    public static int Folder { get; } = IsMac ? 0x100000 : IsArm ? 0x4000 : 0x10000;

    public static int NoFollow { get; } = IsMac ? 0x100 : IsArm ? 0x8000 : 0x20000;

    public static int StatNoFollow { get; } = IsMac ? 0x20 : 0x100;

    public static int AsEffectiveUser { get; } = IsMac ? 0x10 : 0x200;

    public static int RemoveFolder { get; } = IsMac ? 0x80 : 0x200;
}
