using Autoschematic.Files.Hooks;
using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;

namespace Autoschematic.Files.Resources;

/// <summary>Changes the attributes of what exists.</summary>
internal abstract class AttributesStep(Place place, MarkKind kind) : PathChange(place.Host, place.Path, kind)
{
    protected IHostFiles Files => Host.Files;

    protected Place Place => place;

    public override async Task<bool> RestoreAsync(PendingMark mark)
    {
        var state = await Files.StateAsync(Path, CancellationToken.None);
        if (mark.Before is not { } before)
        {
            return await UnmakeAsync(state, mark);
        }

        if (state is null)
        {
            return await MakeAgainAsync(before);
        }

        var rest = before.Beside(state.Attributes);
        if (!rest.SaysNothing && !Has(state, mark.Sets))
        {
            return false;
        }

        await SetAsync(rest);
        return true;
    }

    /// <summary>What is still to be done to what exists, unless somebody else changed its attributes.</summary>
    protected PathStep? Prepare(FileState state, AttributesChange change, PendingMark? known)
    {
        if (state.Attributes.Beside(change.After).SaysNothing)
        {
            return null;
        }

        var earlier = known is { Before: not null } && Has(state, known.Sets) ? known : null;
        if (earlier is null && !state.Attributes.Beside(change.Before).SaysNothing)
        {
            throw FilesErrors.Changed(Host.Name, Path);
        }

        var mark = earlier ?? new PendingMark { Path = Path, Before = state.Attributes };
        return new(mark with { Sets = change.After }, () => SetAsync(change.After.Beside(state.Attributes)));
    }

    /// <summary>Takes back that something was made; false when it is not what was made.</summary>
    protected virtual Task<bool> UnmakeAsync(FileState? state, PendingMark mark) => Task.FromResult(false);

    /// <summary>Takes back that something was removed; false when it was not this that removed it.</summary>
    protected virtual Task<bool> MakeAgainAsync(Attributes before) => Task.FromResult(false);

    protected static bool Has(FileState state, Attributes? wanted) => wanted is not null && state.Attributes.Beside(wanted).SaysNothing;

    protected Task SetAsync(Attributes attributes)
        => attributes.SaysNothing ? Task.CompletedTask : Files.SetAttributesAsync(Path, attributes, CancellationToken.None);
}
