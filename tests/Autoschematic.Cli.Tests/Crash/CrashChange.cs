using System.Text.RegularExpressions;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.Crash;

/// <summary>A random change of machines, their disks and networks: some are created, edited or deleted, and files of some are renamed.</summary>
internal sealed class CrashChange
{
    private readonly Machine[] machines;
    private readonly bool pairs;
    private readonly Random random;

    /// <param name="pairs">Whether files that were moved alone are to be found, too; then deletions and creations are of different kinds.</param>
    public CrashChange(Random random, bool pairs)
    {
        this.random = random;
        this.pairs = pairs;
        var withOutputs = random.Next(2) == 0 ? CrashMove.WithOutputs : CrashMove.WithOutputsEdited;
        machines = pairs
            ?
            [
                Deleted(0), Moved(1, CrashMove.Alone), Moved(2, CrashMove.AloneEdited), Moved(3, withOutputs),
                Moved(4, CrashMove.Swapped) with { Target = "old5" }, Moved(5, CrashMove.Swapped) with { Target = "old4" },
            ]
            : [Deleted(0), random.Next(2) == 0 ? Deleted(1) : Edited(1), Moved(2, withOutputs)];
    }

    /// <summary>What the command that applies it has to be told.</summary>
    public string[] Flags => pairs ? [] : ["--no-rename"];

    public IReadOnlyList<CrashMove> Moves => [.. machines.Select(machine => machine.Move).OfType<CrashMove>()];

    /// <summary>The id that the outputs of a file hold.</summary>
    public static string IdIn(TestWorkspace files, string path)
        => files.Exists(OutputsOf(path)) ? Regex.Match(files.Read(OutputsOf(path)), "vm-\\d+").Value : "";

    public void WriteBefore(TestWorkspace files)
    {
        files.Write("main/net/old.ron", "Net(cidr: \"10.0.0.0/24\")\n");
        foreach (var machine in machines)
        {
            Write(files, machine, machine.Name, size: 1, machine.HasDisk);
        }
    }

    /// <summary>Makes the change in the working tree; the ids of what moved, by the files that stand for it from then on.</summary>
    public IReadOnlyDictionary<string, string> WriteAfter(TestWorkspace files)
    {
        var outputs = machines.ToDictionary(machine => machine, machine => files.Read(OutputsOf(PathOf(machine.Name))));
        var ids = machines.Where(machine => machine.Move is not null)
            .ToDictionary(machine => PathOf(machine.Target!), machine => IdIn(files, PathOf(machine.Name)));

        // All that goes before all that comes, since one may take another one's place.
        foreach (var machine in machines.Where(machine => machine.Target != machine.Name))
        {
            Remove(files, machine);
        }

        foreach (var machine in machines.Where(machine => machine.Target is not null))
        {
            Write(files, machine, machine.Target!, machine.Size, machine is { HasDisk: true, LosesDisk: false });
            if (machine.Move is not (null or CrashMove.Alone or CrashMove.AloneEdited))
            {
                files.Write(OutputsOf(PathOf(machine.Target!)), outputs[machine]);
            }
        }

        Create(files);
        return ids;
    }

    private static void Write(TestWorkspace files, Machine machine, string name, int size, bool hasDisk)
    {
        files.Write(PathOf(name), Body(size, "old", machine.Label));
        if (hasDisk)
        {
            files.Write(DiskOf(name), $"{{\"gb\": {machine.Label + 1}}}\n");
        }
    }

    private void Remove(TestWorkspace files, Machine machine)
    {
        var path = PathOf(machine.Name);
        var pointer = OutputsOf(PathOf(IdIn(files, path)));
        files.Delete(path);
        if (machine.HasDisk)
        {
            files.Delete(DiskOf(machine.Name));
        }

        // The outputs of what moves alone stay behind, or are deleted along with the body.
        var isAlone = machine.Move is CrashMove.Alone or CrashMove.AloneEdited;
        if (!isAlone || random.Next(2) == 0)
        {
            files.Delete(OutputsOf(path));
            if (isAlone || machine.Move is null)
            {
                files.Delete(pointer);
            }
        }
    }

    private void Create(TestWorkspace files)
    {
        var peer = machines.Last(machine => machine.Move is not null).Target;
        files.Write("main/networks/new.ron", $"Network(cidr: \"10.9.0.0/16\", tags: {{\"peer\": \"out://vm/{peer}.json[vm_id]\"}})\n");
        for (var net = 0; net < random.Next(1, 3); net++)
        {
            files.Write($"main/net/new{net}.ron", $"Net(cidr: \"10.{net + 1}.0.0/16\")\n");
            for (var index = 0; !pairs && index < random.Next(1, 3); index++)
            {
                files.Write(PathOf($"new{net}{index}"), Body(size: 2, $"new{net}", (net * 10) + index));
                if (random.Next(2) == 0)
                {
                    files.Write(DiskOf($"new{net}{index}"), "{\"gb\": 5}\n");
                }
            }
        }
    }

    private Machine Deleted(int label) => new($"old{label}", label, random.Next(2) == 0, Target: null, Size: 1, Move: null);

    private Machine Edited(int label) => new($"old{label}", label, random.Next(2) == 0, Target: $"old{label}", Size: 9, Move: null);

    private Machine Moved(int label, CrashMove move)
    {
        var size = move is CrashMove.AloneEdited or CrashMove.WithOutputsEdited ? 9 : 1;
        return new($"old{label}", label, random.Next(2) == 0, $"moved{label}", size, move)
        {
            // What becomes of the disk of one that changes places is said by the other one's.
            LosesDisk = move is not CrashMove.Swapped && random.Next(3) == 0,
        };
    }

    /// <summary>A machine that differs from every other one, so that what belongs to whom can always be told.</summary>
    private static string Body(int size, string net, int label)
        => $$"""
            {
              "size": {{size}},
              "label": "{{net}}-{{label}}",
              "net": "out://net/{{net}}.ron[net_id]"
            }

            """;

    private static string PathOf(string name) => $"main/vm/{name}.json";

    private static string DiskOf(string name) => $"main/vm/{name}/disk/data.json";

    private static string OutputsOf(string path) => $".autoschematic/{path}.out.json";

    /// <param name="Target">The name of its file after the change; null when it is deleted.</param>
    /// <param name="Size">Its size after the change.</param>
    private sealed record Machine(string Name, int Label, bool HasDisk, string? Target, int Size, CrashMove? Move)
    {
        /// <summary>Whether its disk is deleted.</summary>
        public bool LosesDisk { get; init; }
    }
}
