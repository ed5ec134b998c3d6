using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>Configurations that were read already, since every question about a file asks for its own.</summary>
internal sealed class KnownConfigs
{
    private static readonly RepoPath ConfigPath = RepoPath.Parse(RepositoryConfig.FileName);
    private readonly ConditionalWeakTable<SyntaxTree, Entry> onScreen = new();
    private readonly ConcurrentDictionary<string, (ReadOnlyMemory<byte> Bytes, RepositoryConfig? Config)> onDisk = new(StringComparer.Ordinal);

    /// <summary>The configuration as it is on the screen, else as it was last saved; null when neither can be read.</summary>
    /// <remarks>While it is being typed, the last one that could be read still tells prefixes and connectors.</remarks>
    public RepositoryConfig? Of(RepositoryFolder folder, DocumentSet documents)
        => (documents.FindFile(folder.FileOf(ConfigPath))?.Tree is { } tree
            ? onScreen.GetValue(tree, static open => new(ConfigLoader.Load(open, []))).Config
            : null) ?? Saved(folder);

    private RepositoryConfig? Saved(RepositoryFolder folder)
    {
        if (new RepositoryFiles(folder.Root).TryRead(ConfigPath, []) is not { } bytes)
        {
            return null;
        }

        if (onDisk.TryGetValue(folder.Root, out var known) && known.Bytes.Span.SequenceEqual(bytes.Span))
        {
            return known.Config;
        }

        var config = Utf8.TryDecode(bytes) is { } text ? ConfigLoader.Load(new SourceText(text, ConfigPath.Text), []) : null;
        onDisk[folder.Root] = (bytes, config);
        return config;
    }

    private sealed record Entry(RepositoryConfig? Config);
}
