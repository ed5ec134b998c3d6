using Autoschematic.Files.Hooks;
using Autoschematic.Files.Hosts;

namespace Autoschematic.Files.Resources;

/// <summary>Changes the attributes of a file.</summary>
internal sealed class FileAttributesStep(Place place, WorkingTree tree, AttributesChange change) : AttributesStep(place, MarkKind.Attributes)
{
    public override async Task<PathStep?> PrepareAsync(PendingMark? known, CancellationToken cancellationToken)
    {
        if (await Files.StateAsync(Path, cancellationToken) is { } state)
        {
            return Prepare(state, change, known);
        }

        // The operation that creates the file knows what is said here, and gives it these attributes at once.
        return tree.Has(Place.ContentAddress) || change.After == change.Before
            ? null
            : throw FilesErrors.NotThereYet(Host.Name, Path, Place.ContentAddress);
    }
}
