using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Workflows;

namespace Autoschematic.Engine.Journal;

/// <summary>Where journals are: open ones in `runs`, the last ended ones in `runs/ended`; a link stands for one that is elsewhere.</summary>
internal sealed class RunFolder(GitRepository git)
{
    private const string JournalSuffix = ".jsonl";
    private const string LinkSuffix = ".link";
    private const int Kept = 20;
    private readonly string folder = Path.Join(git.StateDirectory, "runs");

    private string EndedFolder => Path.Join(folder, "ended");

    /// <summary>Every journal that was not put away, oldest first; throws when the folder cannot be read.</summary>
    public IReadOnlyList<OpenRun> Find()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var runs = new List<OpenRun>();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(JournalSuffix, StringComparison.Ordinal))
            {
                runs.Add(new(NameOf(file, JournalSuffix), file, null));
            }
            else if (file.EndsWith(LinkSuffix, StringComparison.Ordinal))
            {
                runs.Add(new(NameOf(file, LinkSuffix), File.ReadAllText(file), file));
            }
        }

        return runs;
    }

    /// <summary>Makes the place for a new journal; throws when that is not possible.</summary>
    /// <param name="run">The run.</param>
    /// <param name="elsewhere">Absolute path of the folder to keep it in, or null.</param>
    public OpenRun Prepare(RunId run, string? elsewhere)
    {
        PrivateFiles.MakeFolder(folder);
        if (elsewhere is null)
        {
            return new(run, Path.Join(folder, run.Text + JournalSuffix), null);
        }

        PrivateFiles.MakeFolder(elsewhere);
        var (journal, link) = (Path.Join(elsewhere, run.Text + JournalSuffix), Path.Join(folder, run.Text + LinkSuffix));
        PrivateFiles.WriteAtomic(link, Encoding.UTF8.GetBytes(journal));
        return new(run, journal, link);
    }

    /// <summary>Puts the journal of an ended run away; throws when that is not possible.</summary>
    public void PutAway(OpenRun run)
    {
        if (run.Link is not null)
        {
            File.Delete(run.Link);
            return;
        }

        if (!File.Exists(run.Journal))
        {
            return;
        }

        PrivateFiles.MakeFolder(EndedFolder);
        File.Move(run.Journal, Path.Join(EndedFolder, run.Run.Text + JournalSuffix), overwrite: true);
        foreach (var old in Directory.EnumerateFiles(EndedFolder, "*" + JournalSuffix).OrderDescending(StringComparer.Ordinal).Skip(Kept))
        {
            File.Delete(old);
        }
    }

    private static RunId NameOf(string file, string suffix) => new(Path.GetFileName(file)[..^suffix.Length]);
}
