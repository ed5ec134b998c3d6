using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Output files on disk: read through pointers, written key by key; safe to share between tasks.</summary>
/// <remarks>Methods that write return the changed files, which are then to be staged, or null with a diagnostic.</remarks>
public sealed class OutputStore(RepositoryFiles files)
{
    /// <summary>The outputs of an address, following pointers; null when there are none, or with a diagnostic for a cycle or bad file.</summary>
    public ResourceOutputs? Read(Prefix prefix, Address address, DiagnosticBag diagnostics)
        => throw new NotImplementedException(files.Root);

    /// <summary>One output value; null when there is none.</summary>
    public string? ReadValue(Prefix prefix, Address address, string key, DiagnosticBag diagnostics)
        => Read(prefix, address, diagnostics)?.Values.GetValueOrDefault(key);

    /// <summary>Whether an address has an output file or a pointer.</summary>
    public bool Exists(Prefix prefix, Address address) => throw new NotImplementedException();

    /// <summary>Merges changes (null deletes a key) at the virtual address and keeps the pointer of a different physical one.</summary>
    /// <remarks>An empty map removes both files. A pointer is written even when there are no outputs to merge yet, if some exist.</remarks>
    public IReadOnlyList<RepoPath>? Merge(
        Prefix prefix,
        Address virtualAddress,
        Address? physicalAddress,
        IReadOnlyDictionary<string, string?> changes,
        DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>Makes the outputs exactly these, and the pointer too.</summary>
    public IReadOnlyList<RepoPath>? Replace(
        Prefix prefix,
        Address virtualAddress,
        Address? physicalAddress,
        IReadOnlyDictionary<string, string> values,
        DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>Removes the outputs of a virtual address and, when it points back, the pointer at the physical one.</summary>
    public IReadOnlyList<RepoPath>? Delete(
        Prefix prefix, Address virtualAddress, Address? physicalAddress, DiagnosticBag diagnostics)
        => throw new NotImplementedException();

    /// <summary>Every address of a prefix that has an output file, with what the file says; bad files are diagnostics.</summary>
    public IReadOnlyList<(Address Address, Autoschematic.Model.Outputs.OutputFile File)> List(Prefix prefix, DiagnosticBag diagnostics)
        => throw new NotImplementedException();
}
