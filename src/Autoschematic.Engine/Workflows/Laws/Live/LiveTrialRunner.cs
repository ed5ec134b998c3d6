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
            await CleanUpAsync();
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
        steps.Add(step);
        try
        {
            await executor.RunAsync(step, null, cancellationToken);
        }
        finally
        {
            // Also when it is interrupted: an op may have been executed.
            made.Push(new(sample.Address, step.Physical ?? await MapAsync(sample.Address), sample.Body));
        }

        if (step.After is { } body)
        {
            await ChangeAsync(sample, step.Physical!, body, cancellationToken);
        }
    }

    private async Task ChangeAsync(LawSample sample, Address physical, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var variants = BodyVariants.Changes(sample.Format, body).ToArray();
        subject.Choices("live").Shuffle(variants);
        var done = 0;
        foreach (var variant in variants.Take(MostVariants))
        {
            if (done == MostUpdates || !await IsChangeAsync(sample, physical, body, variant, cancellationToken))
            {
                continue;
            }

            var step = new LiveStep(LiveAction.Update, sample.Address, body, variant);
            steps.Add(step);
            await executor.RunAsync(step, physical, cancellationToken);
            if (await Attempt.OfAsync(probe.GetAsync(physical, cancellationToken)) is not { Answer: { } now })
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
    private async Task CleanUpAsync()
    {
        while (made.TryPop(out var last))
        {
            await TryRemoveAsync(last);
        }

        // Somebody else may have made what appeared meanwhile: it is named, and never removed.
        foreach (var stray in executor.Strays.Distinct())
        {
            if (!await IsGoneAsync(stray))
            {
                left.Add(stray);
            }
        }
    }

    private async Task TryRemoveAsync(Made item)
    {
        var remote = await Attempt.OfAsync(probe.GetAsync(item.Physical, CancellationToken.None));
        if (remote.Error is not null || remote.Answer is not null)
        {
            var ops = await Attempt.OfAsync(probe.PlanAsync(item.Physical, remote.Answer?.Body ?? item.Body, null, CancellationToken.None));
            foreach (var op in ops.Answer ?? [])
            {
                await Attempt.OfAsync(probe.ExecuteAsync(item.Physical, op, Guid.NewGuid().ToString("N"), CancellationToken.None));
            }

            if (!await IsGoneAsync(item.Physical))
            {
                left.Add(item.Physical);
            }
        }

        executor.Forget(item.Address, item.Physical);
    }

    private async Task<Address> MapAsync(Address address)
        => (await Attempt.OfAsync(executor.PhysicalAsync(address, CancellationToken.None))).Answer ?? address;

    private async Task<bool> IsGoneAsync(Address physical)
    {
        var remote = await Attempt.OfAsync(probe.GetAsync(physical, CancellationToken.None));
        return remote.Error is null
            ? remote.Answer is null
            : await Attempt.OfAsync(executor.ListAsync(CancellationToken.None)) is { Answer: { } listed } && !listed.Contains(physical);
    }

    /// <summary>Something that was made for the trial, with its first body.</summary>
    private sealed record Made(Address Address, Address Physical, ReadOnlyMemory<byte> Body);
}
