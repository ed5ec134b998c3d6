using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>Recognises content that is not what it stands for.</summary>
internal static class SelectedContents
{
    private const int LargestPointer = 1024;

    /// <summary>Whether bytes are a Git LFS pointer that no filter replaced.</summary>
    public static bool IsLfsPointer(ReadOnlyMemory<byte> content)
        => content.Length <= LargestPointer && content.Span.StartsWith("version https://git-lfs.github.com/spec/"u8);

    /// <summary>A body from the working tree, which was there a moment ago.</summary>
    public static ReadOnlyMemory<byte>? ReadWorking(Workspace workspace, SelectedFile file, DiagnosticBag diagnostics)
    {
        switch (workspace.Files.Read(file.File))
        {
            case Files.FileRead.Found found:
                return found.Bytes;
            case Files.FileRead.Refused refused:
                diagnostics.Add(refused.Problem);
                return null;
            default:
                // Without an error this would look like a deletion.
                diagnostics.Add(SelectionDiagnostics.Vanished(file.File));
                return null;
        }
    }
}
