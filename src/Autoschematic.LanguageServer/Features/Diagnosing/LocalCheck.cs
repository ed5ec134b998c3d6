using System.Text;
using Autoschematic.Engine.Workflows.Validation;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Config;
using Autoschematic.Model.Merging;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.LanguageServer.Features.Diagnosing;

/// <summary>What is wrong in a document as far as the repository itself tells; no program is asked.</summary>
internal sealed class LocalCheck(TimeProvider clock)
{
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(
        Document document, RepositorySnapshot? repository, DocumentRole role, CancellationToken cancellationToken)
    {
        if (document.IsTooLarge)
        {
            return [DiagnosingDiagnostics.TooLarge(document.Text.Length)];
        }

        var found = new DiagnosticBag();
        switch (role)
        {
            case DocumentRole.System system when document.Tree is { } tree:
                CheckSystem(system.Document, tree, repository, found);
                found.AddRange(BodyRules.CheckMarks(document.Text, LeftoverMarks.Find(tree)));
                break;
            case DocumentRole.Body body when repository is not null:
                await CheckBodyAsync(document, repository, body, found, cancellationToken);
                break;
            case DocumentRole.Other when IsOutputFile(document, repository):
                OutputFile.Parse(document.Text, found);
                break;
            case DocumentRole.Other when document is { Format: BodyFormat.Ron, Tree: { } tree }:
                found.AddRange(tree.Diagnostics);
                break;
        }

        return [.. found];
    }

    private void CheckSystem(SystemDocument system, SyntaxTree tree, RepositorySnapshot? repository, DiagnosticBag found)
    {
        if (system == SystemDocument.Config)
        {
            if (ConfigLoader.Load(tree, found) is { } loaded)
            {
                ConfigAdvice.Check(loaded, found);
            }
        }
        else if (system == SystemDocument.Roles)
        {
            RbacLoader.Load(tree, repository?.Config, found);
        }
        else if (system == SystemDocument.LockFile)
        {
            LockFileRules.Check(tree, repository?.Config, found);
        }
        else if (system == SystemDocument.DriftIgnore)
        {
            DriftIgnoreLoader.Load(tree, clock.GetUtcNow(), found);
        }
        else
        {
            ManifestRules.Check(tree, found);
        }
    }

    private static async Task CheckBodyAsync(
        Document document, RepositorySnapshot repository, DocumentRole.Body body, DiagnosticBag found, CancellationToken cancellationToken)
    {
        var prefix = body.Prefix.Prefix;
        var file = prefix.FileOf(body.Address);
        var tree = document.Tree;
        var scan = tree is not null
            ? ReferenceScanner.Find(tree)
            : ReferenceScanner.Find(BodyFormat.Text, Encoding.UTF8.GetBytes(document.Text.Text), file.Text);
        if (tree is not null && !scan.AsPlainText)
        {
            found.AddRange(tree.Diagnostics);
            found.AddRange(RepeatedNames.Find(tree));
        }

        found.AddRange(BodyRules.CheckMarks(document.Text, tree is not null ? LeftoverMarks.Find(tree) : LeftoverMarks.Find(BodyFormat.Text, document.Text)));
        found.AddRange(BodyRules.CheckReading(file, scan));
        var rules = new BodyRules(
            repository.Outputs, target => repository.Files.Exists(target) || repository.Documents.FindFile(repository.Folder.FileOf(target)) is not null);
        foreach (var reference in scan.References)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await rules.CheckReferenceAsync(prefix, new(document.Text, reference.Span), reference.Reference, null, found);
        }
    }

    private static bool IsOutputFile(Document document, RepositorySnapshot? repository)
        => document.Uri.Path is { } path && path.EndsWith(".out.json", StringComparison.Ordinal)
            && repository?.Folder.PathOf(path) is { } file && file.Text.StartsWith(".autoschematic/", StringComparison.Ordinal);
}
