using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Config;

namespace Autoschematic.LanguageServer.Features.Diagnosing;

/// <summary>Tells what is wrong in open documents, whenever they or what they depend on have changed.</summary>
internal sealed class DiagnosingFeature(ServerContext context, DocumentKnowledge knowledge) : IFeature
{
    private const int DefaultDebounceMs = 150;
    private readonly LocalCheck local = new(context.World.Clock);
    private readonly ConcurrentDictionary<string, string> asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DocumentWatch> watches = new(StringComparer.Ordinal);

    private TimeSpan Debounce => TimeSpan.FromMilliseconds(Math.Clamp(context.Options.DebounceMs ?? DefaultDebounceMs, 0, 60_000));

    public void Declare(ServerCapabilities capabilities)
    {
        // Diagnostics are sent without being asked for, which needs no promise.
    }

    public void Register(RpcMethods methods)
    {
        context.Documents.Opened += opened => Forget(opened);
        context.Documents.Changed += Check;
        context.Documents.Saved += Forget;
        context.Documents.Closed += Close;
        context.FilesChanged += () => Forget(null);
        context.Trust.Granted += () => CheckOthers(null, asksAgain: true);
        context.Facts.Learned += folder => CheckOthers(null, asksAgain: HasNewConnectors(folder), folder);
    }

    private void Check(Document document)
    {
        // What was just opened is looked at without waiting: nobody is typing yet.
        var isNew = !watches.ContainsKey(document.Uri.Key);
        WatchOf(document).Start(document.Uri.Text, isNew ? TimeSpan.Zero : Debounce, asksAgain: false);
        if (document.Uri.Path is { } path
            && (Path.GetFileName(path) == RepositoryConfig.FileName || path.EndsWith(".out.json", StringComparison.Ordinal)))
        {
            CheckOthers(document, asksAgain: false);
        }
    }

    private void Close(Document document)
    {
        if (watches.TryRemove(document.Uri.Key, out var watch))
        {
            watch.Stop(document);
        }

        Forget(document);
    }

    /// <summary>Files may be there, or be gone, or say something else.</summary>
    private void Forget(Document? except)
    {
        knowledge.Forget();
        CheckOthers(except, asksAgain: false);
    }

    private void CheckOthers(Document? except, bool asksAgain, RepositoryFolder? folder = null)
    {
        var documents = context.Documents.Current;
        foreach (var other in documents.All)
        {
            if (other.Uri.Key != except?.Uri.Key && (folder is null || context.RepositoryOf(other)?.Folder == folder))
            {
                WatchOf(other).Start(other.Uri.Text, Debounce, asksAgain);
            }
        }
    }

    /// <summary>Whether connectors were started since they were asked last; one that only died and came back says what it said.</summary>
    private bool HasNewConnectors(RepositoryFolder folder)
    {
        var now = string.Join(' ', (context.Live.Find(folder)?.Connectors ?? []).Select(
            connector => $"{RuntimeHelpers.GetHashCode(connector)}{(connector.Session?.IsCompleted == true ? "+" : "-")}"));
        var isNew = true;
        asked.AddOrUpdate(folder.Root, now, (_, before) =>
        {
            isNew = before != now;
            return now;
        });
        return isNew;
    }

    private DocumentWatch WatchOf(Document document) => watches.GetOrAdd(document.Uri.Key, _ => new(context, local));
}
