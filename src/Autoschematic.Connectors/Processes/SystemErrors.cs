using System.Runtime.InteropServices;

namespace Autoschematic.Connectors.Processes;

/// <summary>Words for an error number of the C library.</summary>
internal static class SystemErrors
{
    public static string Describe(int error) => error switch
    {
        2 => "the program, its interpreter (the `#!` line) or the working directory does not exist",
        8 => "it is neither a program for this machine nor a script with a `#!` line",
        13 => "it is not executable (`chmod +x`)",
        _ => Marshal.GetPInvokeErrorMessage(error),
    };
}
