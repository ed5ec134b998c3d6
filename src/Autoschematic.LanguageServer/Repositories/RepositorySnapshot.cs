using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.References;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>A repository as the user sees it: open documents as they are on the screen, everything else from disk. Nothing in it runs a program.</summary>
internal sealed class RepositorySnapshot(RepositoryFolder folder, DocumentSet documents, KnownConfigs configs)
{
    private readonly Lazy<RepositoryConfig?> config = new(() => configs.Of(folder, documents));

    public RepositoryFolder Folder { get; } = folder;

    public DocumentSet Documents { get; } = documents;

    public RepositoryFiles Files { get; } = new(folder.Root);

    /// <summary>The configuration as it is on the screen, else as it was last saved; null when neither can be read.</summary>
    public RepositoryConfig? Config => config.Value;

    public OutputStore Outputs => new(Files);

    /// <summary>The text of a file; null when there is none, or it is not text.</summary>
    public SourceText? ReadText(RepoPath path)
        => Documents.FindFile(Folder.FileOf(path))?.Text
            ?? (Files.TryRead(path, []) is { } bytes && Utf8.TryDecode(bytes) is { } text ? new SourceText(text, path.Text) : null);

    /// <summary>The address of a file, as the client writes it when it is open.</summary>
    public string UriOf(RepoPath path) => (Documents.FindFile(Folder.FileOf(path))?.Uri ?? Folder.UriOf(path)).Text;

    /// <summary>The path of a document in the repository; null when it is none of its files.</summary>
    public RepoPath? PathOf(Document document) => document.Uri.Path is { } path ? Folder.PathOf(path) : null;

    /// <summary>The tree of a file; null when there is none, or it is neither RON nor JSON.</summary>
    public SyntaxTree? ReadTree(RepoPath path)
        => Documents.FindFile(Folder.FileOf(path)) is { } document ? document.Tree
            : BodyFormats.Of(path) is not BodyFormat.Text and var format && ReadText(path) is { } text ? BodyTrees.Parse(format, text)
            : null;

    /// <summary>The prefix and the address of a document; null when it is not in a prefix.</summary>
    public (ConfiguredPrefix Prefix, Address Address)? Locate(Document document)
        => document.Uri.Path is { } path && Folder.PathOf(path) is { } file ? Config?.Locate(file) : null;
}
