using Autoschematic.Files.Hooks;
using Autoschematic.Files.Paths;
using Autoschematic.Files.Settings;

namespace Autoschematic.Files.Hosts;

/// <summary>One host with its roots, rules and hooks.</summary>
internal sealed class ManagedHost(string name, HostSettings settings, IHostFiles files)
{
    private readonly List<ManagedRoot> roots = [.. settings.Roots.Select(root => new ManagedRoot(root)).OrderByDescending(root => root.Path.Length)];
    private readonly List<HookBatches> hooks = [.. settings.Hooks.Select(hook => new HookBatches(name, hook, files))];

    // Several operations may be about one path, such as its content and its attributes.
    private readonly SemaphoreSlim[] locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    private PendingMarks? marks;

    public string Name => name;

    /// <summary>What is known of changes whose hooks did not run.</summary>
    public PendingMarks Marks => marks ??= new(this);

    public IHostFiles Files => files;

    public long LargestFile => settings.LargestFile;

    public IReadOnlyList<ManagedRoot> Roots => roots;

    /// <summary>The root that manages a path; an error when none does.</summary>
    public ManagedRoot RootOf(string path)
    {
        if (!AbsolutePath.IsNormal(path) || roots.Find(root => root.Contains(path)) is not { } owner)
        {
            throw FilesErrors.OutsideRoots(name, path);
        }

        return owner.Ignores(path) ? throw FilesErrors.Ignored(name, path) : owner;
    }

    /// <summary>What the rules say of a path.</summary>
    public Attributes AttributesOf(string path, bool isDirectory) => RootOf(path).AttributesOf(path, isDirectory);

    /// <summary>The same, or null when no root manages the path.</summary>
    public Attributes? FindRules(string path, bool isDirectory) => roots.Find(root => root.Contains(path))?.AttributesOf(path, isDirectory);

    /// <summary>Whether a path that was found belongs to one of the resources, and to this root.</summary>
    public bool Manages(ManagedRoot root, FileState state)
        => !root.Ignores(state.Path) && !TemporaryName.Is(state.Path) && roots.Find(one => one.Contains(state.Path)) == root;

    public IReadOnlyList<HookBatches> HooksOf(string path) => [.. hooks.Where(hook => hook.Matches(path))];

    /// <summary>Keeps other changes away from a path until the answer is disposed.</summary>
    public async Task<IDisposable> LockAsync(string path, CancellationToken cancellationToken)
    {
        var one = locks[(uint)StringComparer.Ordinal.GetHashCode(path) % locks.Length];
        await one.WaitAsync(cancellationToken);
        return new HeldLock(one);
    }

    /// <summary>Makes the directories that are missing above a path, down from its root.</summary>
    public async Task MakeDirectoriesAboveAsync(string path, CancellationToken cancellationToken)
    {
        var missing = new Stack<string>();
        var root = RootOf(path);
        for (var folder = AbsolutePath.ParentOf(path); root.Contains(folder); folder = AbsolutePath.ParentOf(folder))
        {
            if (await files.StateAsync(folder, cancellationToken) is { } state)
            {
                if (state.Kind != FileKind.Directory)
                {
                    throw state.Kind == FileKind.File ? FilesErrors.IsFile(name, folder) : FilesErrors.NotPlain(name, folder, state.Kind);
                }

                break;
            }

            missing.Push(folder);
        }

        while (missing.TryPop(out var folder))
        {
            await files.MakeDirectoryAsync(folder, root.AttributesOf(folder, isDirectory: true), CancellationToken.None);
        }
    }

    private sealed class HeldLock(SemaphoreSlim held) : IDisposable
    {
        public void Dispose() => held.Release();
    }
}
