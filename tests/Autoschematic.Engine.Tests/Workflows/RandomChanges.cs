using CsCheck;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>What happens to one resource of a random change set.</summary>
internal enum Fate
{
    Kept,
    Updated,
    Deleted,
    Created,
}

/// <summary>One resource: where it is, what happens to it, and what it refers to before and after.</summary>
internal sealed record RandomResource(
    int Number, string Address, Fate Fate, IReadOnlyList<int> Before, IReadOnlyList<int> After, int? Parent)
{
    public bool IsMapped => Address.StartsWith("mapped/", StringComparison.Ordinal);

    public string File => $"main/{Address}";
}

/// <summary>A random set of changes over a random graph of references and parents; no body is left that refers to what is deleted.</summary>
internal sealed record RandomChanges(IReadOnlyList<RandomResource> Resources, int Parallelism)
{
    public static Gen<RandomChanges> Gen { get; } =
        from count in CsCheck.Gen.Int[2, 8]
        from fates in CsCheck.Gen.Int[0, 3].Array[count]
        from mapped in CsCheck.Gen.Bool.Array[count]
        from parents in CsCheck.Gen.Int[0, 20].Array[count]
        from before in CsCheck.Gen.Bool.Array[count * count]
        from after in CsCheck.Gen.Bool.Array[count * count]
        from names in CsCheck.Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        from parallelism in CsCheck.Gen.Int[1, 4]
        select Make(count, [.. fates.Select(fate => (Fate)fate)], mapped, parents, before, after, names, parallelism);

    /// <summary>Puts the state before the changes into the cloud and the repository, and stages the changes.</summary>
    public async Task PrepareAsync(Scenario scenario)
    {
        foreach (var resource in Resources.Where(resource => resource.Fate != Fate.Created))
        {
            scenario.Repository.Stage(resource.File, Body(resource, 1, resource.Before));
        }

        Assert.Equal(Autoschematic.Engine.Workflows.RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        scenario.Repository.CommitAll();
        foreach (var resource in Resources)
        {
            _ = resource.Fate switch
            {
                Fate.Deleted => scenario.Repository.StageDeletion(resource.File),
                Fate.Kept => scenario.Repository,
                _ => scenario.Repository.Stage(resource.File, Body(resource, 2, resource.After)),
            };
        }
    }

    public override string ToString()
        => $"{Parallelism} at once: " + string.Join(", ", Resources.Select(resource =>
            $"{resource.Address} {resource.Fate} [{string.Join(' ', resource.Before)}]→[{string.Join(' ', resource.After)}]"));

    // A mapped resource gets an output `id` from the cloud, another one from its own body; the first word is its number.
    private string Body(RandomResource resource, int version, IReadOnlyList<int> references)
        => $"{resource.Number} v{version}{(resource.IsMapped ? "" : $" output id=o{resource.Number}")}"
            + string.Concat(references.Select(number => $" out://{Resources[number].Address}[id]"));

    private static RandomChanges Make(
        int count, Fate[] fates, bool[] mapped, int[] parents, bool[] before, bool[] after, int[] names, int parallelism)
    {
        var made = new List<RandomResource>();
        for (var number = 0; number < count; number++)
        {
            int? parent = parents[number] < number ? parents[number] : null;
            var folder = parent is { } above ? made[above].Address[..^".txt".Length] + "/" : mapped[number] ? "mapped/" : "";
            var old = Enumerable.Range(0, number).Where(other => before[(number * count) + other] && fates[other] != Fate.Created).ToList();
            var wanted = Enumerable.Range(0, number).Where(other => after[(number * count) + other] && fates[other] != Fate.Deleted).ToList();
            if (fates[number] == Fate.Kept && (old.Exists(other => fates[other] == Fate.Deleted)))
            {
                fates[number] = Fate.Updated;
            }

            made.Add(new(
                number,
                $"{folder}r{names[number]}.txt",
                fates[number],
                fates[number] == Fate.Created ? [] : old,
                fates[number] switch { Fate.Deleted => [], Fate.Kept => old, _ => wanted },
                parent));
        }

        return new(made, parallelism);
    }
}
