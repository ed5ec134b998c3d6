using Autoschematic.Engine.Files;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>Creates what skeletons describe, changes it, deletes it again, and leaves nothing behind.</summary>
internal sealed class LiveTrialRunner(ConnectorSession session, LiveProbe probe, LiveExecutor executor, LawSubject subject)
{
    private const int MostUpdates = 2;
    private const int MostVariants = 12;

    private readonly List<LiveStep> steps = [];
    private readonly Stack<Made> made = new();
    private readonly List<Address> left = [];
    private string? excuse;

    /// <summary>The skeletons that a trial can create, parents first.</summary>
    public static async Task<IReadOnlyList<LawSample>> ChooseAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var chosen = new List<LawSample>();
        var files = subject.Workspace.Files;
        foreach (var sample in subject.Samples.Bodies.Where(sample => sample.IsSkeleton).DistinctBy(sample => sample.Address))
        {
            // What is there already, here or remotely, is not touched.
            if (await Attempt.OfAsync(subject.Reader.FilterAsync(sample.Address, cancellationToken)) is { Error: null, Answer: var bits } && bits.HasFlag(FilterBits.Resource)
                && ReferenceScanner.Find(sample.Format, sample.Body).References.Count == 0
                && files.KindOf(subject.Prefix.FileOf(sample.Address)) == FileKind.Missing
                && !subject.Workspace.Outputs.Exists(subject.Prefix, sample.Address))
            {
                chosen.Add(sample);
            }
        }

        return [.. chosen.OrderBy(sample => sample.Address.Text.Count(character => character == '/')).ThenBy(sample => sample.Address)];
    }

    public async Task<LiveTrial> RunAsync(IReadOnlyList<LawSample> samples, CancellationToken cancellationToken)
    {
        var there = (await Attempt.OfAsync(executor.ListAsync(cancellationToken))).Answer;
        try
        {
            foreach (var sample in samples)
            {
                await MakeAsync(sample, cancellationToken);
            }

            while (made.TryPeek(out var last))
            {
                await RemoveAsync(last, cancellationToken);
                made.Pop();
            }
        }
        finally
        {
            await CleanUpAsync(there);
        }

        return new(steps, probe.Capabilities.IdempotentOps, left, excuse);
    }

    private async Task MakeAsync(LawSample sample, CancellationToken cancellationToken)
    {
        try
        {
            if (await executor.PhysicalAsync(sample.Address, cancellationToken) is { } there && await probe.GetAsync(there, cancellationToken) is not null)
            {
                excuse ??= $"`{there}` exists already and is not touched";
                return;
            }
        }
        catch (ConnectorException exception)
        {
            excuse ??= session.Describe(exception).Message;
            return;
        }

        var step = new LiveStep(LiveAction.Create, sample.Address, null, sample.Body);
        var item = new Made(sample);
        steps.Add(step);
        try
        {
            await executor.RunAsync(step, null, cancellationToken);
        }
        finally
        {
            // Also when it is interrupted: an op may have been executed.
            item.MoveTo(step.Physical ?? await WhereAsync(sample.Address) ?? sample.Address);
            made.Push(item);
        }

        if (step.After is { } body)
        {
            await ChangeAsync(sample, item, body, cancellationToken);
        }
    }

    private async Task ChangeAsync(LawSample sample, Made item, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var variants = BodyVariants.Changes(sample.Format, body).ToArray();
        subject.Choices("live").Shuffle(variants);
        var done = 0;
        foreach (var variant in variants.Take(MostVariants))
        {
            if (done == MostUpdates || !await IsChangeAsync(sample, item.Physical, body, variant, cancellationToken))
            {
                continue;
            }

            var step = new LiveStep(LiveAction.Update, sample.Address, body, variant);
            steps.Add(step);
            try
            {
                await executor.RunAsync(step, item.Physical, cancellationToken);
            }
            finally
            {
                // What was replaced may have got another id.
                item.MoveTo(await WhereAsync(sample.Address) ?? item.Physical);
            }

            if (await Attempt.OfAsync(probe.GetAsync(item.Physical, cancellationToken)) is not { Answer: { } now })
            {
                return;
            }

            body = now.Body;
            done++;
        }
    }

    /// <summary>Whether a variant is a good body and another one, and can be planned.</summary>
    private async Task<bool> IsChangeAsync(
        LawSample sample, Address physical, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> variant, CancellationToken cancellationToken)
        => await Attempt.OfAsync(probe.DiagAsync(sample.Address, variant, cancellationToken)) is { Answer: { } found }
            && !found.Any(item => item.Severity == DiagnosticSeverity.Error)
            && await Attempt.OfAsync(probe.EqAsync(sample.Address, body, variant, cancellationToken)) is { Error: null, Answer: false }
            && await Attempt.OfAsync(probe.PlanAsync(physical, body, variant, cancellationToken)) is { Answer.Count: > 0 };

    private async Task RemoveAsync(Made item, CancellationToken cancellationToken)
    {
        if (await Attempt.OfAsync(probe.GetAsync(item.Physical, cancellationToken)) is { Answer: { } remote })
        {
            var step = new LiveStep(LiveAction.Delete, item.Address, remote.Body, null);
            steps.Add(step);
            await executor.RunAsync(step, item.Physical, cancellationToken);
        }

        await TryRemoveAsync(item);
    }

    /// <summary>Removes whatever is still there, also after an interruption.</summary>
    /// <param name="there">What List named before anything was made.</param>
    private async Task CleanUpAsync(IReadOnlySet<Address>? there)
    {
        while (made.TryPop(out var last))
        {
            await TryRemoveAsync(last);
        }

        // Somebody else may have made what appeared meanwhile: it is named, and never removed.
        foreach (var stray in executor.Strays.Concat(await FindLostAsync(there)).Distinct().Except(left).ToList())
        {
            if (!await IsGoneAsync(stray))
            {
                left.Add(stray);
            }
        }
    }

    /// <summary>What List names besides when the place of something that was made is not known.</summary>
    private async Task<IEnumerable<Address>> FindLostAsync(IReadOnlySet<Address>? there)
        => executor.HasLost && there is not null && await Attempt.OfAsync(executor.ListAsync(CancellationToken.None)) is { Answer: { } now }
            ? now.Except(there).Order()
            : [];

    private async Task TryRemoveAsync(Made item)
    {
        foreach (var place in item.Places)
        {
            await TryRemoveAsync(item, place);
            executor.Forget(item.Address, place);
        }
    }

    private async Task TryRemoveAsync(Made item, Address place)
    {
        var remote = await Attempt.OfAsync(probe.GetAsync(place, CancellationToken.None));
        if (remote.Error is null && remote.Answer is null)
        {
            return;
        }

        var ops = await Attempt.OfAsync(probe.PlanAsync(place, remote.Answer?.Body ?? item.Body, null, CancellationToken.None));
        foreach (var op in ops.Answer ?? [])
        {
            await Attempt.OfAsync(probe.ExecuteAsync(place, op, Guid.NewGuid().ToString("N"), CancellationToken.None));
        }

        if (!await IsGoneAsync(place))
        {
            left.Add(place);
        }
    }

    /// <summary>Where something is by now; null when nobody can say.</summary>
    private async Task<Address?> WhereAsync(Address address)
        => (await Attempt.OfAsync(executor.PhysicalAsync(address, CancellationToken.None))).Answer;

    private async Task<bool> IsGoneAsync(Address physical)
    {
        var remote = await Attempt.OfAsync(probe.GetAsync(physical, CancellationToken.None));
        return remote.Error is null
            ? remote.Answer is null
            : await Attempt.OfAsync(executor.ListAsync(CancellationToken.None)) is { Answer: { } listed } && !listed.Contains(physical);
    }

    /// <summary>Something that was made for the trial.</summary>
    private sealed class Made(LawSample sample)
    {
        private readonly List<Address> places = [];

        public Address Address => sample.Address;

        /// <summary>Its first body.</summary>
        public ReadOnlyMemory<byte> Body => sample.Body;

        /// <summary>Where it is now.</summary>
        public Address Physical => places[0];

        /// <summary>Where it is and was: what was replaced may still be at its first place.</summary>
        public IReadOnlyList<Address> Places => places;

        public void MoveTo(Address physical)
        {
            places.Remove(physical);
            places.Insert(0, physical);
        }
    }
}
