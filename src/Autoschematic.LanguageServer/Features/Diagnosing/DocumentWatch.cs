using System.Text;
using Autoschematic.Engine.Workflows.Validation;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Features.Diagnosing;

/// <summary>Checks one open document: its newest version only, what the repository tells at once, and what connectors say when they say it.</summary>
internal sealed class DocumentWatch(ServerContext context, LocalCheck local)
{
    private const int PatienceSeconds = 10;
    private readonly Lock gate = new();
    private CancellationTokenSource? running;
    private (Document Document, IReadOnlyList<Diagnostic> Found)? told;

    /// <summary>Checks the document as it is after a while; a check that is still going on is given up.</summary>
    /// <param name="asksAgain">Whether connectors are asked even of a version that they have said something of.</param>
    public void Start(string uri, TimeSpan delay, bool asksAgain)
    {
        var cancellation = new CancellationTokenSource();
        CancellationTokenSource? superseded;
        lock (gate)
        {
            (superseded, running) = (running, cancellation);
            told = asksAgain ? null : told;
        }

        superseded?.Cancel();
        _ = Task.Run(() => RunAsync(uri, delay, cancellation.Token), CancellationToken.None);
    }

    /// <summary>Ends checking, and takes back what was said.</summary>
    public void Stop(Document document)
    {
        CancellationTokenSource? superseded;
        lock (gate)
        {
            (superseded, running) = (running, null);
            Send(Published.Nothing(document));
        }

        superseded?.Cancel();
    }

    private async Task RunAsync(string uri, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, context.World.Clock, cancellationToken);
            }

            if (context.Documents.Current.Find(uri) is { } document)
            {
                await CheckAsync(document, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // A newer version is being checked, or the document is closed.
        }
        catch (Exception exception)
        {
            context.Client.Log(MessageType.Error, $"A bug in the language server, in checking `{uri}`: {exception}");
        }
    }

    private async Task CheckAsync(Document document, CancellationToken cancellationToken)
    {
        var repository = context.RepositoryOf(document);
        var role = DocumentRole.Of(document, repository);
        var found = await local.RunAsync(document, repository, role, cancellationToken);
        if (ToldOf(document) is { } known)
        {
            Publish(document, [.. found, .. known], cancellationToken);
            return;
        }

        Publish(document, found, cancellationToken);
        if (role is DocumentRole.Body body && repository is not null && IsWorthAsking(document, found))
        {
            await AskConnectorsAsync(document, repository, body, found, cancellationToken);
        }
    }

    private IReadOnlyList<Diagnostic>? ToldOf(Document document)
    {
        lock (gate)
        {
            return told is var (about, found) && about == document ? found : null;
        }
    }

    // What does not parse yet is said already, and better than by a connector that cannot read it.
    private bool IsWorthAsking(Document document, IReadOnlyList<Diagnostic> found)
        => context.Trust.IsGranted && !document.IsTooLarge && (document.Tree is not { Diagnostics: [var first, ..] } || !found.Contains(first));

    private async Task AskConnectorsAsync(
        Document document, RepositorySnapshot repository, DocumentRole.Body body, IReadOnlyList<Diagnostic> found, CancellationToken cancellationToken)
    {
        var prefix = body.Prefix.Prefix;
        var asked = context.Facts.ProblemsAsync(
            repository.Folder, prefix, body.Address, Encoding.UTF8.GetBytes(document.Text.Text), cancellationToken);
        if (await Task.WhenAny(asked, Task.Delay(TimeSpan.FromSeconds(PatienceSeconds), context.World.Clock, cancellationToken)) != asked)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Publish(document, [DiagnosingDiagnostics.NoAnswer(prefix.Name, PatienceSeconds), .. found], cancellationToken);
        }

        var answers = (await asked).Select(problem => problem.Finding is { } finding
            ? BodyRules.FromConnector(document.Text, prefix.FileOf(body.Address), problem.Connector, finding)
            : problem.Failure).OfType<Diagnostic>().ToList();
        lock (gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            told = (document, answers);
        }

        Publish(document, [.. found, .. answers], cancellationToken);
    }

    // Between the look and the sending nobody may supersede it, or an old version would be shown last. A document that is
    // another one by now, or closed, is not spoken of.
    private void Publish(Document document, IReadOnlyList<Diagnostic> found, CancellationToken cancellationToken)
    {
        var message = Published.Of(document, found);
        lock (gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (context.Documents.Current.Find(document.Uri.Text) == document)
            {
                Send(message);
            }
        }
    }

    private void Send(PublishDiagnosticsParams message)
        => context.Connection.Notify("textDocument/publishDiagnostics", message, LspJson.Default.PublishDiagnosticsParams);
}
