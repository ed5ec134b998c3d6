using Autoschematic.Files.Hooks;
using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;
using Autoschematic.Sdk;

namespace Autoschematic.Files.Resources;

/// <summary>Makes, changes or removes a directory.</summary>
internal sealed class DirectoryStep(Place place, string op, AttributesChange change) : AttributesStep(place, MarkKind.Directory)
{
    public const string Make = "make";
    public const string Set = "set";
    public const string Remove = "remove";

    /// <summary>Refuses what is no directory.</summary>
    public static FileState Checked(Place place, FileState state) => state.Kind switch
    {
        FileKind.Directory => state,
        FileKind.File => throw FilesErrors.IsFile(place.Host.Name, place.Path),
        var kind => throw FilesErrors.NotPlain(place.Host.Name, place.Path, kind),
    };

    public override async Task<PathStep?> PrepareAsync(PendingMark? known, CancellationToken cancellationToken)
    {
        if (await Files.StateAsync(Path, cancellationToken) is { } found)
        {
            var state = Checked(Place, found);

            // A file below may have brought it into being a moment ago.
            return op switch
            {
                Remove => new(
                    (known ?? new PendingMark { Path = Path, Before = state.Attributes }) with { Sets = change.After },
                    () => RemoveAsync(state, isRepeated: known is not null)),
                Make => Prepare(state, change with { Before = state.Attributes }, known),
                _ => Prepare(state, change, known),
            };
        }

        if (op == Remove)
        {
            return null;
        }

        await Host.MakeDirectoriesAboveAsync(Path, cancellationToken);
        return new(
            (known ?? new PendingMark { Path = Path }) with { Sets = change.After },
            () => Files.MakeDirectoryAsync(Path, change.After, CancellationToken.None));
    }

    protected override async Task<bool> UnmakeAsync(FileState? state, PendingMark mark)
    {
        if (state is { Kind: not FileKind.Directory } || (state is not null && !Has(state, mark.Sets)))
        {
            return false;
        }

        if (state is not null)
        {
            await Files.DeleteDirectoryAsync(Path, CancellationToken.None);
        }

        return true;
    }

    protected override async Task<bool> MakeAgainAsync(Attributes before)
    {
        await Files.MakeDirectoryAsync(Path, before, CancellationToken.None);
        return true;
    }

    private async Task RemoveAsync(FileState state, bool isRepeated)
    {
        try
        {
            await Files.DeleteDirectoryAsync(Path, CancellationToken.None);
        }
        catch (ConnectorServiceException error) when (error.Code != ConnectorErrorCode.Unavailable && (isRepeated || !Has(state, change.After)))
        {
            // It holds something, and stays as the rules say; the first attempt may have come as far.
            if (Prepare(state, change, null) is { } step)
            {
                await step.MakeAsync();
            }
        }
    }
}
