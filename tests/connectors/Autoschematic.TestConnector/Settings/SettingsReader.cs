using Autoschematic.TestClouds;

namespace Autoschematic.TestConnector.Settings;

/// <summary>Reads the settings of the cloud, which a test may change at any time, and those of the environment behind them.</summary>
internal sealed class SettingsReader(CloudDatabase database)
{
    private readonly string modes = Environment.GetEnvironmentVariable("TEST_CLOUD_MODES") ?? "";
    private readonly string faults = Environment.GetEnvironmentVariable("TEST_CLOUD_FAULTS") ?? "";
    private Parsed? last;

    public CloudSettings Current()
    {
        var (wantedModes, wantedFaults) = database.Read(
            session => (session.Setting(CloudSetting.Modes) ?? modes, session.Setting(CloudSetting.Faults) ?? faults));
        if (last is { } known && known.Modes == wantedModes && known.Faults == wantedFaults)
        {
            return known.Settings;
        }

        var parsed = new Parsed(wantedModes, wantedFaults, CloudSettings.Parse(wantedModes, wantedFaults));
        last = parsed;
        return parsed.Settings;
    }

    private sealed record Parsed(string Modes, string Faults, CloudSettings Settings);
}
