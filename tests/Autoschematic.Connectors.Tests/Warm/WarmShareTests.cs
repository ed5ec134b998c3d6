using System.Text.Json;
using Autoschematic.Connectors.Warm;
using Autoschematic.Connectors.Warm.Host;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using CsCheck;

namespace Autoschematic.Connectors.Tests.Warm;

/// <summary>Those who share a process send no more calls at once, together, than it takes.</summary>
public sealed class WarmShareTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("kind", "process")]
    public async Task Commands_that_share_a_connector_call_it_no_more_often_than_it_declares()
    {
        await using var box = new WarmBox();
        var launch = box.Launch(("CAPS", "4"));
        await using var first = box.NewPool(WarmUse.Executes);
        await using var second = box.NewPool();
        await using var editor = box.NewPool(WarmUse.Watches);
        var alone = await box.StartAsync(first, launch);
        var beside = await box.StartAsync(second, launch);
        var watching = await box.StartAsync(editor, launch);

        await Task.WhenAll(Burst(alone), Burst(beside), Burst(watching));

        Assert.Single(new[] { alone, beside, watching }.Select(connector => connector.Status.ProcessId).Distinct());
        Assert.InRange(await MostAsync(alone), 3, 4);

        // Who stays gets what the others leave.
        await second.DisposeAsync();
        await editor.DisposeAsync();
        await box.UntilAsync(state => state.Connectors[0].Leases == 1, "the others' leases are back");
        await Task.WhenAll(Burst(alone), Burst(alone));
        Assert.Equal(4, await MostAsync(alone));

        static Task Burst(IConnector connector)
            => Task.WhenAll(Enumerable.Range(0, 8).Select(number => connector.GetAsync(Address.Parse($"slow{number}"), Cancellation)));

        static async Task<int> MostAsync(IConnector connector)
        {
            using var state = JsonDocument.Parse((await connector.GetAsync(Address.Parse("state"), Cancellation))!.Body);
            return state.RootElement.GetProperty("most").GetInt32();
        }
    }

    [Fact]
    [Trait("kind", "process")]
    public async Task Command_that_comes_while_all_calls_are_under_way_gets_a_process_of_its_own()
    {
        await using var box = new WarmBox();
        var launch = box.Launch(("CAPS", "2"));
        await using var busy = box.NewPool();
        var connector = await box.StartAsync(busy, launch);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var hanging = Enumerable.Range(0, 2).Select(_ => connector.GetAsync(Address.Parse("hang"), giveUp.Token)).ToList();

        Assert.NotEqual(connector.Status.ProcessId, (await box.RunAsync(launch)).Process);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(hanging));
    }

    [Fact]
    public async Task Shares_never_exceed_the_whole_and_nobody_has_nothing()
        => await Gen.Select(Gen.Int[1, 64], Gen.Select(Gen.Int[0, 9], Gen.Bool).List[1, 40]).SampleAsync(async sample =>
        {
            var (total, steps) = sample;
            CallShares shares = new(total);
            List<Peer> peers = [];
            foreach (var (number, watches) in steps)
            {
                if (number < peers.Count)
                {
                    shares.Leave(peers[number].Lease);
                    peers.RemoveAt(number);
                }
                else
                {
                    Peer peer = new(watches);
                    peers.Add(peer);
                    if (!await shares.JoinAsync(peer.Lease))
                    {
                        peers.Remove(peer);
                    }
                }

                Assert.All(peers, peer => Assert.InRange(peer.Lease.Calls!.Value, 1, total));
                Assert.True(peers.Sum(peer => peer.Lease.Calls) <= total);

                // One that is alone has everything.
                Assert.True(peers.Count != 1 || peers[0].Lease.Calls == total);
            }
        });

    /// <summary>A command that does at once what it is told.</summary>
    private sealed class Peer
    {
        public Peer(bool watches)
            => Lease = new(
                1,
                new("/", "main", "raw", new("Binary"), new Dictionary<string, string>(), null, [], new Dictionary<string, string>()),
                watches ? WarmUse.Watches : WarmUse.Reads,
                new("test", 1),
                message => Lease!.HearNarrowed(((WarmMessage.Share)message).Turn));

        public WarmLease Lease { get; }
    }
}
