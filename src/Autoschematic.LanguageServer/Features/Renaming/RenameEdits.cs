using Autoschematic.Engine.Workflows.Renaming;
using Autoschematic.Engine.Workspaces;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Features.Navigating;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Renaming;

/// <summary>Makes a draft into the one edit that an editor applies and can undo: texts first, where they are, then the files move.</summary>
internal static class RenameEdits
{
    private const char ByteOrderMark = '\uFEFF';

    /// <param name="isMovedByClient">Whether the client moves a file itself.</param>
    public static WorkspaceEdit Of(RenameDraft draft, RepositorySnapshot repository, Func<DraftedFile, bool>? isMovedByClient = null)
    {
        var moves = draft.Files.Where(file => file.NewPlace is not null && isMovedByClient?.Invoke(file) != true).Select(file => new DocumentChange
        {
            Kind = "rename",
            OldUri = repository.UriOf(file.File),
            NewUri = repository.UriOf(file.NewPlace!),
        });
        return new() { DocumentChanges = [.. draft.Files.Where(file => file.IsEdited).Select(file => TextsOf(file, repository)), .. moves] };
    }

    private static DocumentChange TextsOf(DraftedFile file, RepositorySnapshot repository)
    {
        var open = repository.Documents.FindFile(repository.Folder.FileOf(file.File));
        var text = open?.Text ?? new SourceText(TextOf(file.Before));
        return new()
        {
            TextDocument = new(repository.UriOf(file.File), open?.Version),
            Edits = [.. EditsOf(file, text, new SourceText(TextOf(file.After))).Select(edit => edit.In(text))],
        };
    }

    /// <summary>One edit for each reference, where that is all there is.</summary>
    private static IReadOnlyList<TextReplacement> EditsOf(DraftedFile file, SourceText before, SourceText after)
    {
        var (old, @new) = (ReferencePlaces.In(file.File, before), ReferencePlaces.In(file.File, after));
        if (old.Count == @new.Count)
        {
            var edits = old.Zip(@new)
                .Where(pair => pair.First.Reference != pair.Second.Reference)
                .Select(pair => new TextReplacement(
                    ReferencePlaces.AddressIn(before, pair.First), after.ToString(ReferencePlaces.AddressIn(after, pair.Second))))
                .Distinct()
                .ToList();
            if (TextReplacement.Apply(before.Text, edits) == after.Text)
            {
                return edits;
            }
        }

        return TextReplacement.Between(before.Text, after.Text);
    }

    // An editor counts without it. Files whose content changes were read as text before.
    private static string TextOf(ReadOnlyMemory<byte> bytes) => (Utf8.TryDecode(bytes) ?? "").TrimStart(ByteOrderMark);
}
