using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Initialising;

/// <summary>Writes a commented configuration where there is none; never touches one that exists.</summary>
public sealed class InitWorkflow(HostEnvironment host, TimeProvider clock)
{
    private static readonly RepoPath ConfigFile = RepoPath.Parse(RepositoryConfig.FileName);
    private static readonly RepoPath RbacFile = RepoPath.Parse("autoschematic.rbac.ron");

    public async Task<InitResult> RunAsync(
        InitRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        var git = await GitRepository.OpenAsync(request.StartDirectory, host, clock, diagnostics, cancellationToken);
        if (git is null)
        {
            return new(null, false, [.. diagnostics], RunOutcomes.OfOpening(diagnostics));
        }

        var (file, text) = request.Kind switch
        {
            InitKind.Config => (ConfigFile, ConfigTemplates.Config),
            InitKind.Rbac => (RbacFile, ConfigTemplates.Rbac),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Kind, null),
        };
        var files = new RepositoryFiles(git.Root);
        if (files.KindOf(file) != FileKind.Missing)
        {
            return new(file, false, [], RunOutcome.Done);
        }

        var written = files.WriteAtomic(file, Encoding.UTF8.GetBytes(text), diagnostics);
        return new(file, written, [.. diagnostics], written ? RunOutcome.Done : RunOutcome.Error);
    }
}
