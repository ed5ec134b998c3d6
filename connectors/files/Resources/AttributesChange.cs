using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;
using PolyType;

namespace Autoschematic.Files.Resources;

/// <summary>What the operations on attributes need: what is there, and what is wanted, as far as it is managed.</summary>
[GenerateShape]
internal sealed partial record AttributesChange
{
    public required Attributes Before { get; init; }

    public required Attributes After { get; init; }

    /// <summary>Changes the attributes of what exists, unless somebody else did; gives what takes it back.</summary>
    public static async Task<Func<Task>> ApplyAsync(Place place, FileState state, AttributesChange change)
    {
        var files = place.Host.Files;
        if (state.Attributes.Beside(change.After).SaysNothing)
        {
            return () => Task.CompletedTask;
        }

        if (!state.Attributes.Beside(change.Before).SaysNothing)
        {
            throw FilesErrors.Changed(place.Host.Name, place.Path);
        }

        await files.SetAttributesAsync(place.Path, change.After.Beside(state.Attributes), CancellationToken.None);
        return () => files.SetAttributesAsync(place.Path, state.Attributes.Beside(change.After), CancellationToken.None);
    }
}
