using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Output files on disk: read through pointers, written key by key; safe to share between tasks.</summary>
/// <remarks>Methods that write return the changed files, which are then to be staged, or null with a diagnostic.</remarks>
public sealed class OutputStore(ITreeFiles files)
{
    // Writing waits for the disk; resources that have nothing to do with each other need not wait for one another too.
    private readonly Lock[] gates = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];

    /// <summary>The outputs of an address, following pointers; null when there are none, or with a diagnostic for a cycle or bad file.</summary>
    public ResourceOutputs? Read(Prefix prefix, Address address, DiagnosticBag diagnostics)
        => Follow(prefix, address, diagnostics, out _) is { Map: { } map } end ? new(end.Address, map.Values) : null;

    /// <summary>The outputs of an address with the address that holds them, none where nothing is stored; null with a diagnostic.</summary>
    public ResourceOutputs? Locate(Prefix prefix, Address address, DiagnosticBag diagnostics)
        => Follow(prefix, address, diagnostics, out _) is { } end ? new(end.Address, (end.Map ?? OutputFile.Map.Empty).Values) : null;

    /// <summary>One output value; null when there is none.</summary>
    public string? ReadValue(Prefix prefix, Address address, string key, DiagnosticBag diagnostics)
        => Read(prefix, address, diagnostics)?.Values.GetValueOrDefault(key);

    /// <summary>The address that holds the outputs of an address: where its pointers lead, or itself; null with a diagnostic.</summary>
    public Address? ResolvePointers(Prefix prefix, Address address, DiagnosticBag diagnostics)
        => Follow(prefix, address, diagnostics, out var failed) is var end && failed ? null : end!.Address;

    /// <summary>Where the pointer at an address leads in one step; null when there is none.</summary>
    public Address? PointedAt(Prefix prefix, Address address)
        => Load(OutputPaths.FileOf(prefix, address), [], out _) is OutputFile.PointerToVirtual pointer ? pointer.Address : null;

    /// <summary>Whether an address has an output file or a pointer.</summary>
    public bool Exists(Prefix prefix, Address address) => files.Exists(OutputPaths.FileOf(prefix, address));

    /// <summary>Merges changes (null deletes a key) at the virtual address and keeps the pointer of a different physical one.</summary>
    /// <remarks>An empty map removes both files. A pointer is written even when there are no outputs to merge yet, if some exist.</remarks>
    public IReadOnlyList<RepoPath>? Merge(
        Prefix prefix,
        Address virtualAddress,
        Address? physicalAddress,
        IReadOnlyDictionary<string, string?> changes,
        DiagnosticBag diagnostics)
    {
        lock (GateOf(prefix, virtualAddress))
        {
            var end = Follow(prefix, virtualAddress, diagnostics, out var failed);
            if (failed)
            {
                return null;
            }

            var map = end!.Map ?? OutputFile.Map.Empty;
            if (physicalAddress is not null && physicalAddress != end.Address)
            {
                // Outputs that were stored before the virtual address was known move there.
                var physical = Load(OutputPaths.FileOf(prefix, physicalAddress), diagnostics, out failed);
                if (failed)
                {
                    return null;
                }

                map = physical is OutputFile.Map early ? early.Merge(Nullable(map)) : map;
            }

            // Where nothing is stored and nothing comes, the pointer of an import stays.
            var merged = map.Merge(changes);
            return end.Map is null && map.Values.Count == 0 && merged.Values.Count == 0
                ? []
                : Store(prefix, end, physicalAddress, merged, alwaysPoints: false, diagnostics);
        }
    }

    /// <summary>Makes the outputs exactly these, and points to them from a different physical address, also when there are none.</summary>
    public IReadOnlyList<RepoPath>? Replace(
        Prefix prefix,
        Address virtualAddress,
        Address? physicalAddress,
        IReadOnlyDictionary<string, string> values,
        DiagnosticBag diagnostics)
        => Overwrite(prefix, virtualAddress, physicalAddress, new OutputFile.Map(values), alwaysPoints: true, diagnostics);

    /// <summary>Removes the outputs of a virtual address and, when it points back, the pointer at the physical one.</summary>
    public IReadOnlyList<RepoPath>? Delete(
        Prefix prefix, Address virtualAddress, Address? physicalAddress, DiagnosticBag diagnostics)
        => Overwrite(prefix, virtualAddress, physicalAddress, OutputFile.Map.Empty, alwaysPoints: false, diagnostics);

    /// <summary>Gives the outputs of one virtual address, some of them changed, and the pointer to them, to another one that has none.</summary>
    public IReadOnlyList<RepoPath>? Move(
        Prefix prefix,
        Address from,
        Address to,
        Address? physicalAddress,
        IReadOnlyDictionary<string, string?> changes,
        DiagnosticBag diagnostics)
    {
        lock (GateOf(prefix, to))
        {
            var old = OutputPaths.FileOf(prefix, from);
            var file = Load(old, diagnostics, out var failed);
            if (failed)
            {
                return null;
            }

            // Written before the old file goes, so that the id is somewhere at every moment.
            var map = file as OutputFile.Map ?? OutputFile.Map.Empty;
            var merged = map.Merge(changes);
            var place = new PointerEnd(to, Load(OutputPaths.FileOf(prefix, to), [], out _) as OutputFile.Map);
            return Store(prefix, place, physicalAddress, merged, alwaysPoints: false, diagnostics) is { } changed
                && Put(old, null, changed, diagnostics)
                && RemoveSealed(SealedFilesOf(prefix, map).Except(SealedFilesOf(prefix, merged)), changed, diagnostics)
                    ? changed
                    : null;
        }
    }

    /// <summary>Every address of a prefix that has an output file, with what the file says; bad files are diagnostics.</summary>
    public IReadOnlyList<(Address Address, OutputFile File)> List(Prefix prefix, DiagnosticBag diagnostics)
    {
        var found = new List<(Address, OutputFile)>();
        foreach (var path in files.List(OutputPaths.FolderOf(prefix)))
        {
            if (OutputPaths.AddressOf(prefix, path) is { } address && Load(path, diagnostics, out _) is { } file)
            {
                found.Add((address, file));
            }
        }

        return found;
    }

    /// <summary>Who changes the outputs of an address holds it, by whichever of its names.</summary>
    private Lock GateOf(Prefix prefix, Address address)
    {
        var end = ResolvePointers(prefix, address, []) ?? address;
        return gates[(uint)HashCode.Combine(prefix, end) % (uint)gates.Length];
    }

    private static IEnumerable<KeyValuePair<string, string?>> Nullable(OutputFile.Map map)
        => map.Values.Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value));

    private List<RepoPath>? Overwrite(
        Prefix prefix, Address virtualAddress, Address? physicalAddress, OutputFile.Map map, bool alwaysPoints, DiagnosticBag diagnostics)
    {
        lock (GateOf(prefix, virtualAddress))
        {
            return Follow(prefix, virtualAddress, diagnostics, out _) is { } end
                ? Store(prefix, end, physicalAddress, map, alwaysPoints, diagnostics)
                : null;
        }
    }

    private List<RepoPath>? Store(
        Prefix prefix, PointerEnd place, Address? physicalAddress, OutputFile.Map map, bool alwaysPoints, DiagnosticBag diagnostics)
    {
        var changed = new List<RepoPath>();
        var virtualAddress = place.Address;
        var own = OutputPaths.FileOf(prefix, virtualAddress);
        var isEmpty = map.Values.Count == 0;

        // The outputs first: a pointer to nothing says less than outputs without a pointer.
        if (!Put(own, isEmpty ? null : map, changed, diagnostics)
            || !RemoveSealed(SealedFilesOf(prefix, place.Map).Except(SealedFilesOf(prefix, map)), changed, diagnostics))
        {
            return null;
        }

        if (physicalAddress is null || physicalAddress == virtualAddress)
        {
            return changed;
        }

        var back = OutputPaths.FileOf(prefix, physicalAddress);
        if (isEmpty && !alwaysPoints)
        {
            var existing = Load(back, diagnostics, out var failed);
            if (failed)
            {
                return null;
            }

            // Another resource may have taken the place of the old pointer.
            var isOurs = existing is OutputFile.PointerToVirtual pointer && pointer.Address == virtualAddress
                || existing is OutputFile.Map { Values.Count: 0 };
            return !isOurs || Put(back, null, changed, diagnostics) ? changed : null;
        }

        return Put(back, new OutputFile.PointerToVirtual(virtualAddress), changed, diagnostics) ? changed : null;
    }

    private static IEnumerable<RepoPath> SealedFilesOf(Prefix prefix, OutputFile.Map? map)
        => map is null ? [] : map.Values.Values.Select(value => SealedOutputPaths.FileBehind(prefix, value)).OfType<RepoPath>();

    /// <summary>Deletes sealed files that no output stands for any more.</summary>
    private bool RemoveSealed(IEnumerable<RepoPath> unused, List<RepoPath> changed, DiagnosticBag diagnostics)
    {
        foreach (var file in unused)
        {
            if (!Put(file, null, changed, diagnostics))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes or (null) deletes a file unless it is like that already.</summary>
    private bool Put(RepoPath path, OutputFile? content, List<RepoPath> changed, DiagnosticBag diagnostics)
    {
        var current = files.Read(path);
        if (content is null)
        {
            if (current is FileRead.Missing)
            {
                return true;
            }

            changed.Add(path);
            return files.Delete(path, diagnostics);
        }

        var bytes = content.ToBytes();
        if (current is FileRead.Found found && found.Bytes.Span.SequenceEqual(bytes.Span))
        {
            files.Keep(path);
            return true;
        }

        changed.Add(path);
        return files.WriteAtomic(path, bytes, diagnostics);
    }

    /// <summary>Where the pointers lead; null with <paramref name="failed"/> set after a cycle or bad file.</summary>
    private PointerEnd? Follow(Prefix prefix, Address address, DiagnosticBag diagnostics, out bool failed)
    {
        var chain = new List<Address>();
        for (var current = address; ; )
        {
            var isCycle = chain.Contains(current);
            chain.Add(current);
            if (isCycle)
            {
                diagnostics.Add(OutputDiagnostics.Cycle(OutputPaths.FileOf(prefix, address), chain));
                failed = true;
                return null;
            }

            var file = Load(OutputPaths.FileOf(prefix, current), diagnostics, out failed);
            if (failed)
            {
                return null;
            }

            if (file is not OutputFile.PointerToVirtual pointer)
            {
                return new(current, file as OutputFile.Map);
            }

            current = pointer.Address;
        }
    }

    /// <summary>The file; null when there is none, or with <paramref name="failed"/> set when it cannot be read.</summary>
    private OutputFile? Load(RepoPath path, DiagnosticBag diagnostics, out bool failed)
    {
        failed = false;
        switch (files.Read(path))
        {
            case FileRead.Found found when Utf8.TryDecode(found.Bytes) is { } text:
                var file = OutputFile.Parse(new SourceText(text, path.Text), diagnostics);
                failed = file is null;
                return file;
            case FileRead.Found:
                diagnostics.Add(OutputDiagnostics.NotUtf8(path));
                failed = true;
                return null;
            case FileRead.Refused refused:
                diagnostics.Add(refused.Problem);
                failed = true;
                return null;
            default:
                return null;
        }
    }

    private sealed record PointerEnd(Address Address, OutputFile.Map? Map);
}
