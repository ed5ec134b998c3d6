using System.Text;

namespace Autoschematic.Engine.Git;

/// <summary>Modes as git writes them.</summary>
internal static class GitModes
{
    public static GitMode Parse(string mode) => mode switch
    {
        "000000" => GitMode.None,
        "100755" => GitMode.Executable,
        "120000" => GitMode.SymbolicLink,
        "160000" => GitMode.Submodule,
        _ => GitMode.File,
    };

    public static GitMode Parse(ReadOnlySpan<byte> mode)
        => mode.SequenceEqual("100644"u8) ? GitMode.File : Parse(Encoding.ASCII.GetString(mode));

    public static string TextOf(GitMode mode) => mode switch
    {
        GitMode.None => "000000",
        GitMode.File => "100644",
        GitMode.Executable => "100755",
        GitMode.SymbolicLink => "120000",
        GitMode.Submodule => "160000",
        _ => throw new System.Diagnostics.UnreachableException(mode.ToString()),
    };
}
