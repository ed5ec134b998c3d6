namespace Autoschematic.LanguageServer.Protocol;

/// <summary>`textDocument/rename`.</summary>
internal sealed record RenameParams(TextDocumentIdentifier TextDocument, Position Position, string NewName);

/// <summary>What a rename at a place would be about, and the name to begin with.</summary>
internal sealed record PrepareRenameResult(Range Range, string Placeholder);

/// <summary>Whether it can be asked first what a rename would be about.</summary>
internal sealed record RenameOptions(bool PrepareProvider = true);

/// <summary>`workspace/willRenameFiles` and `workspace/didRenameFiles`.</summary>
internal sealed record RenameFilesParams(IReadOnlyList<FileRename> Files);

/// <summary>Old and new address of a file or folder.</summary>
internal sealed record FileRename(string OldUri, string NewUri);

/// <summary>What the server wants to know of files before it happens, and afterwards.</summary>
internal sealed class FileOperationsCapabilities
{
    public FileOperationRegistration? WillRename { get; set; }

    public FileOperationRegistration? DidRename { get; set; }
}

/// <summary>Which files are meant.</summary>
internal sealed record FileOperationRegistration(IReadOnlyList<FileOperationFilter> Filters);

/// <summary>Files of one scheme whose paths match.</summary>
internal sealed record FileOperationFilter(string Scheme, FileOperationPattern Pattern);

/// <summary>A glob of paths.</summary>
internal sealed record FileOperationPattern(string Glob);
