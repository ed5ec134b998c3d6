using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Cli.Terminal;

/// <summary>Keeps a Unix terminal from showing what is typed or pasted, from its making until it is disposed.</summary>
/// <remarks>Reading key by key would not do: between two keys the echo is on again, and a paste comes all at once.</remarks>
[UnsupportedOSPlatform("windows")]
internal sealed partial class HiddenInput : IDisposable
{
    private const int StandardInput = 0;
    private const int AfterFlush = 2;
    private const uint Echo = 0x8;

    /// <summary>A terminal takes no longer line, and cuts what goes beyond.</summary>
    private const int LongestLine = 4094;

    private readonly byte[]? before;

    public HiddenInput()
    {
        var state = new byte[256];
        if (GetAttributes(StandardInput, state) == 0)
        {
            byte[] changed = [.. state];
            MemoryMarshal.AsRef<uint>(changed.AsSpan(LocalModes)) &= ~Echo;
            before = SetAttributes(StandardInput, AfterFlush, changed) == 0 ? state : null;
        }
    }

    // The fourth of the words that `termios` begins with; they are longer on macOS, their lower half first.
    private static int LocalModes => OperatingSystem.IsMacOS() ? 24 : 12;

    /// <summary>One line; null at the end of input, when the terminal could not be silenced, or when the line is cut.</summary>
    public string? ReadLine()
    {
        if (before is null)
        {
            return null;
        }

        using var input = new FileStream(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 1);
        var line = new List<byte>();
        for (var next = input.ReadByte(); next is not ('\n' or -1); next = input.ReadByte())
        {
            line.Add((byte)next);
        }

        return line.Count is > 0 and < LongestLine ? Encoding.UTF8.GetString([.. line]) : null;
    }

    /// <summary>Shows again what is typed; what was typed too much is dropped, since it may belong to the secret.</summary>
    public void Dispose()
    {
        if (before is not null)
        {
            _ = SetAttributes(StandardInput, AfterFlush, before);
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetAttributes(int file, [In, Out] byte[] state);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetAttributes(int file, int when, [In] byte[] state);
}
