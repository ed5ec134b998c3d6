using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Transactions;

/// <summary>The files as planned changes will leave them; what is written here is planned too, once it is accepted.</summary>
/// <param name="files">The files as they are.</param>
/// <param name="planned">Changes planned before.</param>
/// <param name="index">What happens to the index entries of what is written here.</param>
internal sealed class PlannedFiles(RepositoryFiles files, FileChanges planned, IndexChange index) : ITreeFiles
{
    private readonly FileChanges own = new();

    /// <summary>Plans what was written.</summary>
    public void Accept() => planned.AddRange(own);

    public FileRead Read(RepoPath path)
        => Find(path) is not { } change ? files.Read(path)
            : change.Content is { } content ? new FileRead.Found(content)
            : new FileRead.Missing();

    public bool Exists(RepoPath path) => Find(path) is { } change ? change.Content is not null : files.Exists(path);

    public IReadOnlyList<RepoPath> List(RepoPath? folder)
        => [.. files.List(folder)
            .Union(own.Paths.Concat(planned.Paths).Where(path => folder is null || path.IsWithin(folder)))
            .Where(Exists)
            .Order()];

    public bool WriteAtomic(RepoPath path, ReadOnlyMemory<byte> content, DiagnosticBag diagnostics)
        => files.ProveWritable(path, diagnostics) && Plan(path, content, diagnostics);

    public bool Delete(RepoPath path, DiagnosticBag diagnostics) => Plan(path, null, diagnostics);

    private FileChange? Find(RepoPath path) => own.Find(path) ?? planned.Find(path);

    /// <summary>Whoever changes the file before the transaction does, stops it.</summary>
    private bool Plan(RepoPath path, ReadOnlyMemory<byte>? content, DiagnosticBag diagnostics)
    {
        var read = files.Read(path);
        if (read is FileRead.Refused refused)
        {
            diagnostics.Add(refused.Problem);
            return false;
        }

        ReadOnlyMemory<byte>? before = Find(path) is { } earlier ? earlier.Before : (read as FileRead.Found)?.Bytes;
        if (content is null)
        {
            own.Delete(path, before);
        }
        else if (before is null)
        {
            own.Create(path, content.Value);
        }
        else
        {
            own.Write(path, content.Value, before);
        }

        own.SetIndex(path, index);
        return true;
    }
}
