using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Autoschematic.Connectors.Processes;

/// <summary>The supervisor's side of the programs it runs: starting, reaping, ending.</summary>
internal sealed class SupervisedGroups
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Lock gate = new();
    private readonly Lock writing = new();
    private readonly BinaryWriter host;
    private readonly object births = new();
    private readonly Dictionary<int, Group> groups = [];
    private int born;
    private bool ending;

    public SupervisedGroups(BinaryWriter host)
    {
        this.host = host;
        new Thread(Reap) { IsBackground = true, Name = "reaper" }.Start();
    }

    public void Say(SupervisorMessage message)
    {
        lock (writing)
        {
            try
            {
                SupervisorMessage.Write(host, message);
            }
            catch (IOException)
            {
                // The host is gone; the end of its pipe says so where it matters.
            }
        }
    }

    public void Start(SupervisorMessage.Start start)
    {
        lock (gate)
        {
            if (ending)
            {
                return;
            }

            var (process, error) = Spawner.Start(start.Command, start.OutputPath, start.ErrorPath);
            if (error != 0)
            {
                Say(new SupervisorMessage.NotStarted(start.Id, error));
                return;
            }

            groups.Add(process, new(start.Id, process));
            Say(new SupervisorMessage.Started(start.Id, process));
            lock (births)
            {
                born++;
                Monitor.Pulse(births);
            }
        }
    }

    public void Stop(SupervisorMessage.Stop stop)
    {
        Group? group;
        lock (gate)
        {
            group = groups.Values.FirstOrDefault(entry => entry.Id == stop.Id);
            if (group is not null)
            {
                group.Stopping = true;
                group.Others = ProcessTree.DescendantsOf(group.Leader);
                _ = LibC.Kill(-group.Leader, LibC.SigTerm);
            }
        }

        if (group is null)
        {
            Say(new SupervisorMessage.Gone(stop.Id));
            return;
        }

        new Thread(() => FinishStop(group, stop.GraceMilliseconds)) { IsBackground = true, Name = "stop" }.Start();
    }

    /// <summary>Ends everything below this process and returns when nothing is left, or nothing more can be done.</summary>
    public void EndAll(TimeSpan grace)
    {
        lock (gate)
        {
            ending = true;
            foreach (var group in groups.Values)
            {
                // Without a subreaper this is the last moment at which these are known to be ours.
                group.Others = [.. group.Others, .. ProcessTree.DescendantsOf(group.Leader)];
                _ = LibC.Kill(-group.Leader, LibC.SigTerm);
            }
        }

        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < grace && ProcessTree.DescendantsOf(Environment.ProcessId).Count > 0)
        {
            Thread.Sleep(Step);
        }

        lock (gate)
        {
            foreach (var group in groups.Values)
            {
                KillAll(group);
            }
        }

        // A process may have forked while it was being killed: look again until nothing is found.
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(2)
            && ProcessTree.DescendantsOf(Environment.ProcessId) is { Count: > 0 } left)
        {
            foreach (var process in left)
            {
                _ = LibC.Kill(process, LibC.SigKill);
            }

            Thread.Sleep(Step);
        }
    }

    private static void KillAll(Group group)
    {
        _ = LibC.Kill(-group.Leader, LibC.SigKill);
        foreach (var process in group.Others.Where(ProcessTree.IsAlive))
        {
            _ = LibC.Kill(process, LibC.SigKill);
        }
    }

    private void FinishStop(Group group, int graceMilliseconds)
    {
        var clock = Stopwatch.StartNew();
        while (clock.ElapsedMilliseconds < graceMilliseconds && LibC.Kill(-group.Leader, 0) == 0)
        {
            // The end of the leader is told at once; what it left in its group has to be looked for.
            if (!group.WaitReaped(Step))
            {
                Thread.Sleep(Step);
            }
        }

        KillAll(group);
        while (clock.ElapsedMilliseconds < graceMilliseconds + 2000 && LibC.Kill(-group.Leader, 0) == 0)
        {
            Thread.Sleep(Step);
        }

        Say(new SupervisorMessage.Gone(group.Id));
    }

    private unsafe void Reap()
    {
        var signal = stackalloc byte[LibC.OpaqueBytes];
        var seen = 0;
        while (true)
        {
            // Only look at first: as long as the zombie is there its process and group id are not given to others.
            if (LibC.WaitId(0, 0, signal, LibC.WaitExited | LibC.WaitNoWait) != 0)
            {
                if (Marshal.GetLastPInvokeError() == LibC.ErrorNoChild)
                {
                    lock (births)
                    {
                        while (born == seen)
                        {
                            Monitor.Wait(births);
                        }

                        seen = born;
                    }
                }

                continue;
            }

            var process = *(int*)(signal + LibC.SignalProcessOffset);
            Group? group;
            lock (gate)
            {
                if (groups.Remove(process, out group) && !group.Stopping)
                {
                    _ = LibC.Kill(-process, LibC.SigKill);
                }
            }

            int status;
            if (LibC.WaitProcess(process, &status, 0) == process && group is not null)
            {
                // Said before anybody can say that the group is gone, which ends the hearing.
                Say(new SupervisorMessage.Exited(group.Id, status));
                group.SetReaped();
            }
        }
    }

    private sealed class Group(int id, int leader)
    {
        private readonly object reaping = new();
        private bool isReaped;

        public int Id { get; } = id;

        public int Leader { get; } = leader;

        public bool Stopping { get; set; }

        public IReadOnlyList<int> Others { get; set; } = [];

        /// <summary>Tells that the leader has ended.</summary>
        public void SetReaped()
        {
            lock (reaping)
            {
                isReaped = true;
                Monitor.Pulse(reaping);
            }
        }

        /// <summary>Waits until the leader has ended, or for a step; false when it had ended before.</summary>
        public bool WaitReaped(TimeSpan step)
        {
            lock (reaping)
            {
                if (isReaped)
                {
                    return false;
                }

                _ = Monitor.Wait(reaping, step);
                return true;
            }
        }
    }
}
