using Autoschematic.Sdk.Hosting;
using Autoschematic.TestClouds;
using Autoschematic.TestConnector;
using Autoschematic.TestConnector.Faults;
using Autoschematic.TestConnector.Settings;
using Microsoft.Extensions.DependencyInjection;

return await ConnectorHost.RunAsync<TestCloudConnector>(args, services =>
{
    var folder = Environment.GetEnvironmentVariable("TEST_CLOUD_DIR") is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException("TEST_CLOUD_DIR is not set");
    services.AddHttpContextAccessor();
    services.AddSingleton(new CloudDatabase(folder, pooled: true));
    services.AddSingleton<SettingsReader>();
    services.AddSingleton<FaultInjector>();
});
