namespace Autoschematic.TestClouds;

/// <summary>A test's hold on a cloud: looks into it, changes it behind the tool's back, and tells its connectors how to behave.</summary>
/// <remarks>
/// Nothing stays open between two calls, so that the folder may be copied whenever no connector runs. Settings count from the
/// next call of any connector on, whether it was started before or after.
/// </remarks>
public sealed class TestCloud
{
    private readonly CloudDatabase database;

    private TestCloud(string folder)
    {
        Folder = folder;
        database = new(folder, pooled: false);
    }

    public string Folder { get; }

    /// <summary>Objects in the order of their physical addresses, without those that were deleted and only fade away.</summary>
    public IReadOnlyList<CloudObject> Objects => database.Read(session => session.Objects());

    /// <summary>Every mutating call that reached a connector, in order.</summary>
    public IReadOnlyList<CloudCall> Calls => database.Read(session => session.Calls());

    /// <summary>How often each other call came, such as `get vm/vm-1.json`.</summary>
    public IReadOnlyDictionary<string, int> Reads => database.Read(session => session.Reads());

    /// <summary>Opens the cloud of a folder, the value of `TEST_CLOUD_DIR`, and makes it when there is none.</summary>
    public static TestCloud Open(string folder) => new(folder);

    public CloudObject? Find(string physical) => database.Read(session => session.Find(physical));

    /// <summary>Puts an object there as a person with a console would: no call is counted and nothing is checked.</summary>
    public void Put(string physical, string body, string? name = null) => Put([new CloudObject(physical, body, name)]);

    /// <summary>Puts any number of objects there at once.</summary>
    public void Put(IEnumerable<CloudObject> objects)
        => database.Write(session =>
        {
            foreach (var item in objects)
            {
                session.Put(item);
            }
        });

    /// <summary>Changes a body where it is.</summary>
    public void Edit(string physical, Func<string, string> change)
        => database.Write(session =>
        {
            var found = session.Find(physical) ?? throw new InvalidOperationException($"`{physical}` is not in the cloud");
            session.Put(new CloudObject(physical, change(found.Text)));
        });

    /// <summary>Removes an object at once; whether there was one.</summary>
    public bool Remove(string physical) => database.Write(session => session.Remove(physical));

    /// <summary>Sets the modes; no word at all means none, whatever the environment says.</summary>
    public void SetModes(params IEnumerable<string> modes) => Set(CloudSetting.Modes, string.Join(',', modes));

    /// <summary>Sets the faults, which count from one again; no fault at all means none, whatever the environment says.</summary>
    public void SetFaults(params IEnumerable<string> faults) => Set(CloudSetting.Faults, string.Join(';', faults));

    /// <summary>Gives a setting back to the environment.</summary>
    public void Reset(CloudSetting setting) => Set(setting, null);

    /// <summary>Forgets all calls and reads until now.</summary>
    public void ForgetCalls() => database.Write(session => session.ClearCalls());

    /// <summary>
    /// Addresses that were called to create more than one object, with what was made. One that was deleted in between may be
    /// created again.
    /// </summary>
    public IReadOnlyList<string> CreatedTwice()
    {
        Dictionary<string, string> made = new(StringComparer.Ordinal);
        List<string> twice = [];
        foreach (var call in Calls.Where(call => call is { Outcome: CallOutcome.Done, Op: "create" or "delete" }))
        {
            if (call.Op == "delete")
            {
                foreach (var address in made.Where(pair => pair.Value == call.Subject).Select(pair => pair.Key).ToList())
                {
                    made.Remove(address);
                }
            }
            else if (made.GetValueOrDefault(call.Address) is { } first)
            {
                twice.Add($"{call.Address}: {first}, {call.Subject}");
            }
            else
            {
                made[call.Address] = call.Subject!;
            }
        }

        return twice;
    }

    /// <summary>All objects as text, one a line, with names in the place of ids that the cloud gave.</summary>
    /// <remarks>Which id comes to whom depends on who was first; two clouds that are the same but for that have the same text.</remarks>
    public string Describe() => CloudText.Describe(Objects);

    /// <summary>Lines of only this cloud with `-`, lines of only the other one with `+`; none when they are the same.</summary>
    public IReadOnlyList<string> DifferencesTo(TestCloud other) => CloudText.Differences(Describe(), other.Describe());

    private void Set(CloudSetting setting, string? value)
        => database.Write(session =>
        {
            session.Set(setting, value);
            if (setting == CloudSetting.Faults)
            {
                session.ForgetCounts();
            }
        });
}
