using System.Runtime.InteropServices;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>Why a walk to a folder stopped.</summary>
/// <param name="Kind">What stands there: nothing, a file, a link; a folder that cannot be opened.</param>
/// <param name="At">The place, or null for the root.</param>
internal readonly record struct PosixFault(FileKind Kind, RepoPath? At, int Error)
{
    public Diagnostic ToDiagnostic(RepoPath path, string action) => (Kind, At) switch
    {
        (FileKind.Other, { } at) => FileDiagnostics.IsLink(path, at),
        (FileKind.File, { } at) => FileDiagnostics.ParentIsFile(path, at),
        _ => FileDiagnostics.System(path, action, Marshal.GetPInvokeErrorMessage(Error)),
    };
}
