using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

internal static class ImportingDiagnostics
{
    public static Diagnostic ChangedMeanwhile(RepoPath file) => Diagnostic.Error(
        "IMP009",
        $"`{file}` changed while the remote side was read, so it was left as it is",
        SourceLocation.OfFile(file.Text),
        "run the command again");

    public static Diagnostic Collision(RepoPath file, IReadOnlyList<string> listed) => Diagnostic.Error(
        "IMP001",
        $"{string.Join(" and ", listed.Select(text => $"`{text}`"))} would {(listed.Count == 2 ? "both" : "all")} be the file `{file}`",
        SourceLocation.OfFile(file.Text),
        "none of them was imported now: the connector has to give them different virtual addresses");

    public static Diagnostic OwnedByOther(RepoPath file, SessionConnector lister, SessionConnector owner) => Diagnostic.Error(
        "IMP002",
        $"`{lister.Name}` listed what would be the file `{file}`, which belongs to `{owner.Name}`",
        SourceLocation.OfFile(file.Text),
        "order the connectors of the prefix so that one of them owns it, or import with `-c`");

    public static Diagnostic NotAFile(RepoPath file) => Diagnostic.Error(
        "IMP003", $"`{file}` is in the way: it is not a regular file", SourceLocation.OfFile(file.Text));

    public static Diagnostic ListedButGone(RepoPath file, SessionConnector lister, string listed) => Diagnostic.Error(
        "IMP006",
        $"Connector `{lister.Name}` lists `{listed}` and says that it does not exist when it is read",
        SourceLocation.OfFile(file.Text),
        "its `List` and its `Get` disagree, which is a defect of the connector; nothing was imported from there");

    public static Diagnostic NotItsResource(RepoPath file, SessionConnector lister, string listed) => Diagnostic.Error(
        "IMP007",
        $"Connector `{lister.Name}` lists `{listed}`, but no connector takes the file `{file}` that this would be",
        SourceLocation.OfFile(file.Text),
        "its `List` and its `Filter` disagree, which is a defect of the connector; nothing was imported from there");

    public static Diagnostic NoConnectors() => Diagnostic.Warning(
        "IMP008",
        "No connector is configured, so there is nowhere to import from",
        SourceLocation.OfFile(RepositoryConfig.FileName),
        $"add one to `connectors` of a prefix in `{RepositoryConfig.FileName}`");

    public static Diagnostic Interrupted(int imported) => Diagnostic.Warning(
        "IMP004", $"The import was interrupted after {imported} resources", hint: "run it again to continue");

    public static Diagnostic Unproven(int count) => Diagnostic.Warning(
        "IMP005",
        count == 1 ? "A plan would change 1 imported resource" : $"A plan would change {count} imported resources",
        hint: "the connector does not read back what it plans from; `autoschematic plan` shows the ops");
}
